#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// The value of amz-sdk-invocation-id, which all attempts of a call share: a version 4 UUID.
using invocation_id = std::array<char, 36>;

[[nodiscard]] ECR_DECL invocation_id make_invocation_id(std::span<const std::uint8_t, 16> random) noexcept;

/// When nobody waits for the answer of an attempt any more, by the service's clock. Nothing as long as that
/// clock is not known, or if the wait has no limit.
[[nodiscard]] ECR_DECL std::optional<timestamp>
attempt_ttl(timestamp now, std::optional<std::chrono::milliseconds> read_timeout,
            std::optional<std::chrono::milliseconds> skew) noexcept;

/// Appends the value of amz-sdk-request: `ttl=20260102T030405Z; attempt=1; max=3`.
ECR_DECL void append_sdk_request(std::string& out, std::optional<timestamp> ttl, int attempt,
                                 int max_attempts);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/attempt_headers.ipp>
#endif
