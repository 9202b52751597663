#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/batch_get_repository_scanning_configuration.hpp>
#include <ecr/operation/get_registry_scanning_configuration.hpp>
#include <ecr/operation/put_registry_scanning_configuration.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// How the scanning rules of a registry work out for the repository of a name.
struct scanning_choice {
    ecr::scan_frequency frequency = scan_frequency::manual;
    std::vector<ecr::scanning_repository_filter> filters{};
};

/// What the rules say; continuous scanning goes before scanning on push.
[[nodiscard]] ECR_DECL scanning_choice scanning_of(const registry_settings& settings,
                                                   std::string_view repository);

/// The same, and a basic scan on push when the repository itself asks for one.
[[nodiscard]] ECR_DECL scanning_choice scanning_of(const registry_settings& settings,
                                                   const ecr::repository& repository);

ECR_DECL get_registry_scanning_configuration_response on_get_registry_scanning_configuration(
    const handling& on, const get_registry_scanning_configuration_request& request);
ECR_DECL put_registry_scanning_configuration_response on_put_registry_scanning_configuration(
    const handling& on, const put_registry_scanning_configuration_request& request);

ECR_DECL batch_get_repository_scanning_configuration_response on_batch_get_repository_scanning_configuration(
    const handling& on, const batch_get_repository_scanning_configuration_request& request);

/// Who scans the images of a registry, and when.
ECR_DECL std::span<const route> scanning_rules_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/scanning_rules.ipp>
#endif
