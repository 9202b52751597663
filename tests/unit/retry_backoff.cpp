#include <ecr/detail/retry_backoff.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

using ecr::retry_class;
using ecr::retry_mode;
using ecr::detail::backoff_delay;
using ecr::detail::parse_retry_after;
using ecr::detail::with_retry_after;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

constexpr double just_below_one = 1 - std::numeric_limits<double>::epsilon() / 2;

struct schedule {
    retry_mode mode;
    retry_class reason;
    std::vector<int> milliseconds_at_half;
};

// Half of the longest wait before each retry.
const std::vector<schedule> schedules = {
    {retry_mode::standard,
     retry_class::transient,
     {25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000}},
    {retry_mode::standard, retry_class::throttling, {500, 1000, 2000, 4000, 8000, 10000, 10000, 10000}},
    {retry_mode::adaptive,
     retry_class::transient,
     {25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000}},
    {retry_mode::adaptive, retry_class::throttling, {500, 1000, 2000, 4000, 8000, 10000, 10000, 10000}},
    {retry_mode::standard_2016, retry_class::transient, {500, 1000, 2000, 4000, 8000, 10000, 10000, 10000}},
    {retry_mode::standard_2016, retry_class::throttling, {500, 1000, 2000, 4000, 8000, 10000, 10000, 10000}},
    {retry_mode::standard, retry_class::clock_skew, {0, 0, 0}},
    {retry_mode::standard, retry_class::expired_credentials, {0, 0, 0}},
    {retry_mode::standard_2016, retry_class::clock_skew, {0, 0, 0}},
};

template <class Check>
void for_each_retry(Check check) {
    for (const schedule& each : schedules) {
        for (std::size_t retry = 0; retry != each.milliseconds_at_half.size(); ++retry) {
            BOOST_TEST_CONTEXT(to_string(each.mode)
                               << ", " << to_string(each.reason) << ", retry " << retry) {
                check(each, static_cast<int>(retry), milliseconds(2 * each.milliseconds_at_half[retry]));
            }
        }
    }
}

std::int64_t count(nanoseconds delay) {
    return delay.count();
}

}

BOOST_AUTO_TEST_SUITE(retry_backoff)

BOOST_AUTO_TEST_CASE(each_mode_keeps_to_its_schedule) {
    for_each_retry([](const schedule& each, int retry, milliseconds longest) {
        const auto none = backoff_delay(each.mode, each.reason, retry, 0);
        const auto quarter = backoff_delay(each.mode, each.reason, retry, 0.25);
        const auto half = backoff_delay(each.mode, each.reason, retry, 0.5);

        BOOST_TEST(count(none) == 0);
        BOOST_TEST(count(quarter) == count(longest) / 4);
        BOOST_TEST(count(half) == count(longest) / 2);
    });
}

BOOST_AUTO_TEST_CASE(the_longest_wait_is_never_exceeded) {
    for_each_retry([](const schedule& each, int retry, milliseconds longest) {
        const auto delay = backoff_delay(each.mode, each.reason, retry, just_below_one);

        BOOST_TEST(count(delay) <= count(longest));
        BOOST_TEST(count(delay) >= count(longest) - 1);
    });
}

BOOST_AUTO_TEST_CASE(no_number_of_retries_overflows) {
    for (const int retry : {20, 31, 32, 63, 64, 1000, 1100, std::numeric_limits<int>::max()}) {
        const auto delay = backoff_delay(retry_mode::standard, retry_class::transient, retry, 0.5);

        BOOST_TEST(count(delay) == count(10s), retry);
    }
    BOOST_TEST(count(backoff_delay(retry_mode::standard, retry_class::transient, -1, 0.5)) == count(25ms));
}

// Were the cap applied after the jitter, most delays at the ceiling would be 20 s.
BOOST_AUTO_TEST_CASE(delays_are_spread_evenly_up_to_the_longest_even_at_the_ceiling) {
    constexpr int draws = 20000;
    std::mt19937_64 generator(20260704);
    std::uniform_real_distribution<double> uniform(0, 1);
    struct row {
        retry_class reason;
        int retry;
        double longest;
    };
    for (const row& each : {row{retry_class::transient, 0, 0.05}, row{retry_class::throttling, 2, 4},
                            row{retry_class::transient, 9, 20}, row{retry_class::throttling, 15, 20}}) {
        std::array<int, 10> tenths{};

        for (int draw = 0; draw != draws; ++draw) {
            const std::chrono::duration<double> delay =
                backoff_delay(retry_mode::standard, each.reason, each.retry, uniform(generator));
            const double tenth = std::floor(10 * delay.count() / each.longest);
            ++tenths.at(static_cast<std::size_t>(std::clamp(tenth, 0.0, 9.0)));
        }

        BOOST_TEST_CONTEXT("up to " << each.longest << " s") {
            // Five standard deviations of the number in one tenth are 212.
            for (const int each_tenth : tenths) BOOST_TEST(std::abs(each_tenth - draws / 10) < 212);
        }
    }
}

BOOST_AUTO_TEST_CASE(whole_milliseconds_are_a_retry_after) {
    struct row {
        std::string_view text;
        milliseconds value;
    };
    for (const row& each : {row{"0", 0ms}, row{"1500", 1500ms}, row{"007", 7ms}, row{"86400000", 24h}}) {
        const auto value = parse_retry_after(each.text);

        BOOST_REQUIRE_MESSAGE(value, each.text);
        BOOST_TEST(value->count() == each.value.count(), each.text);
    }
}

BOOST_AUTO_TEST_CASE(anything_else_is_no_retry_after) {
    using namespace std::string_view_literals;
    for (const auto text :
         {""sv, " "sv, "-1"sv, "-0"sv, "+1"sv, "1.5"sv, "1e3"sv, " 5"sv, "5 "sv, "5ms"sv, "0x10"sv,
          "Wed, 21 Oct 2026 07:28:00 GMT"sv, "1,2"sv, "1\0"sv, "\xd9\xa1"sv, "soon"sv}) {
        BOOST_TEST(!parse_retry_after(text), text);
        BOOST_TEST(count(with_retry_after(100ms, text)) == count(100ms), text);
    }
}

BOOST_AUTO_TEST_CASE(a_number_of_any_length_is_understood_and_bounded) {
    for (const auto& text : {std::string("9223372036854775807"), std::string("9223372036854775808"),
                             std::string("18446744073709551616"), std::string(5000, '9')}) {
        BOOST_TEST(count(with_retry_after(100ms, text)) == count(5100ms), text.substr(0, 30));
    }
}

BOOST_AUTO_TEST_CASE(the_service_may_make_a_delay_longer_by_at_most_five_seconds) {
    struct row {
        nanoseconds delay;
        std::string_view header;
        nanoseconds result;
    };
    const row rows[] = {
        {100ms, "", 100ms},    {100ms, "0", 100ms},     {100ms, "99", 100ms},    {100ms, "100", 100ms},
        {100ms, "101", 101ms}, {100ms, "5100", 5100ms}, {100ms, "5101", 5100ms}, {0ms, "0", 0ms},
        {0ms, "3", 3ms},       {0ms, "60000", 5s},      {20s, "1500", 20s},      {20s, "25001", 25s},
        {100us, "0", 100us},   {1500us, "2", 2ms},      {1500us, "1", 1500us},   {20s, "24999", 24999ms},
    };

    for (const row& each : rows) {
        BOOST_TEST_CONTEXT(each.delay.count() << " ns and " << each.header) {
            BOOST_TEST(count(with_retry_after(each.delay, each.header)) == count(each.result));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
