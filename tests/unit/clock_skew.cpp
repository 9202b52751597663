#include <ecr/detail/clock_skew.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace ecr::detail;
using namespace std::chrono_literals;

// 2024-05-01T12:00:00Z
constexpr ecr::timestamp noon{std::chrono::milliseconds{1'714'564'800'000}};
constexpr std::string_view refused = "InvalidSignatureException";

/// A response dated noon that a machine with this much too early or too late a clock received in no time.
skew_sample seen_with_clock_off_by(std::chrono::milliseconds error) {
    return {.date = noon, .has_age = false, .sent = noon + error, .received = noon + error};
}

std::string shown(std::optional<clock_offset> skew) {
    return skew ? std::to_string(skew->count()) : "nothing";
}

}

BOOST_AUTO_TEST_SUITE(clock_skew)

BOOST_AUTO_TEST_CASE(skew_is_the_date_less_the_midpoint_of_the_round_trip) {
    const struct {
        std::chrono::milliseconds sent, received;
        std::string skew;
    } table[] = {
        {0s, 0s, "0"},
        {-1s, 1s, "0"},
        {0s, 2s, "-1000"},
        {-601s, -599s, "600000"},
        {599s, 601s, "-600000"},
        {0s, 15min, "-450000"},
        {-15min, 0s, "450000"},
        {0s, 15min + 1ms, "nothing"},
        {0s, -1ms, "nothing"},
        {0s, 24h, "nothing"},
        {24h * 366 * 50, 24h * 366 * 50, "-1581120000000"},
    };

    for (const auto& row : table) {
        const auto skew = measure_skew({noon, false, noon + row.sent, noon + row.received});
        BOOST_TEST(shown(skew) == row.skew);
    }
}

BOOST_AUTO_TEST_CASE(a_cached_response_and_one_without_a_date_tell_nothing) {
    BOOST_TEST(shown(measure_skew({noon, true, noon, noon})) == "nothing");
    BOOST_TEST(shown(measure_skew({std::nullopt, false, noon, noon})) == "nothing");
}

BOOST_AUTO_TEST_CASE(only_five_codes_blame_the_clock) {
    for (const auto* code : {"AccessDeniedException", "AuthFailure", "InvalidSignatureException",
                             "RequestTimeTooSkewed", "SignatureDoesNotMatch"}) {
        BOOST_TEST_CONTEXT(code) {
            BOOST_TEST(blames_clock(code));
        }
    }
    for (const auto* code : {"", "RequestExpired", "RequestInTheFuture", "ExpiredTokenException",
                             "AccessDenied", "ServerException", "accessdeniedexception", "AuthFailureX"}) {
        BOOST_TEST_CONTEXT(code) {
            BOOST_TEST(!blames_clock(code));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_clock_more_than_four_minutes_off_is_corrected_either_way) {
    const struct {
        std::chrono::milliseconds error;
        bool corrected;
    } table[] = {{0s, false},         {4min, false},     {-4min, false},    {4min + 1ms, true},
                 {-4min - 1ms, true}, {24h * 365, true}, {-24h * 365, true}};

    for (const auto& row : table) {
        ecr::detail::clock_skew skew;
        BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(row.error), 0ms) == row.corrected);
        BOOST_TEST(skew.correction().count() == (row.corrected ? -row.error.count() : 0));
        BOOST_TEST(shown(skew.measured()) == std::to_string(-row.error.count()));
    }
}

BOOST_AUTO_TEST_CASE(other_errors_and_successes_are_measured_but_change_no_signature) {
    for (const auto* code : {"", "RequestExpired", "ThrottlingException"}) {
        ecr::detail::clock_skew skew;
        BOOST_TEST(!skew.observe(code, seen_with_clock_off_by(1h), 0ms));
        BOOST_TEST(skew.correction().count() == 0);
        BOOST_TEST(shown(skew.measured()) == "-3600000");
    }
}

BOOST_AUTO_TEST_CASE(a_sample_that_tells_nothing_keeps_what_is_known) {
    ecr::detail::clock_skew skew;
    BOOST_TEST(shown(skew.measured()) == "nothing");
    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(1h), 0ms));

    auto cached = seen_with_clock_off_by(-1h);
    cached.has_age = true;

    BOOST_TEST(!skew.observe(refused, cached, -1h));
    BOOST_TEST(skew.correction().count() == -3'600'000);
    BOOST_TEST(shown(skew.measured()) == "-3600000");
}

BOOST_AUTO_TEST_CASE(a_request_refused_in_spite_of_the_right_time_is_not_tried_again) {
    ecr::detail::clock_skew skew;
    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(1h), 0ms));

    BOOST_TEST(!skew.observe(refused, seen_with_clock_off_by(1h), skew.correction()));
    BOOST_TEST(skew.correction().count() == -3'600'000);
}

BOOST_AUTO_TEST_CASE(a_call_signed_before_another_found_the_skew_is_tried_again) {
    ecr::detail::clock_skew skew;
    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(1h), 0ms));

    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(1h), 0ms));
}

BOOST_AUTO_TEST_CASE(a_correction_is_taken_back_when_the_clock_was_set_right) {
    ecr::detail::clock_skew skew;
    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(-1h), 0ms));
    BOOST_TEST(skew.correction().count() == 3'600'000);

    BOOST_TEST(skew.observe(refused, seen_with_clock_off_by(0s), skew.correction()));
    BOOST_TEST(skew.correction().count() == 0);
}

BOOST_AUTO_TEST_CASE(without_correction_the_skew_is_measured_only) {
    ecr::detail::clock_skew skew(false);

    BOOST_TEST(!skew.observe(refused, seen_with_clock_off_by(1h), 0ms));
    BOOST_TEST(skew.correction().count() == 0);
    BOOST_TEST(shown(skew.measured()) == "-3600000");
}

BOOST_AUTO_TEST_CASE(an_expired_signature_is_told_by_code_and_message) {
    const auto* const message = "Signature expired: 20240501T120000Z is now earlier than 20240501T121500Z";

    BOOST_TEST(signature_expired("InvalidSignatureException", message));
    BOOST_TEST(!signature_expired("InvalidSignatureException", "The request signature does not match"));
    BOOST_TEST(!signature_expired("AccessDeniedException", message));
}

BOOST_AUTO_TEST_SUITE_END()
