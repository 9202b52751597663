#pragma once

#include <ecr/operation/describe_repositories.hpp>
#include <ecr/waiter.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// Waits until all the repositories that the request names are there.
inline constexpr waiter repository_exists{
    "repository_exists",
    describe_repositories,
    wait_defaults{.min_delay = std::chrono::seconds(1), .max_delay = std::chrono::seconds(30)},
    when_answered(wait_state::success),
    on_error(errc::repository_not_found, wait_state::retry),
};

}
