#pragma once

/// \file
/// Points in time as numbers: seconds since the beginning of 1970, the form they have in JSON.

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Converts seconds since 1970, rounded to the nearest millisecond; nothing if no timestamp can hold them.
[[nodiscard]] ECR_DECL std::optional<timestamp> timestamp_from_epoch(double seconds) noexcept;
[[nodiscard]] ECR_DECL std::optional<timestamp> timestamp_from_epoch(std::int64_t seconds) noexcept;

/// Reads a number as JSON writes it (`1714564800.123`, `1.7e9`), leading zeros allowed, rounded likewise.
[[nodiscard]] ECR_DECL std::optional<timestamp> parse_epoch_seconds(std::string_view text) noexcept;

/// The most characters that write_epoch_seconds() writes.
inline constexpr std::size_t epoch_seconds_size = 21;

/// Writes `1714564800.123`, with as many decimals as it takes, and returns the end of the text.
ECR_DECL char* write_epoch_seconds(timestamp time, char* out) noexcept;

/// Returns what write_epoch_seconds() writes.
[[nodiscard]] ECR_DECL std::string to_epoch_seconds(timestamp time);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/epoch.ipp>
#endif
