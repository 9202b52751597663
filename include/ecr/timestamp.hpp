#pragma once

/// \file
/// The points in time of requests and responses.

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// A point in time as the service gives it: UTC, without leap seconds, exact to the millisecond.
using timestamp = std::chrono::sys_time<std::chrono::milliseconds>;

}
