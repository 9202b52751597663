#pragma once

#include <ecr/retry.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::chrono::seconds longest_backoff(20);

/// How long to wait before a retry, the first of which is number 0. `random` is at least 0 and below 1.
///
/// Wrong time and expired credentials do not wait: the service is not busy, and the next attempt differs.
[[nodiscard]] ECR_DECL std::chrono::nanoseconds backoff_delay(retry_mode mode, retry_class reason, int retry,
                                                              double random) noexcept;

/// The value of an x-amz-retry-after header: whole milliseconds in digits. Nothing for any other text.
[[nodiscard]] ECR_DECL std::optional<std::chrono::milliseconds>
parse_retry_after(std::string_view header) noexcept;

/// The delay that the service asked for, if it did, but not shorter than `delay` and at most 5 s longer.
[[nodiscard]] ECR_DECL std::chrono::nanoseconds with_retry_after(std::chrono::nanoseconds delay,
                                                                 std::string_view header) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/retry_backoff.ipp>
#endif
