#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/error.hpp>

#include <chrono>
#include <functional>

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
    /// Told of every refresh that failed, as nobody else hears of it while the old keys are good; not of one
    /// that was cancelled. Called on the executor of the refresh, and must not block; what it throws is
    /// dropped.
    std::function<void(const error& why)> on_failure{};
};

}
