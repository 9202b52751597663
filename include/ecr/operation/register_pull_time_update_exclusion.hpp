#pragma once

#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct register_pull_time_update_exclusion_request {
    /// ARN of an IAM role or user, up to 200 characters.
    std::string principal_arn{};
};
ECR_SHAPE(register_pull_time_update_exclusion_request, principal_arn);

struct register_pull_time_update_exclusion_response {
    std::optional<std::string> principal_arn{};
    std::optional<timestamp> created_at{};
};
ECR_SHAPE(register_pull_time_update_exclusion_response, principal_arn, created_at);

/// Keeps pulls by a principal, such as a scanner, from updating the pull time of images.
///
/// An account can have 100 exclusions.
inline constexpr operation<register_pull_time_update_exclusion_request,
                           register_pull_time_update_exclusion_response,
                           errors<errc::exclusion_already_exists, errc::invalid_parameter,
                                  errc::limit_exceeded, errc::server, errc::validation>>
    register_pull_time_update_exclusion{"RegisterPullTimeUpdateExclusion"};
ECR_COMPILED_SHAPES(register_pull_time_update_exclusion);

}
