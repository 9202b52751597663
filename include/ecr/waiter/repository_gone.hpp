#pragma once

#include <ecr/operation/describe_repositories.hpp>
#include <ecr/waiter.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// Waits until the repository that the request names is not there any more: one, for of several the first
/// that is missing would end the wait.
inline constexpr waiter repository_gone{
    "repository_gone",
    describe_repositories,
    wait_defaults{.min_delay = std::chrono::seconds(1), .max_delay = std::chrono::seconds(30)},
    on_error(errc::repository_not_found, wait_state::success),
    when_answered(wait_state::retry),
};

}
