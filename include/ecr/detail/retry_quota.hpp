#pragma once

#include <ecr/retry.hpp>

#include <atomic>

namespace ecr::inline ECR_ABI::detail {

/// The retries that the calls of a client may still make before their first success. A service that fails
/// every call is thereby spared most of the retries. Safe to use from several threads.
class retry_quota {
public:
    static constexpr int default_capacity = 500;

    /// Returned by a call that succeeds at the first attempt.
    static constexpr int reward = 1;

    explicit retry_quota(int capacity = default_capacity) noexcept
        : capacity_(capacity)
        , level_(capacity) {}

    /// Takes all of `amount` or, if there is less, nothing.
    [[nodiscard]] ECR_DECL bool acquire(int amount) noexcept;

    /// Gives back, up to the capacity.
    ECR_DECL void release(int amount) noexcept;

    [[nodiscard]] int capacity() const noexcept { return capacity_; }
    [[nodiscard]] int level() const noexcept { return level_.load(std::memory_order_relaxed); }

private:
    const int capacity_;
    std::atomic<int> level_;
};

/// What a retry takes from the quota; `timed_out` if a limit of the client ended the failed attempt.
[[nodiscard]] constexpr int retry_cost(retry_mode mode, retry_class reason, bool timed_out) noexcept {
    if (mode == retry_mode::standard_2016) return timed_out ? 10 : 5;
    return reason == retry_class::throttling ? 5 : 14;
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/retry_quota.ipp>
#endif
