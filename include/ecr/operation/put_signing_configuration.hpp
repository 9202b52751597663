#pragma once

#include <ecr/model/signing.hpp>
#include <ecr/operation.hpp>

#include <optional>

namespace ecr::inline ECR_ABI {

struct put_signing_configuration_request {
    ecr::signing_configuration signing_configuration{};
};
ECR_SHAPE(put_signing_configuration_request, signing_configuration);

struct put_signing_configuration_response {
    std::optional<ecr::signing_configuration> signing_configuration{};
};
ECR_SHAPE(put_signing_configuration_response, signing_configuration);

/// Sets the rules by which images are signed as they are pushed to the caller's own registry.
///
/// Signing succeeds only if whoever pushes may sign with the profile; `describe_image_signing_status` tells.
inline constexpr operation<put_signing_configuration_request, put_signing_configuration_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    put_signing_configuration{"PutSigningConfiguration"};
ECR_COMPILED_SHAPES(put_signing_configuration);

}
