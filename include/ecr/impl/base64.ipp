#pragma once

#include <ecr/detail/base64.hpp>

#include <array>
#include <cstring>

#if ECR_X86_DISPATCH
#include <immintrin.h>
#endif

namespace ecr::inline ECR_ABI::detail::base64_kernel {

inline constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Two characters for every twelve bits: 8 KiB stay in the first-level cache and halve the look-ups.
inline constexpr auto pairs = [] {
    std::array<char, 2 * 4096> table{};
    for (std::size_t bits = 0; bits != 4096; ++bits) {
        table[2 * bits] = alphabet[bits >> 6];
        table[2 * bits + 1] = alphabet[bits & 63];
    }
    return table;
}();

inline constexpr std::uint32_t not_in_alphabet = 0x0100'0000;

// What a character at each of the four places of a group adds to its 24 bits.
inline constexpr auto values = [] {
    std::array<std::array<std::uint32_t, 256>, 4> table{};
    for (auto& place : table) place.fill(not_in_alphabet);
    for (std::uint32_t value = 0; value != 64; ++value)
        for (std::size_t place = 0; place != 4; ++place)
            table[place][static_cast<unsigned char>(alphabet[value])] = value << (18 - 6 * place);
    return table;
}();

inline std::uint32_t value_of(std::size_t place, char character) noexcept {
    return values[place][static_cast<unsigned char>(character)];
}

inline void put_pair(std::uint64_t bits, char* out) noexcept {
    std::memcpy(out, &pairs[2 * (bits & 0xfff)], 2);
}

inline void put_bytes(std::uint32_t bits, std::byte* out) noexcept {
    out[0] = static_cast<std::byte>(bits >> 16);
    out[1] = static_cast<std::byte>(bits >> 8);
    out[2] = static_cast<std::byte>(bits);
}

// Written out because both compilers turn exactly this into one load and one byte swap.
inline std::uint64_t load_big_endian(const std::byte* in) noexcept {
    const auto at = [in](std::size_t i) { return std::to_integer<std::uint64_t>(in[i]); };
    return at(0) << 56 | at(1) << 48 | at(2) << 40 | at(3) << 32 | at(4) << 24 | at(5) << 16 | at(6) << 8 |
           at(7);
}

ECR_DECL void portable(std::span<const std::byte> in, char* out) noexcept {
    // Six bytes are used of the eight that are read.
    for (; in.size() >= 8; in = in.subspan(6), out += 8) {
        const auto bits = load_big_endian(in.data());
        put_pair(bits >> 52, out);
        put_pair(bits >> 40, out + 2);
        put_pair(bits >> 28, out + 4);
        put_pair(bits >> 16, out + 6);
    }
    const auto at = [&in](std::size_t i) {
        return i < in.size() ? std::to_integer<std::uint32_t>(in[i]) : 0;
    };
    for (; !in.empty(); out += 4) {
        const auto bits = at(0) << 16 | at(1) << 8 | at(2);
        put_pair(bits >> 12, out);
        put_pair(bits, out + 2);
        if (in.size() < 2) out[2] = '=';
        if (in.size() < 3) out[3] = '=';
        in = in.subspan(in.size() < 3 ? in.size() : 3);
    }
}

// Returns how many characters at the front were decoded: whole groups up to the first irregular one.
inline std::size_t decode_groups(std::string_view text, std::byte* out) noexcept {
    std::size_t done = 0;
    for (; text.size() - done >= 4; done += 4, out += 3) {
        const auto* const group = text.data() + done;
        const auto bits =
            value_of(0, group[0]) | value_of(1, group[1]) | value_of(2, group[2]) | value_of(3, group[3]);
        if (bits >= not_in_alphabet) break;
        put_bytes(bits, out);
    }
    return done;
}

#if ECR_X86_DISPATCH

// The vector kernels follow Wojciech Mula, "Base64 encoding with SIMD instructions"
// (http://0x80.pl/notesen/2016-01-12-sse-base64-encoding.html): spread three bytes over four lanes of eight
// bits, shift by multiplying, then add to each index the distance to its character.

__attribute__((target("ssse3"))) ECR_DECL void ssse3(std::span<const std::byte> in, char* out) noexcept {
    const auto spread = _mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10);
    const auto distance =
        _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                      '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0);
    // Twelve bytes are used of the sixteen that are read.
    for (; in.size() >= 16; in = in.subspan(12), out += 16) {
        const auto bytes =
            _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data())), spread);
        const auto high =
            _mm_mulhi_epu16(_mm_and_si128(bytes, _mm_set1_epi32(0x0fc0fc00)), _mm_set1_epi32(0x04000040));
        const auto low =
            _mm_mullo_epi16(_mm_and_si128(bytes, _mm_set1_epi32(0x003f03f0)), _mm_set1_epi32(0x01000010));
        const auto index = _mm_or_si128(high, low);
        const auto upper = _mm_and_si128(_mm_cmpgt_epi8(_mm_set1_epi8(26), index), _mm_set1_epi8(13));
        const auto range = _mm_or_si128(_mm_subs_epu8(index, _mm_set1_epi8(51)), upper);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(out),
                         _mm_add_epi8(index, _mm_shuffle_epi8(distance, range)));
    }
    portable(in, out);
}

