#pragma once

#include <ecr/detail/config.hpp>

#include <algorithm>
#include <string>
#include <string_view>

// Character classes of the C locale: those of <cctype> follow the locale of the process and are undefined for
// negative values.
namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] constexpr bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

[[nodiscard]] constexpr bool is_letter(char c) noexcept {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

[[nodiscard]] constexpr bool is_alphanumeric(char c) noexcept {
    return is_digit(c) || is_letter(c);
}

[[nodiscard]] constexpr bool is_hex_digit(char c) noexcept {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

[[nodiscard]] constexpr char to_lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

[[nodiscard]] inline std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), to_lower);
    return lower;
}

/// True when there is at least one character and `accepts` holds for each.
template <class Predicate>
[[nodiscard]] constexpr bool each_is(std::string_view text, Predicate accepts) {
    return !text.empty() && std::all_of(text.begin(), text.end(), accepts);
}

}
