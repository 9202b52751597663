#pragma once

/// \file
/// Which texts may stand where in an HTTP message (RFC 9110, section 5.6.2; RFC 9112, section 3.2).

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/character_set.hpp>
#include <ecr/detail/config.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

// A table, since the names of all headers are checked with every request.
inline constexpr character_set token_characters([](char c) {
    return is_alphanumeric(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
});

[[nodiscard]] constexpr bool is_control(char c) noexcept {
    return (c >= '\0' && c < ' ') || c == '\x7f';
}

/// A method or the name of a header.
[[nodiscard]] constexpr bool is_token(std::string_view text) noexcept {
    return !text.empty() && token_characters.has_all(text);
}

/// Anything visible, spaces, tabs and bytes beyond ASCII.
[[nodiscard]] inline bool is_header_value(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    // Session tokens are a thousand characters long, so eight are looked at together.
    while (text.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data(), 8);
        const std::uint64_t deletes = word ^ (ones * 0x7f);
        const bool suspicious = (((word - ones * ' ') | (deletes - ones)) & ~word & tops) != 0;
        if (suspicious && !each_is(text.substr(0, 8), [](char c) { return !is_control(c) || c == '\t'; }))
            return false;
        text.remove_prefix(8);
    }
    return std::none_of(text.begin(), text.end(), [](char c) { return is_control(c) && c != '\t'; });
}

/// What stands between method and version: visible ASCII.
[[nodiscard]] constexpr bool is_request_target(std::string_view text) noexcept {
    return each_is(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

}
