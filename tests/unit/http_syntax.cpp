#include <ecr/detail/http_syntax.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

constexpr std::string_view token_marks = "!#$%&'*+-.^_`|~";

}

BOOST_AUTO_TEST_SUITE(http_syntax)

BOOST_AUTO_TEST_CASE(every_byte_is_a_part_of_a_token_or_not) {
    for (int code = 0; code != 256; ++code) {
        const auto c = static_cast<char>(code);
        const bool expected = (code >= '0' && code <= '9') || (code >= 'a' && code <= 'z') ||
                              (code >= 'A' && code <= 'Z') || token_marks.find(c) != token_marks.npos;
        BOOST_TEST_CONTEXT("byte " << code) {
            BOOST_TEST(ecr::detail::is_token(std::string("x") + c) == expected);
        }
    }
    BOOST_TEST(!ecr::detail::is_token(""));
}

BOOST_AUTO_TEST_CASE(every_byte_is_allowed_or_refused_at_every_place_of_a_header_value) {
    BOOST_TEST(ecr::detail::is_header_value(""));
    for (int code = 0; code != 256; ++code) {
        const bool expected = (code >= ' ' && code != 127) || code == '\t';
        for (std::size_t size = 1; size != 20; ++size) {
            for (std::size_t at = 0; at != size; ++at) {
                std::string value(size, 'v');
                value[at] = static_cast<char>(code);
                if (ecr::detail::is_header_value(value) != expected)
                    BOOST_ERROR("byte " << code << " at " << at << " of " << size);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(neighbours_do_not_hide_a_control_character) {
    for (const char* value : {"\xff\xff\xff\xff\xff\xff\xff\n", "\x80\n\x80\n\x80\n\x80\n",
                              "\t\t\t\t\t\t\t\r", "        \x7f", "\x7f\x80\x7f\x80\x7f\x80\x7f\x80"})
        BOOST_TEST(!ecr::detail::is_header_value(value));
    BOOST_TEST(ecr::detail::is_header_value("\xff\x80\t ~\xff\x80\t\t\t\t\t\t\t\t\t"));
}

BOOST_AUTO_TEST_CASE(every_byte_of_a_request_target_is_visible_ascii) {
    for (int code = 0; code != 256; ++code) {
        BOOST_TEST_CONTEXT("byte " << code) {
            BOOST_TEST(ecr::detail::is_request_target(std::string("/") + static_cast<char>(code)) ==
                       (code > ' ' && code < 127));
        }
    }
    BOOST_TEST(!ecr::detail::is_request_target(""));
}

BOOST_AUTO_TEST_SUITE_END()
