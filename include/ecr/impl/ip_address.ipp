#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/ip_address.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace ecr::inline ECR_ABI::detail::ip_text {

// Reads four decimal numbers without leading zeros into four bytes.
inline bool read_ipv4(std::string_view text, std::uint8_t* out) noexcept {
    for (int part = 0; part != 4; ++part) {
        const auto number = text.substr(0, text.find('.'));
        const bool last = number.size() == text.size();
        if (!each_is(number, is_digit) || (number.size() > 1 && number.front() == '0')) return false;
        if (last != (part == 3)) return false;
        const auto [stop, failure] = std::from_chars(number.data(), number.data() + number.size(), out[part]);
        if (failure != std::errc{}) return false;
        text.remove_prefix(last ? text.size() : number.size() + 1);
    }
    return true;
}

// Appends the groups of one side of the double colon; the text is known to be well formed.
inline std::size_t read_groups(std::string_view text, std::array<std::uint8_t, 16>& out) noexcept {
    std::size_t size = 0;
    while (!text.empty()) {
        const auto group = text.substr(0, text.find(':'));
        if (group.find('.') != group.npos) {
            read_ipv4(group, out.data() + size);
            return size + 4;
        }
        std::uint16_t value = 0;
        std::from_chars(group.data(), group.data() + group.size(), value, 16);
        out[size++] = static_cast<std::uint8_t>(value >> 8);
        out[size++] = static_cast<std::uint8_t>(value & 0xff);
        text.remove_prefix(std::min(text.size(), group.size() + 1));
    }
    return size;
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL bool ip_address::is_ipv4() const noexcept {
    const auto zeros = std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; });
    return zeros && bytes[10] == 0xff && bytes[11] == 0xff;
}

ECR_DECL bool ip_network::contains(const ip_address& other) const noexcept {
    if (address.is_ipv4() != other.is_ipv4()) return false;
    for (unsigned bit = 0; bit < prefix; bit += 8) {
        const auto rest = std::min(8U, prefix - bit);
        const auto mask = static_cast<std::uint8_t>(0xff00U >> rest);
        if (((address.bytes[bit / 8] ^ other.bytes[bit / 8]) & mask) != 0) return false;
    }
    return true;
}

ECR_DECL std::optional<ip_address> parse_ip_address(std::string_view text) noexcept {
    ip_address result{.bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}};
    if (ip_text::read_ipv4(text, result.bytes.data() + 12)) return result;
    if (!is_ipv6_address(text)) return std::nullopt;

    const auto gap = text.find("::");
    std::array<std::uint8_t, 16> tail{};
    result = {};
    ip_text::read_groups(text.substr(0, gap), result.bytes);
    if (gap == text.npos) return result;
    const auto size = ip_text::read_groups(text.substr(gap + 2), tail);
    std::copy_n(tail.begin(), size, result.bytes.end() - static_cast<std::ptrdiff_t>(size));
    return result;
}

ECR_DECL std::optional<ip_network> parse_ip_network(std::string_view text) noexcept {
    const auto slash = text.find('/');
    const auto address = parse_ip_address(text.substr(0, slash));
    if (!address) return std::nullopt;
    ip_network result{.address = *address};
    if (slash == text.npos) return result;

    const bool short_form = text.substr(0, slash).find(':') == text.npos;
    const auto bits = text.substr(slash + 1);
    if (bits.size() > 3 || !each_is(bits, is_digit)) return std::nullopt;
    std::from_chars(bits.data(), bits.data() + bits.size(), result.prefix);
    if (result.prefix > (short_form ? 32U : 128U)) return std::nullopt;
    if (short_form) result.prefix += 96;
    return result;
}

}
