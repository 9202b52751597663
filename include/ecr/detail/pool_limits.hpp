#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>
#include <cstddef>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

using pool_time = std::chrono::steady_clock::time_point;

struct pool_limits {
    /// To one endpoint, those being opened included; zero counts as one.
    std::size_t max_connections = 64;
    /// How long a connection is kept without use.
    pool_time::duration idle_life = std::chrono::seconds(15);
    /// After this a connection is not used again.
    std::optional<pool_time::duration> max_age{};
};

}
