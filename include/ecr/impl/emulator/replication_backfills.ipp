#pragma once

#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>
#include <ecr/emulator/sorted_page.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace backfills {

ECR_DECL const std::string& key_of(const stored_backfill& of) {
    return of.id;
}

ECR_DECL registry_view look_at(const handling& on, const std::optional<std::string>& id) {
    advance(on);
    return on.look_at(id);
}

ECR_DECL stored_backfill& require(registry& of, const std::string& id) {
    auto* const found = entry_of(of.copying.backfills, id, key_of);
    if (found == nullptr)
        refuse(errc::replication_backfill_not_found, "The replication backfill with id '" + id +
                                                         "' does not exist in the registry with id '" +
                                                         of.account + "'");
    return *found;
}

ECR_DECL bool is_destination(const registry& of, const ecr::replication_destination& place) {
    return std::ranges::any_of(of.settings.replication.rules, [&](const ecr::replication_rule& rule) {
        return std::ranges::find(rule.destinations, place) != rule.destinations.end();
    });
}

ECR_DECL void check_start(const handling& on, const registry& of, const ecr::replication_destination& to) {
    if (!is_destination(of, to))
        refuse_parameter("destination", "must be a destination of the replication configuration of the "
                                        "registry with id '" +
                                            of.account + "'");
    const auto& all = of.copying.backfills;
    constexpr std::ptrdiff_t most_running = 10;
    const auto is_running = [](const stored_backfill& each) { return !each.ended_at; };
    const auto goes_there = [&](const stored_backfill& each) {
        return is_running(each) && each.destination.region == to.region;
    };
    if (std::ranges::any_of(all, goes_there))
        refuse(errc::replication_backfill_in_progress, "A replication backfill to the region '" + to.region +
                                                           "' is in progress in the registry with id '" +
                                                           of.account + "'");
    if (std::ranges::count_if(all, is_running) >= most_running)
        refuse(errc::limit_exceeded,
               "The maximum of 10 replication backfills in progress has been reached in "
               "the registry with id '" +
                   of.account + "'");
    if (all.size() >= on.all.limits().backfills)
        refuse(errc::limit_exceeded,
               "The emulator remembers at most " + std::to_string(on.all.limits().backfills) +
                   " replication backfills of the registry with id '" + of.account + "'");
}

ECR_DECL std::optional<ecr::replication_backfill_progress> progress_of(const stored_backfill& of) {
    if (!of.planned) return std::nullopt;
    std::set<std::string> codes;
    for (const auto& each : of.copies) {
        if (each.failure_code) codes.insert(*each.failure_code);
    }
    return ecr::replication_backfill_progress{.total_replication_count = of.total,
                                              .completed_replication_count = of.done - of.failed,
                                              .failed_replication_count = of.failed,
                                              .failure_codes = {codes.begin(), codes.end()}};
}

ECR_DECL ecr::replication_backfill_summary summary_of(const stored_backfill& of) {
    return {.replication_backfill_id = of.id,
            .destination = of.destination,
            .status = of.status,
            .started_at = of.started_at,
            .failure_code = of.failure_code,
            .progress = progress_of(of),
            .ended_at = of.ended_at};
}

/// Ends what has not begun; a copy that is under way is still made.
ECR_DECL void stop(stored_backfill& backfill, timestamp now) {
    if (!backfill.planned) {
        backfill.status = replication_backfill_status::stopped;
        backfill.ended_at = now;
        return;
    }
    backfill.status = replication_backfill_status::stopping;
    backfill.copies.resize(static_cast<std::size_t>(backfill.done) + 1);
}

}

ECR_DECL start_replication_backfill_response
on_start_replication_backfill(const handling& on, const start_replication_backfill_request& request) {
    auto seen = backfills::look_at(on, request.registry_id);
    registry& own = *seen;
    backfills::check_start(on, own, request.destination);
    stored_backfill made{.id = on.new_id(), .destination = request.destination, .started_at = on.now};
    auto& all = own.copying.backfills;
    const auto& begun = *all.insert(place_of(all, made.id, backfills::key_of), std::move(made));
    return {.replication_backfill_id = begun.id,
            .registry_id = own.account,
            .destination = begun.destination,
            .status = begun.status,
            .started_at = begun.started_at};
}

ECR_DECL stop_replication_backfill_response
on_stop_replication_backfill(const handling& on, const stop_replication_backfill_request& request) {
    auto seen = backfills::look_at(on, request.registry_id);
    registry& own = *seen;
    auto& backfill = backfills::require(own, request.replication_backfill_id);
    if (backfill.ended_at || backfill.status == replication_backfill_status::stopping)
        refuse(errc::replication_backfill_invalid_status,
               "The replication backfill with id '" + backfill.id + "' in the registry with id '" +
                   own.account + "' cannot be stopped while it is " + std::string(backfill.status.text()));
    backfills::stop(backfill, on.now);
    return {.registry_id = own.account,
            .replication_backfill_id = backfill.id,
            .destination = backfill.destination,
            .status = backfill.status,
            .started_at = backfill.started_at};
}

ECR_DECL list_replication_backfills_response
on_list_replication_backfills(const handling& on, const list_replication_backfills_request& request) {
    constexpr std::size_t usual_size = 25;
    auto seen = backfills::look_at(on, request.registry_id);
    const registry& own = *seen;
    list_replication_backfills_response answer{.registry_id = own.account};
    answer.next_token = fill_sorted_page(
        page_of(list_replication_backfills, request, usual_size), own.copying.backfills, backfills::key_of,
        [](const stored_backfill&) { return true; },
        [&](const stored_backfill& each) { answer.backfills.push_back(backfills::summary_of(each)); });
    return answer;
}

ECR_DECL describe_replication_backfill_results_response on_describe_replication_backfill_results(
    const handling& on, const describe_replication_backfill_results_request& request) {
    auto seen = backfills::look_at(on, request.registry_id);
    registry& own = *seen;
    const auto& backfill = backfills::require(own, request.replication_backfill_id);
    const auto page = page_of(describe_replication_backfill_results, request);
    describe_replication_backfill_results_response answer{.registry_id = own.account,
                                                          .replication_backfill_id = backfill.id,
                                                          .destination = backfill.destination,
                                                          .status = backfill.status,
                                                          .failure_code = backfill.failure_code,
                                                          .progress = backfills::progress_of(backfill),
                                                          .started_at = backfill.started_at,
                                                          .ended_at = backfill.ended_at};
    if (!backfill.ended_at) return answer;
    const auto key_of = [](const ecr::replication_backfill_result& each) {
        return each.repository_name + " " + each.image_id.image_digest.value_or("") + " " +
               each.image_id.image_tag.value_or("");
    };
    const auto& wanted = request.result_status_filter;
    answer.next_token = fill_sorted_page(
        page, backfill.copies, key_of, [&](const auto& each) { return !wanted || each.status == *wanted; },
        [&](const auto& each) { answer.results.push_back(each); });
    return answer;
}

ECR_DECL std::span<const route> replication_backfills_routes() {
    static constexpr route all[]{
        route_of<start_replication_backfill, on_start_replication_backfill>(),
        route_of<stop_replication_backfill, on_stop_replication_backfill>(),
        route_of<list_replication_backfills, on_list_replication_backfills>(),
        route_of<describe_replication_backfill_results, on_describe_replication_backfill_results>(),
    };
    return all;
}

}
