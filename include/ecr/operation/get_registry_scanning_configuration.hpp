#pragma once

#include <ecr/model/scanning_configuration.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_registry_scanning_configuration_request {};
ECR_SHAPE(get_registry_scanning_configuration_request);

struct get_registry_scanning_configuration_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::registry_scanning_configuration> scanning_configuration{};
};
ECR_SHAPE(get_registry_scanning_configuration_response, registry_id, scanning_configuration);

/// Gets the type of scanning that the caller's own registry uses, and its rules: which repositories, how
/// often.
inline constexpr operation<get_registry_scanning_configuration_request,
                           get_registry_scanning_configuration_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    get_registry_scanning_configuration{"GetRegistryScanningConfiguration"};
ECR_COMPILED_SHAPES(get_registry_scanning_configuration);

}
