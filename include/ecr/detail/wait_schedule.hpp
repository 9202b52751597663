#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// How often and how long to poll.
struct wait_plan {
    using duration = std::chrono::nanoseconds;

    duration min_delay{};
    duration max_delay{};
    /// Delays grow from the least to the most, with jitter; otherwise each is the least.
    bool grows = false;
    std::optional<int> max_attempts{};
    std::optional<duration> max_wait{};
};

/// When the next poll of a waiter is due.
class wait_schedule {
public:
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::steady_clock::time_point;

    wait_schedule(const wait_plan& plan, time_point start);

    /// A poll begins. Counted from 1.
    int begin() noexcept { return ++attempt_; }

    /// How long to wait now that a poll has not been the last, or nothing when no other may follow.
    ///
    /// Before the limit there is always one more poll: one least delay before it, so that there is time for
    /// the answer, or in the middle of what is left.
    [[nodiscard]] ECR_DECL std::optional<duration> next(time_point now, double random) noexcept;

    [[nodiscard]] int attempt() const noexcept { return attempt_; }
    [[nodiscard]] time_point start() const noexcept { return start_; }
    /// What a poll may take, if there is a limit.
    [[nodiscard]] ECR_DECL std::optional<duration> left(time_point now) const noexcept;

private:
    [[nodiscard]] duration delay(double random) const noexcept;

    wait_plan plan_;
    time_point start_;
    int attempt_ = 0;
    bool last_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/wait_schedule.ipp>
#endif
