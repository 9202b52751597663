#include <ecr/detail/utf8.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace {

using ecr::detail::utf8_length;
using ecr::detail::utf8_valid_prefix;

// Any code point as its bit pattern says, whether or not the standard allows it.
std::string encode(std::uint32_t point, std::size_t size) {
    if (size == 1) return {static_cast<char>(point)};
    std::string text(size, '\0');
    for (auto i = size - 1; i != 0; --i, point >>= 6) text[i] = static_cast<char>(0x80 | (point & 0x3f));
    text[0] = static_cast<char>((0xf00U >> size & 0xff) | point);
    return text;
}

std::size_t shortest(std::uint32_t point) {
    return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

// A copy without a byte to spare, so that the address sanitizer sees a read beyond the end.
std::size_t valid_prefix_of_exact_copy(std::string_view text) {
    const auto copy = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), copy.get());
    return utf8_valid_prefix({copy.get(), text.size()});
}

}

BOOST_AUTO_TEST_SUITE(utf8)

// All of the basic plane and a sample of the others.
BOOST_AUTO_TEST_CASE(every_code_point_is_valid_except_the_surrogates) {
    std::size_t wrong = 0;
    for (std::uint32_t point = 0; point <= 0x10ffff; point += point < 0x11000 ? 1 : 31) {
        const auto text = encode(point, shortest(point));
        const auto surrogate = point >= 0xd800 && point <= 0xdfff;

        const auto valid = utf8_valid_prefix(text) == text.size();

        if (valid == surrogate || utf8_length(text) != 1) ++wrong;
    }
    BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_CASE(every_overlong_form_is_refused) {
    std::size_t accepted = 0;
    for (std::uint32_t point = 0; point < 0x10000; ++point)
        for (auto size = shortest(point) + 1; size <= 4; ++size)
            if (utf8_valid_prefix(encode(point, size)) != 0) ++accepted;
    BOOST_TEST(accepted == 0U);
}

BOOST_AUTO_TEST_CASE(every_code_point_above_the_last_is_refused) {
    std::size_t accepted = 0;
    for (std::uint32_t point = 0x110000; point < 0x200000; point += 61)
        if (utf8_valid_prefix(encode(point, 4)) != 0) ++accepted;
    BOOST_TEST(accepted == 0U);
}

BOOST_AUTO_TEST_CASE(sequences_of_two_bytes_are_valid_exactly_where_table_3_7_says) {
    std::size_t wrong = 0;
    for (int first = 0x80; first != 0x100; ++first) {
        for (int second = 0; second != 0x100; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second)};
            const auto expected = first >= 0xc2 && first <= 0xdf && second >= 0x80 && second <= 0xbf;

            if ((utf8_valid_prefix(text) == 2) != expected) ++wrong;
        }
    }
    BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_CASE(the_prefix_ends_before_the_first_malformed_sequence) {
    struct row {
        std::string_view text{};
        std::size_t prefix{};
    };
    constexpr auto rows = std::to_array<row>({{"", 0},
                                              {"plain", 5},
                                              {"\x7f", 1},
                                              {"\x80", 0},
                                              {"a\xbf", 1},
                                              {"\xc3\xa9t\xc3\xa9", 5},
                                              {"\xc3\xa9\xc3", 2},
                                              {"\xc3t", 0},
                                              {"ab\xe2\x82", 2},
                                              {"ab\xe2\x82\xac", 5},
                                              {"ab\xe2\x28\xa1", 2},
                                              {"ab\xe2\x82\x28", 2},
                                              {"\xf0\x9f\x98\x80", 4},
                                              {"\xf0\x9f\x98", 0},
                                              {"\xf0\x9f\x28\x80", 0},
                                              {"\xf0\x9f\x98\xc0", 0},
                                              {"x\xed\xa0\x80", 1},
                                              {"x\xed\x9f\xbf", 4},
                                              {"x\xf4\x8f\xbf\xbf", 5},
                                              {"x\xf4\x90\x80\x80", 1},
                                              {"x\xf5\x80\x80\x80", 1},
                                              {"x\xf8\x88\x80\x80\x80", 1},
                                              {"x\xfe", 1},
                                              {"x\xff", 1},
                                              {"\xc0\x80", 0},
                                              {"\xe0\x9f\xbf", 0},
                                              {"\xf0\x8f\xbf\xbf", 0}});

    for (const auto& [text, prefix] : rows) BOOST_TEST(valid_prefix_of_exact_copy(text) == prefix, text);
}

BOOST_AUTO_TEST_CASE(one_bad_byte_is_found_at_every_position_of_every_length) {
    for (std::size_t size = 1; size <= 70; ++size) {
        BOOST_TEST(valid_prefix_of_exact_copy(std::string(size, 'a')) == size);
        for (std::size_t position = 0; position != size; ++position) {
            std::string text(size, 'a');
            text[position] = '\x80';

            BOOST_TEST(valid_prefix_of_exact_copy(text) == position, size << " bytes");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_sequence_may_lie_across_any_boundary_and_be_cut_anywhere) {
    constexpr std::string_view sequence = "\xf0\x9f\x98\x80";
    for (std::size_t before = 0; before <= 40; ++before) {
        const auto whole = std::string(before, 'a') + std::string(sequence) + std::string(20, 'b');
        BOOST_TEST(valid_prefix_of_exact_copy(whole) == whole.size());
        for (std::size_t kept = 1; kept != sequence.size(); ++kept) {
            const auto cut = whole.substr(0, before + kept);

            BOOST_TEST(valid_prefix_of_exact_copy(cut) == before, kept << " bytes kept");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_zero_byte_is_an_ordinary_character) {
    using namespace std::string_view_literals;

    BOOST_TEST(utf8_valid_prefix("a\0b"sv) == 3U);
    BOOST_TEST(utf8_length("a\0b"sv) == 3U);
}

BOOST_AUTO_TEST_CASE(the_length_counts_code_points_whatever_their_sizes) {
    std::string text;
    std::size_t points = 0;
    for (std::size_t i = 0; i != 40; ++i) {
        BOOST_TEST(utf8_length(text) == points);
        constexpr std::array<std::string_view, 4> samples{"a", "\xc3\xa9", "\xe2\x82\xac",
                                                          "\xf0\x9f\x98\x80"};
        text += samples[i % 4];
        ++points;
    }
    BOOST_TEST(utf8_length(std::string(1000, 'x')) == 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
