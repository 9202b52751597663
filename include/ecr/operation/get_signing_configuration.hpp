#pragma once

#include <ecr/model/signing.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_signing_configuration_request {};
ECR_SHAPE(get_signing_configuration_request);

struct get_signing_configuration_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::signing_configuration> signing_configuration{};
};
ECR_SHAPE(get_signing_configuration_response, registry_id, signing_configuration);

/// Gets the rules by which images are signed as they are pushed to the caller's own registry.
inline constexpr operation<
    get_signing_configuration_request, get_signing_configuration_response,
    errors<errc::invalid_parameter, errc::server, errc::signing_configuration_not_found, errc::validation>>
    get_signing_configuration{"GetSigningConfiguration"};
ECR_COMPILED_SHAPES(get_signing_configuration);

}
