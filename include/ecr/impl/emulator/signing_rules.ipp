#pragma once

#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/signing_rules.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL bool signs(const ecr::signing_rule& rule, std::string_view repository) {
    if (!rule.repository_filters) return true;
    return std::ranges::any_of(*rule.repository_filters, [&](const ecr::signing_repository_filter& each) {
        return matches_wildcard(each.filter, repository);
    });
}

ECR_DECL std::vector<std::string> signing_profiles_of(const registry_settings& settings,
                                                      std::string_view repository) {
    std::vector<std::string> found;
    if (!settings.signing) return found;
    for (const auto& rule : settings.signing->rules) {
        if (!signs(rule, repository)) continue;
        if (std::ranges::find(found, rule.signing_profile_arn) == found.end())
            found.push_back(rule.signing_profile_arn);
    }
    return found;
}

[[noreturn]] ECR_DECL void fail_without_signing(const registry& of) {
    refuse(errc::signing_configuration_not_found,
           "Signing configuration does not exist in the registry with id '" + of.account + "'");
}

ECR_DECL get_signing_configuration_response
on_get_signing_configuration(const handling& on, const get_signing_configuration_request&) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    if (!own.settings.signing) fail_without_signing(own);
    return {.registry_id = own.account, .signing_configuration = own.settings.signing};
}

ECR_DECL put_signing_configuration_response
on_put_signing_configuration(const handling& on, const put_signing_configuration_request& request) {
    on.registry_of({}).settings.signing = request.signing_configuration;
    return {.signing_configuration = request.signing_configuration};
}

ECR_DECL delete_signing_configuration_response
on_delete_signing_configuration(const handling& on, const delete_signing_configuration_request&) {
    auto seen = on.look_at({});
    registry& own = *seen;
    if (!own.settings.signing) fail_without_signing(own);
    return {.registry_id = own.account,
            .signing_configuration = std::exchange(own.settings.signing, std::nullopt)};
}

ECR_DECL std::span<const route> signing_rules_routes() {
    static constexpr route all[]{
        route_of<get_signing_configuration, on_get_signing_configuration>(),
        route_of<put_signing_configuration, on_put_signing_configuration>(),
        route_of<delete_signing_configuration, on_delete_signing_configuration>(),
    };
    return all;
}

}
