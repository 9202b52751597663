#pragma once

#include <ecr/detail/config.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace ecr::inline ECR_ABI::detail {

inline constexpr auto hex_pairs = [] {
    constexpr const char* digits = "0123456789abcdef";
    std::array<std::array<char, 2>, 256> pairs{};
    for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = {digits[i >> 4], digits[i & 0x0f]};
    return pairs;
}();

/// Writes two lower-case digits for each byte and returns the place after them.
constexpr char* write_hex(std::span<const std::uint8_t> bytes, char* out) noexcept {
    for (const auto byte : bytes) out = std::copy_n(hex_pairs[byte].data(), 2, out);
    return out;
}

template <std::size_t N>
[[nodiscard]] constexpr std::array<char, 2 * N> hex(const std::array<std::uint8_t, N>& bytes) noexcept {
    std::array<char, 2 * N> text{};
    write_hex(bytes, text.data());
    return text;
}

[[nodiscard]] inline std::string hex(std::span<const std::uint8_t> bytes) {
    std::string text(2 * bytes.size(), '\0');
    write_hex(bytes, text.data());
    return text;
}

}
