#pragma once

#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/name_prefix.hpp>
#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/registry_snapshot.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/json.hpp>
#include <ecr/shape.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// What a snapshot has in it.
struct registry_snapshot {
    registry_settings settings{};
    findings_book findings{};
    replication_work copying{};
};
ECR_SHAPE(registry_snapshot, settings, findings, copying);

namespace snapshots {

template <class Entry, class Key>
bool is_sorted_by(const std::vector<Entry>& entries, Key key) {
    return std::ranges::is_sorted(entries, std::less<>(), key);
}

ECR_DECL bool has_rule(const ecr::pull_through_cache_rule& of) {
    return of.ecr_repository_prefix && of.upstream_registry_url;
}

ECR_DECL void check_policies(const registry_settings& of) {
    if (of.policy) check_policy(*of.policy, "settings.policy");
    for (const auto& each : of.templates) {
        if (each.repository_policy) check_policy(*each.repository_policy, "settings.templates");
        if (each.lifecycle_policy) static_cast<void>(read_lifecycle_policy(*each.lifecycle_policy));
    }
}

ECR_DECL bool is_possible(const stored_backfill& of) {
    const auto count = static_cast<std::int64_t>(of.copies.size());
    return of.done >= 0 && of.done <= count && of.failed >= 0 && of.failed <= of.done;
}

// The handlers rely on all of this.
ECR_DECL std::optional<std::string> problem_of(const registry_snapshot& of) {
    const auto& settings = of.settings;
    if (!std::ranges::all_of(settings.cache_rules, has_rule))
        return "settings.cacheRules has a rule without prefix or upstream";
    const auto has_prefix = [](const auto& each) { return each.prefix.has_value(); };
    if (!std::ranges::all_of(settings.templates, has_prefix))
        return "settings.templates has a template without prefix";
    const auto by_rule = [](const auto& each) { return bare_prefix(*each.ecr_repository_prefix); };
    const auto by_template = [](const auto& each) { return bare_prefix(*each.prefix); };
    if (!is_sorted_by(settings.cache_rules, by_rule) || !is_sorted_by(settings.templates, by_template))
        return "settings.cacheRules or settings.templates is not sorted by prefix";
    if (!is_sorted_by(settings.exclusions, &pull_time_exclusion::principal_arn))
        return "settings.exclusions is not sorted by principal";
    if (!is_sorted_by(of.copying.pending, &pending_copy::due_at))
        return "copying.pending is not sorted by time";
    if (!is_sorted_by(of.copying.backfills, &stored_backfill::id))
        return "copying.backfills is not sorted by id";
    if (!std::ranges::all_of(of.copying.backfills, is_possible))
        return "copying.backfills counts what it does not have";
    try {
        check_policies(settings);
    } catch (const service_fault& fault) {
        return fault.message;
    }
    return std::nullopt;
}

}

ECR_DECL std::string save_registry(const registry& of) {
    return to_json(registry_snapshot{of.settings, of.findings, of.copying});
}

ECR_DECL std::optional<std::string> load_registry(registry& into, std::string_view json) {
    // An empty text would read as an empty object.
    if (json.empty()) return "the text is empty";
    auto read = from_json<registry_snapshot>(json, as_result);
    if (read.has_error()) return std::string(read.error().message());
    auto problem = snapshots::problem_of(*read);
    if (problem) return problem;
    into.settings = std::move(read->settings);
    into.findings = std::move(read->findings);
    into.copying = std::move(read->copying);
    return std::nullopt;
}

}
