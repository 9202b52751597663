#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/error.hpp>

#include <chrono>
#include <cstdint>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

using time_point = std::chrono::steady_clock::time_point;

/// A moment after which something has taken too long.
struct time_limit {
    time_point at = time_point::max();
    timeout_kind kind = timeout_kind::none;
    /// What messages call the limit: the whole time that was allowed.
    std::chrono::nanoseconds length{};
};

/// The limit that begins now; none when `length` is zero or beyond what the clock can say.
[[nodiscard]] ECR_DECL time_limit limit_from(time_point now, std::chrono::nanoseconds length,
                                             timeout_kind kind) noexcept;

[[nodiscard]] inline const time_limit& sooner(const time_limit& left, const time_limit& right) noexcept {
    return right.at < left.at ? right : left;
}

/// Gives up on a body that moves slower than this for as long as the grace; a zero in either turns it off.
struct stall_guard {
    std::uint64_t bytes_per_second = 1;
    std::chrono::nanoseconds grace{};
};

/// Decides when a connection has taken too long, from what it is told; the clock is the caller's.
class io_limits {
public:
    /// Replaces the limit of the whole exchange, which holds between operations too.
    void until(const time_limit& whole) noexcept { whole_ = whole; }
    /// How long a read may wait for its first byte; zero is for ever.
    void read_idle(std::chrono::nanoseconds length) noexcept { read_idle_ = length; }
    /// Watches the bytes of a body from now on.
    void guard(const stall_guard& body, time_point now) noexcept;
    void unguard() noexcept { guard_ = {}; }
    [[nodiscard]] bool guarded() const noexcept {
        return guard_.bytes_per_second != 0 && guard_.grace.count() > 0;
    }

    void begin_read(time_point now) noexcept;
    void begin_write(time_point now) noexcept;
    void moved(std::size_t bytes) noexcept { window_bytes_ += bytes; }
    /// `now` matters only while a body is guarded.
    void end(time_point now) noexcept;

    /// When to ask again; `max` while nothing can expire.
    [[nodiscard]] time_point next() const noexcept;
    /// The same if a read began now.
    [[nodiscard]] time_point next_for_reads(time_point now) const noexcept;
    /// The limit that has passed, if one has.
    [[nodiscard]] std::optional<time_limit> expired(time_point now) noexcept;

private:
    void begin(time_point now) noexcept;

    time_limit whole_{};
    time_limit idle_{};
    stall_guard guard_{};
    std::chrono::nanoseconds read_idle_{};
    time_point window_start_{};
    time_point paused_{};
    std::uint64_t window_bytes_ = 0;
    bool busy_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/io_limits.ipp>
#endif
