#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// When keys are replaced that have an end. Both windows shrink for keys that live shortly.
struct refresh_settings {
    using duration = std::chrono::milliseconds;

    /// This long before their end keys are replaced in the background, while calls go on with those that are
    /// there; at most half of the life that was left when they came.
    duration advisory{std::chrono::minutes(15)};
    /// This long before their end calls wait for the new ones; at most two thirds of the other window.
    duration mandatory{std::chrono::minutes(5)};
    /// After a refresh that failed, the next is tried no sooner, as long as the old keys are good.
    duration pause{std::chrono::seconds(30)};
};

}
