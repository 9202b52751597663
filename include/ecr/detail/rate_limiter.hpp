#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>
#include <mutex>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// The rate of attempts in adaptive mode: a token bucket that is filled the faster the longer the service did
/// not throttle, along the cubic curve known from TCP. Without effect before the first throttling. Safe to
/// use from several threads.
class rate_limiter {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Attempts per second.
    struct rates {
        bool limited = false;
        double measured = 0;
        double allowed = 0;
    };

    /// Takes a token and returns zero, or takes none and returns how long to wait before asking again.
    [[nodiscard]] ECR_DECL std::chrono::nanoseconds acquire(time_point now);

    /// Learns from the end of an attempt.
    ECR_DECL void update(time_point now, bool throttled);

    [[nodiscard]] ECR_DECL rates current() const;

private:
    double seconds_at(time_point now);
    void refill(double now) noexcept;
    void measure(double now) noexcept;
    double cubic_rate(double now) const noexcept;
    void allow(double rate, double now) noexcept;

    mutable std::mutex mutex_{};
    std::optional<time_point> start_{};
    bool limited_ = false;
    double fill_rate_ = 0;
    double capacity_ = 0;
    double level_ = 0;
    double filled_at_ = 0;
    double measured_rate_ = 0;
    double window_begin_ = 0;
    int attempts_in_window_ = 0;
    double rate_at_throttling_ = 0;
    double throttled_at_ = 0;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/rate_limiter.ipp>
#endif
