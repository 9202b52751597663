#pragma once

#include <ecr/emulator/lifecycle.hpp>
#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/room.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace lifecycle {

using preview_status = lifecycle_policy_preview_status;
using preview_result = lifecycle_policy_preview_result;

ECR_DECL std::string& policy_of(const located& at) {
    if (at.stored.lifecycle_policy) return *at.stored.lifecycle_policy;
    refuse(errc::lifecycle_policy_not_found, "Lifecycle policy does not exist for " + at.phrase());
}

ECR_DECL preview_status status_of(const handling& on, const stored_preview& preview) {
    const auto done_at = preview.started_at + on.all.times().lifecycle_preview;
    if (on.now < done_at) return preview_status::in_progress;
    return on.now < done_at + on.all.times().preview_results ? preview_status::complete
                                                             : preview_status::expired;
}

ECR_DECL lifecycle_policy_preview_summary summary_of(const stored_preview& preview) {
    const auto moved = std::ranges::count_if(preview.results, [](const auto& result) {
        return result.second.action->type == image_action_type::transition;
    });
    lifecycle_policy_preview_summary summary;
    summary.expiring_image_total_count = static_cast<std::int32_t>(std::ssize(preview.results) - moved);
    if (moved != 0) {
        summary.transitioning_image_total_counts.push_back(
            {.target_storage_class = lifecycle_policy_target_storage_class::archive,
             .image_total_count = static_cast<std::int32_t>(moved)});
    }
    return summary;
}

ECR_DECL bool names(const image_identifier& id, const preview_result& result) {
    const bool digest = !id.image_digest || id.image_digest == result.image_digest;
    const bool tag =
        !id.image_tag || std::ranges::find(result.image_tags, *id.image_tag) != result.image_tags.end();
    return (id.image_digest || id.image_tag) && digest && tag;
}

ECR_DECL bool keeps(const get_lifecycle_policy_preview_request& request, const preview_result& result) {
    const auto& ids = request.image_ids;
    if (ids && std::ranges::none_of(*ids, [&](const auto& id) { return names(id, result); })) return false;
    if (!request.filter || !request.filter->tag_status) return true;
    const auto wanted = request.filter->tag_status->value_or(tag_status::any);
    return wanted == tag_status::any || (wanted == tag_status::tagged) == !result.image_tags.empty();
}

}

ECR_DECL put_lifecycle_policy_response on_put_lifecycle_policy(const handling& on,
                                                               const put_lifecycle_policy_request& request) {
    static_cast<void>(read_lifecycle_policy(request.lifecycle_policy_text));
    const auto at = locate(on, request);
    const auto before = at.stored.lifecycle_policy.value_or("").size();
    check_replacement(on, before, request.lifecycle_policy_text.size());
    at.stored.lifecycle_policy = request.lifecycle_policy_text;
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .lifecycle_policy_text = request.lifecycle_policy_text};
}

ECR_DECL get_lifecycle_policy_response on_get_lifecycle_policy(const handling& on,
                                                               const get_lifecycle_policy_request& request) {
    const auto at = locate(on, request);
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .lifecycle_policy_text = lifecycle::policy_of(at)};
}

ECR_DECL delete_lifecycle_policy_response
on_delete_lifecycle_policy(const handling& on, const delete_lifecycle_policy_request& request) {
    const auto at = locate(on, request);
    auto text = std::move(lifecycle::policy_of(at));
    at.stored.lifecycle_policy.reset();
    return {
        .registry_id = at.registry_id, .repository_name = at.name, .lifecycle_policy_text = std::move(text)};
}

ECR_DECL start_lifecycle_policy_preview_response
on_start_lifecycle_policy_preview(const handling& on, const start_lifecycle_policy_preview_request& request) {
    const auto at = locate(on, request);
    const auto text =
        request.lifecycle_policy_text ? *request.lifecycle_policy_text : lifecycle::policy_of(at);
    const auto rules = read_lifecycle_policy(text);
    auto& preview = at.stored.preview;
    if (preview && lifecycle::status_of(on, *preview) == lifecycle::preview_status::in_progress) {
        refuse(errc::lifecycle_policy_preview_in_progress,
               "The previous lifecycle policy preview has not completed for " + at.phrase());
    }
    check_replacement(on, preview ? preview->policy.size() : 0, text.size());
    preview =
        stored_preview{.policy = text, .started_at = on.now, .results = evaluate(rules, at.stored, on.now)};
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .lifecycle_policy_text = text,
            .status = lifecycle::status_of(on, *preview)};
}

ECR_DECL get_lifecycle_policy_preview_response
on_get_lifecycle_policy_preview(const handling& on, const get_lifecycle_policy_preview_request& request) {
    const auto at = locate(on, request);
    if (request.image_ids && (request.next_token || request.max_results))
        refuse_parameter("imageIds", "must be absent when nextToken or maxResults is present");
    const auto page = page_of(get_lifecycle_policy_preview, request);
    if (!at.stored.preview) {
        refuse(errc::lifecycle_policy_preview_not_found,
               "Lifecycle policy preview does not exist for " + at.phrase());
    }
    const auto& preview = *at.stored.preview;
    get_lifecycle_policy_preview_response response{.registry_id = at.registry_id,
                                                   .repository_name = at.name,
                                                   .lifecycle_policy_text = preview.policy,
                                                   .status = lifecycle::status_of(on, preview)};
    if (response.status != lifecycle::preview_status::complete) return response;
    response.summary = lifecycle::summary_of(preview);
    response.next_token = fill_page(
        page, preview.results, [&](const auto& each) { return lifecycle::keeps(request, each); },
        [&](const auto& each) { response.preview_results.push_back(each); });
    return response;
}

ECR_DECL std::span<const route> lifecycle_routes() {
    static constexpr route routes[] = {
        route_of<delete_lifecycle_policy, on_delete_lifecycle_policy>(),
        route_of<get_lifecycle_policy, on_get_lifecycle_policy>(),
        route_of<get_lifecycle_policy_preview, on_get_lifecycle_policy_preview>(),
        route_of<put_lifecycle_policy, on_put_lifecycle_policy>(),
        route_of<start_lifecycle_policy_preview, on_start_lifecycle_policy_preview>(),
    };
    return routes;
}

}
