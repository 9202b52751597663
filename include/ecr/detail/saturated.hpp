#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI::detail {

/// A setting in the unit of the clock; what that cannot say, beyond 292 years, becomes the most that it can.
[[nodiscard]] constexpr std::chrono::nanoseconds saturated(std::chrono::milliseconds length) noexcept {
    using std::chrono::milliseconds;
    using std::chrono::nanoseconds;

    if (length > std::chrono::duration_cast<milliseconds>(nanoseconds::max())) return nanoseconds::max();
    if (length < std::chrono::duration_cast<milliseconds>(nanoseconds::min())) return nanoseconds::min();
    return length;
}

}
