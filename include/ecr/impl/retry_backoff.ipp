#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/retry_backoff.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::chrono::nanoseconds backoff_delay(retry_mode mode, retry_class reason, int retry,
                                                double random) noexcept {
    using seconds = std::chrono::duration<double>;
    if (reason == retry_class::clock_skew || reason == retry_class::expired_credentials) return {};

    const bool short_waits = mode != retry_mode::standard_2016 && reason != retry_class::throttling;
    const seconds base(short_waits ? 0.05 : 1.0);
    constexpr int doublings = 10; // more than it takes to reach the cap
    // The cap comes before the jitter, or all clients would come back together once they are at the cap.
    const seconds most =
        std::min<seconds>(std::ldexp(1.0, std::clamp(retry, 0, doublings)) * base, longest_backoff);
    return std::chrono::duration_cast<std::chrono::nanoseconds>(random * most);
}

ECR_DECL std::optional<std::chrono::milliseconds> parse_retry_after(std::string_view header) noexcept {
    constexpr std::int64_t enough = std::chrono::milliseconds(std::chrono::hours(24)).count();
    if (!each_is(header, is_digit)) return std::nullopt;
    std::int64_t value = 0;
    // The value is bounded by whoever uses it, so a number of any length may saturate.
    for (const char digit : header) value = std::min(10 * value + (digit - '0'), enough);
    return std::chrono::milliseconds(value);
}

ECR_DECL std::chrono::nanoseconds with_retry_after(std::chrono::nanoseconds delay,
                                                   std::string_view header) noexcept {
    constexpr std::chrono::seconds at_most_longer(5);
    const auto wanted = parse_retry_after(header);
    if (!wanted) return delay;
    return std::clamp<std::chrono::nanoseconds>(*wanted, delay, delay + at_most_longer);
}

}
