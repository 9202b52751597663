#pragma once

#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <set>
#include <tuple>

namespace ecr::inline ECR_ABI::emulation {

namespace lifecycle {

ECR_DECL bool selects(const lifecycle_rule& rule, const stored_image& image) {
    const auto from =
        rule.from == lifecycle_policy_storage_class::archive ? image_status::archived : image_status::active;
    if (image.status != from) return false;
    if (rule.tags == tag_status::any) return true;
    if (image.tags.empty()) return rule.tags == tag_status::untagged;
    return rule.tags == tag_status::tagged && std::ranges::all_of(rule.patterns, [&](const auto& pattern) {
               return std::ranges::any_of(image.tags,
                                          [&](const auto& tag) { return matches_wildcard(pattern, tag); });
           });
}

/// Whether a policy may touch the image at all.
ECR_DECL bool is_free(const stored_repository& in, const stored_image& image) {
    return image.listed_by == 0 && !(image.subject_digest && in.images.contains(*image.subject_digest));
}

/// When what the rule measures the age of happened.
ECR_DECL timestamp start_of(const lifecycle_rule& rule, const stored_image& image) {
    switch (rule.counts) {
    case count_type::since_image_pulled:
        return std::max(image.last_pulled_at.value_or(image.pushed_at),
                        image.activated_at.value_or(image.pushed_at));
    case count_type::since_image_transitioned:
        return image.archived_at.value_or(image.pushed_at);
    case count_type::since_image_pushed:
    case count_type::image_count_more_than:
        break;
    }
    return image.pushed_at;
}

/// The images among the selected ones that are too many or too old.
ECR_DECL std::vector<const stored_image*> surplus(const lifecycle_rule& rule,
                                                  std::vector<const stored_image*> selected, timestamp now) {
    if (rule.counts == count_type::image_count_more_than) {
        std::ranges::sort(selected, std::greater(), [](const stored_image* image) {
            return std::tie(image->pushed_at, image->digest);
        });
        const auto kept = std::min(selected.size(), static_cast<std::size_t>(rule.number));
        selected.erase(selected.begin(), selected.begin() + static_cast<std::ptrdiff_t>(kept));
        return selected;
    }
    const std::chrono::hours age(std::int64_t{24} * rule.number);
    std::erase_if(selected, [&](const stored_image* image) { return now - start_of(rule, *image) <= age; });
    return selected;
}

ECR_DECL lifecycle_policy_preview_result result_of(const lifecycle_rule& rule, const stored_image& image) {
    lifecycle_policy_rule_action action{.type = rule.action};
    if (rule.action == image_action_type::transition)
        action.target_storage_class = lifecycle_policy_target_storage_class::archive;
    return {.image_tags = {image.tags.begin(), image.tags.end()},
            .image_digest = image.digest,
            .image_pushed_at = image.pushed_at,
            .action = action,
            .applied_rule_priority = rule.priority,
            .storage_class = rule.from};
}

}

ECR_DECL std::map<std::string, ecr::lifecycle_policy_preview_result>
evaluate(const std::vector<lifecycle_rule>& rules, const stored_repository& in, timestamp now) {
    std::map<std::string, ecr::lifecycle_policy_preview_result> results;
    std::set<const stored_image*> taken;
    for (const auto& rule : rules) {
        std::vector<const stored_image*> selected;
        for (const auto& [digest, image] : in.images) {
            if (lifecycle::is_free(in, image) && lifecycle::selects(rule, image)) selected.push_back(&image);
        }
        for (const auto* image : lifecycle::surplus(rule, selected, now)) {
            if (!taken.contains(image)) results.emplace(image->digest, lifecycle::result_of(rule, *image));
        }
        taken.insert(selected.begin(), selected.end());
    }
    return results;
}

}
