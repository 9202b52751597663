#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/scanning_configuration.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <vector>

namespace ecr::inline ECR_ABI {

struct put_registry_scanning_configuration_request {
    /// `basic` for a registry that was never configured.
    std::optional<open_enum<ecr::scan_type>> scan_type{};
    /// 0 to 2.
    std::optional<std::vector<ecr::registry_scanning_rule>> rules{};
};
ECR_SHAPE(put_registry_scanning_configuration_request, scan_type, (rules, .bounds = &detail::up_to_2));

struct put_registry_scanning_configuration_response {
    std::optional<ecr::registry_scanning_configuration> registry_scanning_configuration{};
};
ECR_SHAPE(put_registry_scanning_configuration_response, registry_scanning_configuration);

/// Sets who scans the images of the caller's own registry, in which repositories and how often.
inline constexpr operation<
    put_registry_scanning_configuration_request, put_registry_scanning_configuration_response,
    errors<errc::blocked_by_organization_policy, errc::invalid_parameter, errc::server, errc::validation>>
    put_registry_scanning_configuration{"PutRegistryScanningConfiguration"};
ECR_COMPILED_SHAPES(put_registry_scanning_configuration);

}
