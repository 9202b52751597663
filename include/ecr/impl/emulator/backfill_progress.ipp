#pragma once

#include <ecr/emulator/image_copy.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::emulation {

namespace backfilling {

ECR_DECL void plan_image(stored_backfill& of, const std::string& repository, const stored_image& image) {
    if (image.status != image_status::active) return;
    if (image.tags.empty())
        of.copies.push_back({.repository_name = repository, .image_id = {image.digest, {}}});
    for (const auto& tag : image.tags)
        of.copies.push_back({.repository_name = repository, .image_id = {image.digest, tag}});
}

/// Looks up what there is to copy.
ECR_DECL void plan(const registry& of, stored_backfill& backfill) {
    for (const auto& [name, repository] : of.repositories) {
        const auto places = destinations_of(of.settings, name);
        if (std::ranges::find(places, backfill.destination) == places.end()) continue;
        for (const auto& [digest, image] : repository.images) plan_image(backfill, name, image);
    }
    backfill.total = static_cast<std::int32_t>(backfill.copies.size());
    backfill.planned = true;
    backfill.status = replication_backfill_status::in_progress;
}

ECR_DECL void make(const handling& on, const registry& of, stored_backfill& backfill, timestamp at) {
    auto& copy = backfill.copies[static_cast<std::size_t>(backfill.done)];
    auto then = on;
    then.now = at;
    copy.failure_code = copy_image(then, of, copy.repository_name, copy.image_id, backfill.destination);
    copy.status = copy.failure_code ? replication_backfill_result_status::failed
                                    : replication_backfill_result_status::complete;
    ++backfill.done;
    if (copy.failure_code) ++backfill.failed;
}

ECR_DECL void end(stored_backfill& backfill, timestamp at) {
    backfill.ended_at = at;
    if (backfill.status == replication_backfill_status::stopping) {
        backfill.status = replication_backfill_status::stopped;
    } else if (backfill.failed != 0 && backfill.failed == backfill.done) {
        backfill.status = replication_backfill_status::failed;
        backfill.failure_code = "TooManyFailedReplications";
    } else {
        backfill.status = replication_backfill_status::complete;
    }
}

ECR_DECL void run(const handling& on, const registry& of, stored_backfill& backfill) {
    const auto prepared_at = backfill.started_at + on.all.times().backfill_preparation;
    if (backfill.ended_at || on.now < prepared_at) return;
    if (!backfill.planned) plan(of, backfill);
    const auto count = static_cast<std::int32_t>(backfill.copies.size());
    const auto ready_at = [&](std::int32_t copies) {
        return prepared_at + copies * on.all.times().backfill_copy;
    };
    while (backfill.done != count && ready_at(backfill.done + 1) <= on.now)
        make(on, of, backfill, ready_at(backfill.done + 1));
    if (backfill.done == count) end(backfill, ready_at(count));
}

}

ECR_DECL void run_backfills(const handling& on, registry& of) {
    auto& all = of.copying.backfills;
    for (auto& each : all) backfilling::run(on, of, each);
    const auto kept = on.all.times().backfill_history;
    std::erase_if(
        all, [&](const stored_backfill& each) { return each.ended_at && *each.ended_at + kept < on.now; });
}

}
