#pragma once

#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/image_copy.hpp>
#include <ecr/emulator/image_replications.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/replication_rules.hpp>

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace replications {

ECR_DECL void report(stored_image& image, const ecr::replication_destination& to, replication_status status,
                     std::optional<std::string> failure) {
    auto& all = image.work.copies;
    auto found = std::ranges::find_if(all, [&](const ecr::image_replication_status& each) {
        return each.region == to.region && each.registry_id == to.registry_id;
    });
    if (found == all.end()) found = all.insert(found, {.region = to.region, .registry_id = to.registry_id});
    found->status = status;
    found->failure_code = std::move(failure);
}

ECR_DECL void make(const handling& on, registry& of, const pending_copy& due) {
    const auto repository = of.repositories.find(due.repository);
    if (repository == of.repositories.end()) return;
    const auto image = repository->second.images.find(due.digest);
    if (image == repository->second.images.end()) return;
    auto then = on;
    then.now = due.due_at;
    auto failure = copy_image(then, of, due.repository, {.image_digest = due.digest}, due.destination);
    const auto status = failure ? replication_status::failed : replication_status::complete;
    report(image->second, due.destination, status, std::move(failure));
}

}

ECR_DECL void replicate_on_push(const handling& on, registry& of, const std::string& repository,
                                stored_image& image) {
    for (auto& each : destinations_of(of.settings, repository)) {
        replications::report(image, each, replication_status::in_progress, std::nullopt);
        pending_copy copy{repository, image.digest, std::move(each), on.now + on.all.times().replication};
        auto& all = of.copying.pending;
        all.insert(std::ranges::upper_bound(all, copy.due_at, {}, &pending_copy::due_at), std::move(copy));
    }
}

ECR_DECL void make_copies(const handling& on, registry& of) {
    auto& all = of.copying.pending;
    const auto end = std::ranges::upper_bound(all, on.now, {}, &pending_copy::due_at);
    const std::vector<pending_copy> due(std::move_iterator(all.begin()), std::move_iterator(end));
    all.erase(all.begin(), end);
    for (const auto& each : due) replications::make(on, of, each);
}

ECR_DECL describe_image_replication_status_response on_describe_image_replication_status(
    const handling& on, const describe_image_replication_status_request& request) {
    advance(on);
    const auto at = locate(on, request);
    const auto& image = require(at, request.image_id);
    return {.repository_name = at.name,
            .image_id =
                image_identifier{.image_digest = image.digest, .image_tag = request.image_id.image_tag},
            .replication_statuses = image.work.copies};
}

ECR_DECL std::span<const route> image_replications_routes() {
    static constexpr route all[]{
        route_of<describe_image_replication_status, on_describe_image_replication_status>(),
    };
    return all;
}

}
