#pragma once

#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/loaded_registry.hpp>
#include <ecr/emulator/name_prefix.hpp>
#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/refuse.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace loading {

template <class Entry, class Key>
void check_order(const std::vector<Entry>& entries, Key key, std::string_view name) {
    if (!std::ranges::is_sorted(entries, std::less<>(), key)) refuse_parameter(name, "must be sorted");
}

ECR_DECL void check_cache_rules(const registry_settings& of) {
    for (const auto& each : of.cache_rules) {
        if (!each.ecr_repository_prefix || !each.upstream_registry_url)
            refuse_parameter("settings.cacheRules", "each must have a prefix and an upstream");
    }
    const auto key = [](const auto& each) { return bare_prefix(*each.ecr_repository_prefix); };
    check_order(of.cache_rules, key, "settings.cacheRules");
}

ECR_DECL void check_templates(const registry_settings& of) {
    for (const auto& each : of.templates) {
        if (!each.prefix) refuse_parameter("settings.templates", "each must have a prefix");
        if (each.repository_policy) check_policy(*each.repository_policy, "settings.templates");
        if (each.lifecycle_policy) static_cast<void>(read_lifecycle_policy(*each.lifecycle_policy));
    }
    const auto key = [](const auto& each) { return bare_prefix(*each.prefix); };
    check_order(of.templates, key, "settings.templates");
}

ECR_DECL void check_backfill(const stored_backfill& of) {
    const auto count = static_cast<std::int64_t>(of.copies.size());
    if (of.done < 0 || of.done > count || of.failed < 0 || of.failed > of.done)
        refuse_parameter("copying.backfills", "counts must be of its copies");
}

}

ECR_DECL void check_loaded(const registry& of) {
    const auto& settings = of.settings;
    if (settings.policy) check_policy(*settings.policy, "settings.policy");
    loading::check_cache_rules(settings);
    loading::check_templates(settings);
    loading::check_order(settings.exclusions, &pull_time_exclusion::principal_arn, "settings.exclusions");
    loading::check_order(of.copying.pending, &pending_copy::due_at, "copying.pending");
    loading::check_order(of.copying.backfills, &stored_backfill::id, "copying.backfills");
    for (const auto& each : of.copying.backfills) loading::check_backfill(each);
}

}
