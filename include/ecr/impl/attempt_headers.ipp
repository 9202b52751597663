#pragma once

#include <ecr/detail/amz_date.hpp>
#include <ecr/detail/append_all.hpp>
#include <ecr/detail/attempt_headers.hpp>
#include <ecr/detail/hex.hpp>

#include <algorithm>
#include <charconv>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL invocation_id make_invocation_id(std::span<const std::uint8_t, 16> random) noexcept {
    std::array<std::uint8_t, 16> bytes{};
    std::ranges::copy(random, bytes.begin());
    bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0f) | 0x40); // version 4
    bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3f) | 0x80); // variant 1

    invocation_id text{};
    char* out = text.data();
    std::span<const std::uint8_t> rest(bytes);
    for (const std::size_t length : {4U, 2U, 2U, 2U, 6U}) {
        if (out != text.data()) *out++ = '-';
        out = write_hex(rest.first(length), out);
        rest = rest.subspan(length);
    }
    return text;
}

ECR_DECL std::optional<timestamp> attempt_ttl(timestamp now,
                                              std::optional<std::chrono::milliseconds> read_timeout,
                                              std::optional<std::chrono::milliseconds> skew) noexcept {
    // A limit of years stands for none, and must not overflow.
    constexpr std::chrono::hours longest(24 * 365);
    if (!read_timeout || !skew || *read_timeout > longest) return std::nullopt;
    return now + *read_timeout + *skew;
}

inline std::string_view decimal(int number, std::array<char, 12>& digits) noexcept {
    return {digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr};
}

ECR_DECL void append_sdk_request(std::string& out, std::optional<timestamp> ttl, int attempt,
                                 int max_attempts) {
    if (ttl) {
        // A date that cannot be written is as good as unknown.
        if (const auto date = to_amz_date(*ttl))
            append_all(out, {"ttl=", std::string_view(date->data(), date->size()), "; "});
    }
    std::array<char, 12> made{};
    std::array<char, 12> allowed{};
    append_all(out, {"attempt=", decimal(attempt, made), "; max=", decimal(max_attempts, allowed)});
}

}
