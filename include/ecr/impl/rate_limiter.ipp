#pragma once

#include <ecr/detail/rate_limiter.hpp>

#include <algorithm>
#include <cmath>

namespace ecr::inline ECR_ABI::detail {

namespace rate_rules {

inline constexpr double least_fill_rate = 0.5;
inline constexpr double least_capacity = 1;
inline constexpr double smoothing = 0.8;
inline constexpr double windows_per_second = 2;
inline constexpr double beta = 0.7;
inline constexpr double scale = 0.4;

// Keeps rounding from turning the end of a wait into another wait of a nanosecond.
inline constexpr double whole_token = 1 - 1e-9;

}

ECR_DECL std::chrono::nanoseconds rate_limiter::acquire(time_point now) {
    const std::lock_guard lock(mutex_);
    const double seconds = seconds_at(now);
    if (!limited_) return {};
    refill(seconds);
    if (level_ >= rate_rules::whole_token) {
        level_ = std::max(level_ - 1, 0.0);
        return {};
    }
    const std::chrono::duration<double> wait((1 - level_) / fill_rate_);
    return std::chrono::ceil<std::chrono::nanoseconds>(wait);
}

ECR_DECL void rate_limiter::update(time_point now, bool throttled) {
    const std::lock_guard lock(mutex_);
    const double seconds = seconds_at(now);
    measure(seconds);
    double rate = 0;
    if (throttled) {
        rate_at_throttling_ = limited_ ? std::min(measured_rate_, fill_rate_) : measured_rate_;
        throttled_at_ = seconds;
        limited_ = true;
        rate = rate_at_throttling_ * rate_rules::beta;
    } else {
        rate = cubic_rate(seconds);
    }
    allow(std::min(rate, 2 * measured_rate_), seconds);
}

ECR_DECL rate_limiter::rates rate_limiter::current() const {
    const std::lock_guard lock(mutex_);
    return {.limited = limited_, .measured = measured_rate_, .allowed = fill_rate_};
}

// Windows are counted from the first use, and threads may come with times that are slightly out of order.
ECR_DECL double rate_limiter::seconds_at(time_point now) {
    if (!start_) start_ = now;
    return std::max(std::chrono::duration<double>(now - *start_).count(), filled_at_);
}

ECR_DECL void rate_limiter::refill(double now) noexcept {
    level_ = std::min(capacity_, level_ + (now - filled_at_) * fill_rate_);
    filled_at_ = now;
}

ECR_DECL void rate_limiter::measure(double now) noexcept {
    using namespace rate_rules;
    const double window = std::floor(now * windows_per_second) / windows_per_second;
    ++attempts_in_window_;
    if (window <= window_begin_) return;
    const double rate = attempts_in_window_ / (window - window_begin_);
    measured_rate_ = rate * smoothing + measured_rate_ * (1 - smoothing);
    attempts_in_window_ = 0;
    window_begin_ = window;
}

ECR_DECL double rate_limiter::cubic_rate(double now) const noexcept {
    using namespace rate_rules;
    const double back_at_old_rate = std::cbrt(rate_at_throttling_ * (1 - beta) / scale);
    const double time = now - throttled_at_ - back_at_old_rate;
    return scale * time * time * time + rate_at_throttling_;
}

ECR_DECL void rate_limiter::allow(double rate, double now) noexcept {
    refill(now);
    fill_rate_ = std::max(rate, rate_rules::least_fill_rate);
    capacity_ = std::max(rate, rate_rules::least_capacity);
    level_ = std::min(level_, capacity_);
}

}
