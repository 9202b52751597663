#pragma once

#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/replication_rules.hpp>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL bool applies_to(const ecr::replication_rule& rule, std::string_view repository) {
    if (!rule.repository_filters) return true;
    return std::ranges::any_of(*rule.repository_filters, [&](const ecr::repository_filter& each) {
        return repository.starts_with(each.filter);
    });
}

ECR_DECL std::vector<ecr::replication_destination> destinations_of(const registry_settings& settings,
                                                                   std::string_view repository) {
    std::vector<ecr::replication_destination> found;
    for (const auto& rule : settings.replication.rules) {
        if (!applies_to(rule, repository)) continue;
        for (const auto& each : rule.destinations) {
            if (std::ranges::find(found, each) == found.end()) found.push_back(each);
        }
    }
    return found;
}

ECR_DECL void check_replication_rules(const registry& own, const ecr::replication_configuration& wanted) {
    constexpr std::string_view where = "replicationConfiguration";
    std::set<std::pair<std::string, std::string>> places;
    for (const auto& rule : wanted.rules) {
        for (const auto& [region, account] : rule.destinations) {
            if (account == own.account && region == own.region)
                refuse_parameter(where, "Replication destination cannot be the same as the source registry");
            places.emplace(account, region);
        }
    }
    constexpr std::size_t most_places = 25;
    if (places.size() > most_places)
        refuse_parameter(where, "Replication configuration cannot have more than 25 unique destinations");
}

ECR_DECL describe_registry_response on_describe_registry(const handling& on,
                                                         const describe_registry_request&) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    return {.registry_id = own.account, .replication_configuration = own.settings.replication};
}

ECR_DECL put_replication_configuration_response
on_put_replication_configuration(const handling& on, const put_replication_configuration_request& request) {
    check_replication_rules(*on.look_at({}), request.replication_configuration);
    on.registry_of({}).settings.replication = request.replication_configuration;
    return {.replication_configuration = request.replication_configuration};
}

ECR_DECL std::span<const route> replication_rules_routes() {
    static constexpr route all[]{
        route_of<describe_registry, on_describe_registry>(),
        route_of<put_replication_configuration, on_put_replication_configuration>(),
    };
    return all;
}

}
