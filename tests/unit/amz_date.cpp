#include <ecr/detail/amz_date.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

using namespace ecr::detail;

namespace {

ecr::timestamp at(std::int64_t milliseconds) {
    return ecr::timestamp(std::chrono::milliseconds(milliseconds));
}

}

BOOST_AUTO_TEST_SUITE(amz_date)

BOOST_AUTO_TEST_CASE(a_time_is_written_in_utc_without_its_fraction) {
    const struct {
        std::int64_t milliseconds;
        std::string_view text;
    } samples[] = {
        {0, "19700101T000000Z"},
        {1440938160'000, "20150830T123600Z"},
        {1440938160'999, "20150830T123600Z"},
        {86399'999, "19700101T235959Z"},
        {951782400'000, "20000229T000000Z"},
        {1709164799'000, "20240228T235959Z"},
        {-1, "19691231T235959Z"},
        {-62167219200'000, "00000101T000000Z"},
        {253402300799'999, "99991231T235959Z"},
    };

    for (const auto& sample : samples) {
        const auto date = to_amz_date(at(sample.milliseconds));
        BOOST_TEST_REQUIRE(!date.has_error());
        BOOST_TEST(std::string_view(date->data(), date->size()) == sample.text);
    }
}

BOOST_AUTO_TEST_CASE(a_year_without_four_digits_is_refused) {
    BOOST_TEST(to_amz_date(at(253402300800'000)).has_error());
    BOOST_TEST(to_amz_date(at(-62167219200'001)).has_error());
    BOOST_TEST(to_amz_date(at(INT64_MAX)).has_error());
    BOOST_TEST(to_amz_date(at(INT64_MIN)).has_error());
}

BOOST_AUTO_TEST_SUITE_END()
