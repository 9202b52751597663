#pragma once

/// \file
/// Reads and writes points in time as text. No locale and no clock takes part.

#include <ecr/detail/config.hpp>
#include <ecr/detail/epoch.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Reads epoch seconds (`1.7145648e9`), ISO 8601 (`2024-05-01T12:00:00Z`) or RFC 822 (`Wed, 01 May 2024
/// 12:00:00 GMT`). Fractions round to the nearest millisecond. Second 60 is the first of the next minute. ISO
/// 8601 without a zone is UTC; a year of two digits lies from 1969 to 2068; the name of the weekday is not
/// compared with the date.
[[nodiscard]] ECR_DECL std::optional<timestamp> parse_timestamp(std::string_view text) noexcept;

/// Reads a `Date` header in one of the three forms that HTTP allows, letter for letter, weekday included.
[[nodiscard]] ECR_DECL std::optional<timestamp> parse_http_date(std::string_view text) noexcept;

/// Writes `2024-05-01T12:00:00.123Z`, without the fraction if it is zero.
[[nodiscard]] ECR_DECL std::string to_iso8601(timestamp time);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/datetime.ipp>
#endif
