#pragma once

#include <ecr/model/signing.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_signing_configuration_request {};
ECR_SHAPE(delete_signing_configuration_request);

struct delete_signing_configuration_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::signing_configuration> signing_configuration{};
};
ECR_SHAPE(delete_signing_configuration_response, registry_id, signing_configuration);

/// Ends the signing of images as they are pushed to the caller's own registry.
///
/// Signatures that exist are kept.
inline constexpr operation<delete_signing_configuration_request, delete_signing_configuration_response,
                           errors<errc::server, errc::signing_configuration_not_found, errc::validation>>
    delete_signing_configuration{"DeleteSigningConfiguration"};
ECR_COMPILED_SHAPES(delete_signing_configuration);

}
