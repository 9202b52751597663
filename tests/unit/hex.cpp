#include <ecr/detail/hex.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace ecr::detail;

BOOST_AUTO_TEST_SUITE(hex)

BOOST_AUTO_TEST_CASE(every_byte_becomes_two_lower_case_digits) {
    std::vector<std::uint8_t> bytes(256);
    std::string expected;
    for (unsigned i = 0; i < 256; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i);
        expected += "0123456789abcdef"[i / 16];
        expected += "0123456789abcdef"[i % 16];
    }

    const auto text = ecr::detail::hex(bytes);

    BOOST_TEST(text == expected);
}

BOOST_AUTO_TEST_CASE(no_bytes_make_no_text) {
    BOOST_TEST(ecr::detail::hex(std::vector<std::uint8_t>{}).empty());
}

BOOST_AUTO_TEST_CASE(an_array_is_written_at_compile_time) {
    static constexpr auto text = ecr::detail::hex(std::array<std::uint8_t, 3>{0x00, 0x9f, 0xf0});

    BOOST_TEST(std::string_view(text.data(), text.size()) == "009ff0");
}

BOOST_AUTO_TEST_SUITE_END()
