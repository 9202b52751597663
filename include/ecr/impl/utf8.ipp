#pragma once

#include <ecr/detail/utf8.hpp>

#include <cstdint>
#include <cstring>

namespace ecr::inline ECR_ABI::detail::utf8_kernel {

inline constexpr std::uint64_t each_byte = 0x0101'0101'0101'0101;

inline std::uint64_t load_word(const char* in) noexcept {
    std::uint64_t word{};
    std::memcpy(&word, in, sizeof word);
    return word;
}

// Returns how many bytes at the front are whole blocks of ASCII. SSE2 is no faster: both keep up with memory.
inline std::size_t ascii_blocks(std::string_view text) noexcept {
    std::size_t at = 0;
    for (; text.size() - at >= 16; at += 16)
        if (((load_word(text.data() + at) | load_word(text.data() + at + 8)) & (each_byte << 7)) != 0) break;
    return at;
}

inline bool within(std::uint8_t byte, std::uint8_t first, std::uint8_t last) noexcept {
    return byte >= first && byte <= last;
}

// Returns the size of the sequence of two to four bytes at the front, 0 if it is not one of those in table
// 3-7 of the Unicode standard.
inline std::size_t sequence_size(std::string_view text) noexcept {
    const auto at = [&text](std::size_t i) {
        return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{};
    };
    const auto continues = [&at](std::size_t i) { return within(at(i), 0x80, 0xbf); };

    const auto lead = at(0);
    if (within(lead, 0xc2, 0xdf)) return continues(1) ? 2 : 0;
    if (within(lead, 0xe0, 0xef)) {
        const std::uint8_t first = lead == 0xe0 ? 0xa0 : 0x80;
        const std::uint8_t last = lead == 0xed ? 0x9f : 0xbf;
        return within(at(1), first, last) && continues(2) ? 3 : 0;
    }
    if (within(lead, 0xf0, 0xf4)) {
        const std::uint8_t first = lead == 0xf0 ? 0x90 : 0x80;
        const std::uint8_t last = lead == 0xf4 ? 0x8f : 0xbf;
        return within(at(1), first, last) && continues(2) && continues(3) ? 4 : 0;
    }
    return 0;
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::size_t utf8_valid_prefix(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at != text.size()) {
        if (static_cast<std::uint8_t>(text[at]) >= 0x80) {
            const auto size = utf8_kernel::sequence_size(text.substr(at));
            if (size == 0) break;
            at += size;
        } else if (const auto skipped = utf8_kernel::ascii_blocks(text.substr(at)); skipped != 0) {
            at += skipped;
        } else {
            while (at != text.size() && static_cast<std::uint8_t>(text[at]) < 0x80) ++at;
        }
    }
    return at;
}

ECR_DECL std::size_t utf8_length(std::string_view text) noexcept {
    using namespace utf8_kernel;
    std::size_t continuing = 0;
    std::size_t at = 0;
    // A continuation byte has bit 7 set and bit 6 clear; the multiplication sums the eight flags.
    for (; text.size() - at >= 8; at += 8) {
        const auto word = load_word(text.data() + at);
        continuing += (((word >> 7) & (~word >> 6) & each_byte) * each_byte) >> 56;
    }
    for (; at != text.size(); ++at)
        continuing += within(static_cast<std::uint8_t>(text[at]), 0x80, 0xbf) ? 1 : 0;
    return text.size() - continuing;
}

}
