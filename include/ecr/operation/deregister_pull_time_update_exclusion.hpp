#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct deregister_pull_time_update_exclusion_request {
    /// ARN of an IAM role or user, up to 200 characters.
    std::string principal_arn{};
};
ECR_SHAPE(deregister_pull_time_update_exclusion_request, principal_arn);

struct deregister_pull_time_update_exclusion_response {
    std::optional<std::string> principal_arn{};
};
ECR_SHAPE(deregister_pull_time_update_exclusion_response, principal_arn);

/// Lets pulls by a principal update the pull time of images again.
inline constexpr operation<deregister_pull_time_update_exclusion_request,
                           deregister_pull_time_update_exclusion_response,
                           errors<errc::exclusion_not_found, errc::invalid_parameter, errc::limit_exceeded,
                                  errc::server, errc::validation>>
    deregister_pull_time_update_exclusion{"DeregisterPullTimeUpdateExclusion"};
ECR_COMPILED_SHAPES(deregister_pull_time_update_exclusion);

}