__attribute__((target("avx2"))) ECR_DECL void avx2(std::span<const std::byte> in, char* out) noexcept {
    const auto spread =
        _mm256_broadcastsi128_si256(_mm_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10));
    const auto distance = _mm256_broadcastsi128_si256(
        _mm_setr_epi8('a' - 26, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52, '0' - 52,
                      '0' - 52, '0' - 52, '0' - 52, '+' - 62, '/' - 63, 'A', 0, 0));
    // Each half takes twelve bytes, so the upper one starts there and 28 bytes are read for 24.
    for (; in.size() >= 28; in = in.subspan(24), out += 32) {
        const auto* const from = reinterpret_cast<const char*>(in.data());
        const auto bytes =
            _mm256_shuffle_epi8(_mm256_loadu2_m128i(reinterpret_cast<const __m128i*>(from + 12),
                                                    reinterpret_cast<const __m128i*>(from)),
                                spread);
        const auto high = _mm256_mulhi_epu16(_mm256_and_si256(bytes, _mm256_set1_epi32(0x0fc0fc00)),
                                             _mm256_set1_epi32(0x04000040));
        const auto low = _mm256_mullo_epi16(_mm256_and_si256(bytes, _mm256_set1_epi32(0x003f03f0)),
                                            _mm256_set1_epi32(0x01000010));
        const auto index = _mm256_or_si256(high, low);
        const auto upper =
            _mm256_and_si256(_mm256_cmpgt_epi8(_mm256_set1_epi8(26), index), _mm256_set1_epi8(13));
        const auto range = _mm256_or_si256(_mm256_subs_epu8(index, _mm256_set1_epi8(51)), upper);
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                            _mm256_add_epi8(index, _mm256_shuffle_epi8(distance, range)));
    }
    portable(in, out);
}

#endif

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void base64_encode(std::span<const std::byte> in, char* out) noexcept {
#if ECR_X86_DISPATCH
    if (__builtin_cpu_supports("avx2")) return base64_kernel::avx2(in, out);
    if (__builtin_cpu_supports("ssse3")) return base64_kernel::ssse3(in, out);
#endif
    base64_kernel::portable(in, out);
}

ECR_DECL bool base64_decoder::write(std::string_view text, std::vector<std::byte>& out) {
    const auto before = out.size();
    const auto put_all = [&](std::string_view part) {
        for (const auto character : part)
            if (!put(character, out)) return false;
        return true;
    };

    const auto head = text.substr(0, (4U - position_) % 4U);
    text.remove_prefix(head.size());
    auto accepted = !refused_ && put_all(head);
    if (accepted && position_ == 0 && padding_ == 0) {
        const auto start = out.size();
        out.resize(start + text.size() / 4 * 3);
        const auto taken = base64_kernel::decode_groups(text, out.data() + start);
        out.resize(start + taken / 4 * 3);
        text.remove_prefix(taken);
    }
    accepted = accepted && put_all(text);
    if (!accepted) {
        refused_ = true;
        out.resize(before);
    }
    return accepted;
}

// Takes one character of a group that spans pieces, is padded or is wrong.
ECR_DECL bool base64_decoder::put(char character, std::vector<std::byte>& out) {
    if (character == '=') {
        if (position_ < 2) return false;
        ++padding_;
    } else {
        const auto value = base64_kernel::value_of(position_, character);
        if (padding_ != 0 || value == base64_kernel::not_in_alphabet) return false;
        bits_ |= value;
    }
    position_ = static_cast<std::uint8_t>((position_ + 1) % 4);
    return position_ != 0 || end_group(out);
}

ECR_DECL bool base64_decoder::end_group(std::vector<std::byte>& out) {
    const auto size = 3U - padding_;
    std::array<std::byte, 3> bytes{};
    base64_kernel::put_bytes(bits_, bytes.data());
    for (auto unused = size; unused < bytes.size(); ++unused)
        if (bytes[unused] != std::byte{}) return false;
    out.insert(out.end(), bytes.begin(), bytes.begin() + size);
    bits_ = 0;
    return true;
}

}
