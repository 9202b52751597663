#pragma once

#include <ecr/emulator/image_signings.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/signing_rules.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL void refuse_signing(registry& of, std::string_view profile_arn, std::string_view code,
                             std::string_view reason) {
    std::erase_if(of.settings.refusals, [&](const refusal& each) { return each.arn == profile_arn; });
    of.settings.refusals.push_back(
        {.arn = std::string(profile_arn), .code = std::string(code), .reason = std::string(reason)});
}

ECR_DECL void sign_on_push(const handling& on, const registry& of, const std::string& repository,
                           stored_image& image) {
    // Signatures and other artifacts that refer to an image are not signed themselves.
    if (image.pushed_at != on.now || image.subject_digest || !image.work.signings.empty()) return;
    for (const auto& profile : signing_profiles_of(of.settings, repository))
        image.work.signings.push_back({.profile_arn = profile, .started_at = on.now});
}

namespace signings {

ECR_DECL ecr::image_signing_status status_of(const handling& on, const registry& of,
                                             const image_signing& signing) {
    ecr::image_signing_status status{.signing_profile_arn = signing.profile_arn,
                                     .status = signing_status::in_progress};
    if (on.now < signing.started_at + on.all.times().signing) return status;
    status.status = signing_status::complete;
    const auto& refusals = of.settings.refusals;
    const auto refused = std::ranges::find(refusals, signing.profile_arn, &refusal::arn);
    if (refused == refusals.end()) return status;
    status.status = signing_status::failed;
    status.failure_code = refused->code;
    status.failure_reason = refused->reason;
    return status;
}

}

ECR_DECL describe_image_signing_status_response
on_describe_image_signing_status(const handling& on, const describe_image_signing_status_request& request) {
    const auto at = locate(on, request);
    const auto& image = require(at, request.image_id);
    auto seen = on.look_at(request.registry_id);
    const registry& own = *seen;
    describe_image_signing_status_response answer{
        .repository_name = at.name,
        .image_id = image_identifier{.image_digest = image.digest, .image_tag = request.image_id.image_tag},
        .registry_id = at.registry_id};
    for (const auto& each : image.work.signings)
        answer.signing_statuses.push_back(signings::status_of(on, own, each));
    return answer;
}

ECR_DECL std::span<const route> image_signings_routes() {
    static constexpr route all[]{
        route_of<describe_image_signing_status, on_describe_image_signing_status>(),
    };
    return all;
}

}
