#pragma once

#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/scanning_rules.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL scanning_choice scanning_of(const registry_settings& settings, std::string_view repository) {
    scanning_choice chosen;
    for (const auto& rule : settings.scanning.rules) {
        scanning_choice candidate{rule.scan_frequency.value_or(scan_frequency::manual)};
        for (const auto& each : rule.repository_filters) {
            if (matches_wildcard(each.filter, repository)) candidate.filters.push_back(each);
        }
        const bool stronger =
            chosen.filters.empty() || candidate.frequency == scan_frequency::continuous_scan;
        if (!candidate.filters.empty() && stronger) chosen = std::move(candidate);
    }
    return chosen;
}

ECR_DECL scanning_choice scanning_of(const registry_settings& settings, const ecr::repository& repository) {
    auto chosen = scanning_of(settings, *repository.repository_name);
    const auto& own = repository.image_scanning_configuration;
    if (chosen.filters.empty() && settings.scanning.scan_type == scan_type::basic && own &&
        own->scan_on_push.value_or(false))
        chosen.frequency = scan_frequency::scan_on_push;
    return chosen;
}

ECR_DECL void check_scanning_rules(const ecr::registry_scanning_configuration& wanted) {
    const bool enhanced = wanted.scan_type == scan_type::enhanced;
    for (const auto& rule : wanted.rules) {
        const auto frequency = std::string(rule.scan_frequency.text());
        if (rule.scan_frequency == (enhanced ? scan_frequency::manual : scan_frequency::continuous_scan))
            refuse_parameter("rules", frequency + " is not a scan frequency of " +
                                          std::string(wanted.scan_type->text()) + " scanning");
        for (const auto& other : wanted.rules) {
            if (&other != &rule && other.scan_frequency == rule.scan_frequency)
                refuse_parameter("rules", "More than one rule has the scan frequency " + frequency);
        }
    }
}

ECR_DECL get_registry_scanning_configuration_response on_get_registry_scanning_configuration(
    const handling& on, const get_registry_scanning_configuration_request&) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    return {.registry_id = own.account, .scanning_configuration = own.settings.scanning};
}

ECR_DECL put_registry_scanning_configuration_response on_put_registry_scanning_configuration(
    const handling& on, const put_registry_scanning_configuration_request& request) {
    auto seen = on.look_at({});
    ecr::registry_scanning_configuration wanted{.scan_type = seen->settings.scanning.scan_type};
    if (request.scan_type) wanted.scan_type = request.scan_type;
    if (request.rules) wanted.rules = *request.rules;
    check_scanning_rules(wanted);
    auto& settings = on.registry_of({}).settings;
    settings.scanning = wanted;
    settings.scanning_since = on.now;
    return {.registry_scanning_configuration = std::move(wanted)};
}

ECR_DECL batch_get_repository_scanning_configuration_response on_batch_get_repository_scanning_configuration(
    const handling& on, const batch_get_repository_scanning_configuration_request& request) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    batch_get_repository_scanning_configuration_response answer;
    for (const auto& name : request.repository_names) {
        const auto found = own.repositories.find(name);
        if (found == own.repositories.end()) {
            answer.failures.push_back(
                {.repository_name = name,
                 .failure_code = scanning_configuration_failure_code::repository_not_found,
                 .failure_reason = "The repository with name '" + name +
                                   "' does not exist in the registry with id '" + own.account + "'"});
            continue;
        }
        const auto& repository = found->second.description;
        const auto chosen = scanning_of(own.settings, repository);
        answer.scanning_configurations.push_back({.repository_arn = repository.repository_arn,
                                                  .repository_name = name,
                                                  .scan_on_push = chosen.frequency != scan_frequency::manual,
                                                  .scan_frequency = chosen.frequency,
                                                  .applied_scan_filters = chosen.filters});
    }
    return answer;
}

ECR_DECL std::span<const route> scanning_rules_routes() {
    static constexpr route all[]{
        route_of<batch_get_repository_scanning_configuration,
                 on_batch_get_repository_scanning_configuration>(),
        route_of<get_registry_scanning_configuration, on_get_registry_scanning_configuration>(),
        route_of<put_registry_scanning_configuration, on_put_registry_scanning_configuration>(),
    };
    return all;
}

}
