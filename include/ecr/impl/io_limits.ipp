#pragma once

#include <ecr/detail/io_limits.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL time_limit limit_from(time_point now, std::chrono::nanoseconds length, timeout_kind kind) noexcept {
    time_limit limit;
    if (length.count() <= 0 || time_point::max() - now <= length) return limit;

    limit.at = now + length;
    limit.kind = kind;
    limit.length = length;
    return limit;
}

ECR_DECL void io_limits::guard(const stall_guard& body, time_point now) noexcept {
    guard_ = body;
    window_start_ = now;
    window_bytes_ = 0;
    paused_ = now;
}

ECR_DECL void io_limits::begin_read(time_point now) noexcept {
    idle_ = limit_from(now, read_idle_, timeout_kind::read_idle);
    begin(now);
}

ECR_DECL void io_limits::begin_write(time_point now) noexcept {
    idle_ = {};
    begin(now);
}

ECR_DECL void io_limits::begin(time_point now) noexcept {
    busy_ = true;
    // The time in which the caller made or used the bytes is not the peer's fault.
    if (guarded()) window_start_ += now - paused_;
}

ECR_DECL void io_limits::end(time_point now) noexcept {
    busy_ = false;
    idle_ = {};
    paused_ = now;
}

ECR_DECL time_point io_limits::next() const noexcept {
    const auto soonest = sooner(whole_, idle_).at;
    if (!busy_ || !guarded()) return soonest;
    return std::min(soonest, limit_from(window_start_, guard_.grace, timeout_kind::stall).at);
}

ECR_DECL time_point io_limits::next_for_reads(time_point now) const noexcept {
    return std::min(next(), limit_from(now, read_idle_, timeout_kind::read_idle).at);
}

ECR_DECL std::optional<time_limit> io_limits::expired(time_point now) noexcept {
    if (const auto& first = sooner(whole_, idle_); first.at <= now) return first;
    if (!busy_ || !guarded() || now - window_start_ < guard_.grace) return std::nullopt;

    const auto seconds = std::chrono::duration<double>(now - window_start_).count();
    if (static_cast<double>(window_bytes_) < seconds * static_cast<double>(guard_.bytes_per_second)) {
        return time_limit{now, timeout_kind::stall, guard_.grace};
    }
    window_start_ = now;
    window_bytes_ = 0;
    return std::nullopt;
}

}
