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

inline constexpr operation<put_signing_configuration_request, put_signing_configuration_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    put_signing_configuration{"PutSigningConfiguration"};

}
