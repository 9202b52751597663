#include <ecr/emulator/downloads.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(emulator_downloads)

namespace {

std::string part(std::string_view header, std::uint64_t size = 10) {
    const auto read = ecr::emulation::read_range(header, size);
    return read ? std::to_string(read->first) + "+" + std::to_string(read->size) : "whole";
}

}

BOOST_AUTO_TEST_CASE(a_range_is_cut_to_what_there_is) {
    BOOST_TEST(part("bytes=0-0") == "0+1");
    BOOST_TEST(part("bytes=2-4") == "2+3");
    BOOST_TEST(part("bytes=2-") == "2+8");
    BOOST_TEST(part("bytes=2-99") == "2+8");
    BOOST_TEST(part("bytes=-3") == "7+3");
    BOOST_TEST(part("bytes=-99") == "0+10");
}

BOOST_AUTO_TEST_CASE(a_range_behind_the_end_has_no_bytes) {
    BOOST_TEST(part("bytes=10-") == "0+0");
    BOOST_TEST(part("bytes=10-12") == "0+0");
    BOOST_TEST(part("bytes=0-", 0) == "0+0");
    BOOST_TEST(part("bytes=-5", 0) == "0+0");
}

BOOST_AUTO_TEST_CASE(what_is_no_range_is_passed_over) {
    for (const auto* text : {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=4-2", "bytes=1-2,4-5", "lines=1-2",
                             "bytes=1", "bytes=+1-2", "bytes=99999999999999999999-", "bytes= 1-2"})
        BOOST_TEST(part(text) == "whole", text);
}

BOOST_AUTO_TEST_SUITE_END()
