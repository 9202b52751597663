#pragma once

#include <ecr/detail/retry_quota.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

// The level is all that the threads share, so no order among other memory is needed.
ECR_DECL bool retry_quota::acquire(int amount) noexcept {
    int level = level_.load(std::memory_order_relaxed);
    do {
        if (level < amount) return false;
    } while (!level_.compare_exchange_weak(level, level - amount, std::memory_order_relaxed));
    return true;
}

ECR_DECL void retry_quota::release(int amount) noexcept {
    int level = level_.load(std::memory_order_relaxed);
    int next = 0;
    do {
        // Nearly every call succeeds at once: it should not write to memory that all threads share.
        if (level == capacity_) return;
        next = level + std::min(amount, capacity_ - level);
    } while (!level_.compare_exchange_weak(level, next, std::memory_order_relaxed));
}

}
