#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// A point in time as the service gives it: UTC, to the millisecond. Converts to `system_clock::time_point`
/// by itself.
using timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

}
