#include <ecr/detail/retry_loop.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using ecr::error_kind;
using ecr::retry_class;
using ecr::retry_mode;
using ecr::retry_settings;
using ecr::detail::attempt_outcome;
using ecr::detail::retry_decision;
using ecr::detail::retry_partition;
using ecr::detail::retry_state;
using ecr::detail::retry_stop;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr retry_state::time_point begin{1000h};

ecr::error service_error(std::string_view code, int status = 400) {
    ecr::error_data data;
    data.code_text = code;
    data.http_status = status;
    return ecr::error(std::move(data));
}

ecr::error error_of_kind(error_kind kind, int status = 0) {
    ecr::error_data data;
    data.kind = kind;
    data.http_status = status;
    return ecr::error(std::move(data));
}

const ecr::error unavailable = service_error("ServiceUnavailable", 503);
const ecr::error throttled = service_error("ThrottlingException");
const ecr::error timed_out = error_of_kind(error_kind::timeout);
const ecr::error expired = service_error("ExpiredTokenException");
const ecr::error bad_signature = service_error("InvalidSignatureException", 403);
const ecr::error refused = service_error("InvalidParameterException");

const ecr::standard_retry_classifier classifier;

struct fixture {
    retry_settings settings{};
    retry_partition shared{};

    retry_state call(std::string_view operation = "PutImage",
                     retry_state::time_point deadline = retry_state::time_point::max()) {
        return retry_state(settings, classifier, shared, operation, deadline);
    }
    int used() const { return shared.quota.capacity() - shared.quota.level(); }
};

attempt_outcome outcome(double random = 0.5) {
    return {.now = begin, .random = random, .request_sent = true};
}

attempt_outcome outcome_with_skew(milliseconds skew, milliseconds signed_with) {
    attempt_outcome made = outcome();
    made.skew = skew;
    made.signed_with = signed_with;
    return made;
}

std::int64_t in_ms(const retry_decision& decision) {
    return std::chrono::duration_cast<milliseconds>(decision.delay).count();
}

}

BOOST_FIXTURE_TEST_SUITE(retry_loop, fixture)

BOOST_AUTO_TEST_CASE(each_mode_goes_through_its_schedule_and_stops_after_the_last_attempt) {
    struct row {
        retry_mode mode;
        const ecr::error& failure;
        std::vector<int> delays;
        int cost;
    };
    const row rows[] = {
        {retry_mode::standard, unavailable, {25, 50, 100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000}, 14},
        {retry_mode::standard, throttled, {500, 1000, 2000, 4000, 8000, 10000, 10000}, 5},
        {retry_mode::adaptive, unavailable, {25, 50, 100, 200}, 14},
        {retry_mode::standard_2016, unavailable, {500, 1000, 2000, 4000, 8000, 10000, 10000}, 5},
        {retry_mode::standard_2016, timed_out, {500, 1000, 2000}, 10},
    };
    for (const row& each : rows) {
        fixture own{
            .settings = {.mode = each.mode, .max_attempts = static_cast<int>(each.delays.size()) + 1}};
        auto call = own.call();
        int attempt = 1;

        BOOST_TEST_CONTEXT(to_string(each.mode) << ", " << to_string(each.failure)) {
            for (const int delay : each.delays) {
                BOOST_TEST(call.attempt() == attempt++);
                const auto decision = call.after(each.failure, outcome());
                BOOST_TEST(decision.retries());
                BOOST_TEST(in_ms(decision) == delay);
            }
            const auto last = call.after(each.failure, outcome());
            BOOST_TEST((last.stop == retry_stop::attempts));
            BOOST_TEST(call.attempt() == call.max_attempts());
            BOOST_TEST(own.used() == each.cost * static_cast<int>(each.delays.size()));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_limit_counts_all_attempts) {
    for (const int limit : {1, 0, -5}) {
        settings.max_attempts = limit;
        auto call = this->call();

        const auto decision = call.after(unavailable, outcome());

        BOOST_TEST((decision.stop == retry_stop::attempts), limit);
        BOOST_TEST((decision.reason == retry_class::transient), limit);
        BOOST_TEST(call.max_attempts() == 1);
        BOOST_TEST(call.attempt() == 1);
        BOOST_TEST(used() == 0);
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_retryable_costs_nothing) {
    auto call = this->call();

    const auto decision = call.after(refused, outcome());

    BOOST_TEST((decision.stop == retry_stop::not_retryable));
    BOOST_TEST((decision.reason == retry_class::none));
    BOOST_TEST(used() == 0);
}

BOOST_AUTO_TEST_CASE(the_first_attempt_is_free_and_its_success_is_rewarded) {
    BOOST_REQUIRE(shared.quota.acquire(100));
    auto call = this->call();

    call.succeeded(begin);

    BOOST_TEST(used() == 99);
}

BOOST_AUTO_TEST_CASE(a_success_after_retries_gives_back_only_the_last_cost) {
    settings.max_attempts = 4;
    auto call = this->call();
    static_cast<void>(call.after(unavailable, outcome()));
    static_cast<void>(call.after(unavailable, outcome()));
    static_cast<void>(call.after(throttled, outcome()));
    BOOST_REQUIRE(used() == 14 + 14 + 5);

    call.succeeded(begin);

    BOOST_TEST(used() == 28);
}

BOOST_AUTO_TEST_CASE(an_error_after_a_retry_gives_nothing_back) {
    auto call = this->call();
    static_cast<void>(call.after(unavailable, outcome()));

    static_cast<void>(call.after(refused, outcome()));

    BOOST_TEST(used() == 14);
}

BOOST_AUTO_TEST_CASE(an_exhausted_quota_stops_every_call_until_successes_fill_it) {
    int retries = 0;
    while (call().after(unavailable, outcome()).retries()) ++retries;
    BOOST_TEST(retries == 35);
    auto refused_call = call();

    const auto decision = refused_call.after(unavailable, outcome());

    BOOST_TEST((decision.stop == retry_stop::quota));
    BOOST_TEST(refused_call.attempt() == 1);
    BOOST_TEST(used() == 490);
    BOOST_TEST(call().after(throttled, outcome()).retries()); // costs less
    for (int success = 0; success != 9; ++success) call().succeeded(begin);
    BOOST_TEST(call().after(unavailable, outcome()).retries());
}

BOOST_AUTO_TEST_CASE(a_retry_must_start_before_the_deadline) {
    struct row {
        std::chrono::nanoseconds left;
        bool retries;
    };
    for (const row& each : {row{25ms + 1ns, true}, row{25ms, false}, row{25ms - 1ns, false}, row{0ns, false},
                            row{-1s, false}, row{1h, true}}) {
        fixture own;
        auto call = own.call("PutImage", begin + each.left);

        const auto decision = call.after(unavailable, outcome());

        BOOST_TEST_CONTEXT(each.left.count() << " ns left") {
            BOOST_TEST(decision.retries() == each.retries);
            BOOST_TEST((decision.stop == retry_stop::deadline) == !each.retries);
            BOOST_TEST(own.used() == (each.retries ? 14 : 0));
            BOOST_TEST(call.attempt() == (each.retries ? 2 : 1));
        }
    }
    BOOST_TEST(describe(retry_stop::deadline) == "the next attempt would start after the deadline");
}

BOOST_AUTO_TEST_CASE(without_a_deadline_everything_fits) {
    const auto endless = call();

    BOOST_TEST(endless.fits(begin, std::chrono::nanoseconds::max()));
    BOOST_TEST(endless.fits(retry_state::time_point::min(), 1s));
    BOOST_TEST(!call("PutImage", begin).fits(begin, 0s));
    BOOST_TEST(call("PutImage", begin + 1ns).fits(begin, 0s));
}

BOOST_AUTO_TEST_CASE(the_service_may_ask_for_a_longer_delay_which_counts_against_the_deadline) {
    auto patient = call();
    auto hurried = call("PutImage", begin + 2s);
    attempt_outcome asked = outcome();
    asked.retry_after = "3000";

    BOOST_TEST(in_ms(patient.after(unavailable, asked)) == 3000);
    BOOST_TEST((hurried.after(unavailable, asked).stop == retry_stop::deadline));
    BOOST_TEST((call().after(refused, asked).stop == retry_stop::not_retryable));
}

BOOST_AUTO_TEST_CASE(expired_credentials_are_renewed_at_once_and_once_only) {
    settings.max_attempts = 10;
    auto call = this->call();

    const auto first = call.after(expired, outcome());
    const auto second = call.after(expired, outcome());

    BOOST_TEST(first.retries());
    BOOST_TEST((first.reason == retry_class::expired_credentials));
    BOOST_TEST(first.delay.count() == 0);
    BOOST_TEST((second.stop == retry_stop::credentials));
    BOOST_TEST(used() == 14);
}

BOOST_AUTO_TEST_CASE(expired_credentials_that_cannot_be_renewed_are_final) {
    auto call = this->call();
    attempt_outcome fixed = outcome();
    fixed.credentials_renewable = false;

    BOOST_TEST((call.after(expired, fixed).stop == retry_stop::credentials));
}

BOOST_AUTO_TEST_CASE(a_wrong_clock_is_corrected_at_once_and_once_for_each_difference) {
    settings.max_attempts = 10;
    auto call = this->call();

    const auto first = call.after(bad_signature, outcome_with_skew(1h, 0ms));
    const auto in_spite_of_the_right_time = call.after(bad_signature, outcome_with_skew(1h, 1h));
    const auto not_corrected = call.after(bad_signature, outcome_with_skew(1h + 4min, 0ms));
    const auto changed = call.after(bad_signature, outcome_with_skew(-1h, 1h));

    BOOST_TEST(first.retries());
    BOOST_TEST(first.delay.count() == 0);
    BOOST_TEST((first.reason == retry_class::clock_skew));
    BOOST_TEST((in_spite_of_the_right_time.stop == retry_stop::not_retryable));
    BOOST_TEST((not_corrected.stop == retry_stop::clock_skew));
    BOOST_TEST(changed.retries());
}

BOOST_AUTO_TEST_CASE(a_wrong_clock_is_left_alone_when_correction_is_off) {
    settings.correct_clock_skew = false;
    auto call = this->call();

    BOOST_TEST((call.after(bad_signature, outcome_with_skew(1h, 0ms)).stop == retry_stop::not_retryable));
}

BOOST_AUTO_TEST_CASE(adaptive_mode_alone_keeps_to_the_rate_of_the_partition) {
    for (const auto mode : {retry_mode::standard, retry_mode::standard_2016, retry_mode::adaptive}) {
        fixture own{.settings = {.mode = mode}};
        auto first = own.call();
        BOOST_TEST((first.acquire(begin) == 0ns));

        static_cast<void>(first.after(throttled, outcome()));
        auto other = own.call();
        const auto wait = other.acquire(begin);

        const bool limited = mode == retry_mode::adaptive;
        BOOST_TEST(own.shared.limiter.current().limited == limited);
        BOOST_TEST((wait > 0ns) == limited);
        BOOST_TEST((other.acquire(begin + wait) == 0ns));
    }
}

BOOST_AUTO_TEST_CASE(an_echo_after_a_lost_answer_may_be_a_success) {
    struct row {
        std::string_view operation;
        std::string_view echo;
        bool expected;
    };
    const row rows[] = {
        {"CreateRepository", "RepositoryAlreadyExistsException", true},
        {"DeleteRepository", "RepositoryNotFoundException", true},
        {"CompleteLayerUpload", "LayerAlreadyExistsException", true},
        {"CompleteLayerUpload", "UploadNotFoundException", true},
        {"PutImage", "ImageAlreadyExistsException", true},
        {"PutImage", "RepositoryNotFoundException", false},
        {"UploadLayerPart", "UploadNotFoundException", false},
        {"DescribeRepositories", "RepositoryNotFoundException", false},
        {"CreateRepository", "AccessDeniedException", false},
        {"CreateSomethingNew", "RepositoryAlreadyExistsException", false},
    };
    for (const row& each : rows) {
        const auto echo = service_error(each.echo);
        auto call = this->call(each.operation);
        BOOST_TEST(!call.possibly_applied(echo)); // nothing is lost yet

        BOOST_REQUIRE(call.after(timed_out, outcome()).retries());
        static_cast<void>(call.after(echo, outcome()));

        BOOST_TEST(call.possibly_applied(echo) == each.expected, each.operation << ' ' << each.echo);
        BOOST_TEST(!call.possibly_applied(unavailable));
    }
}

BOOST_AUTO_TEST_CASE(an_answer_is_lost_unless_the_request_was_not_sent_or_was_refused) {
    struct row {
        ecr::error failure;
        bool sent;
        bool lost;
    };
    const row rows[] = {
        {timed_out, true, true},
        {timed_out, false, false},
        {error_of_kind(error_kind::connect), true, true},
        {error_of_kind(error_kind::connect), false, false},
        {error_of_kind(error_kind::resolve), false, false},
        {error_of_kind(error_kind::http), true, true},
        {error_of_kind(error_kind::http, 200), true, true},
        {error_of_kind(error_kind::http, 502), true, true},
        {error_of_kind(error_kind::http, 429), true, false},
        {error_of_kind(error_kind::parse, 200), true, true},
        {service_error("ServerException", 500), true, true},
        {unavailable, true, true},
        {service_error("SlowDown", 503), true, false},
        {throttled, true, false},
        {expired, true, false},
    };
    for (const row& each : rows) {
        auto call = this->call("CreateRepository");
        attempt_outcome made = outcome();
        made.request_sent = each.sent;

        BOOST_REQUIRE(call.after(each.failure, made).retries());

        BOOST_TEST(call.possibly_applied(service_error("RepositoryAlreadyExistsException")) == each.lost,
                   to_string(each.failure) << (each.sent ? ", sent" : ", not sent"));
    }
}

BOOST_AUTO_TEST_CASE(a_lost_answer_is_remembered_over_attempts_that_were_refused) {
    auto call = this->call("CreateRepository");
    static_cast<void>(call.after(timed_out, outcome()));
    static_cast<void>(call.after(throttled, outcome()));

    BOOST_TEST(call.possibly_applied(service_error("RepositoryAlreadyExistsException")));
}

BOOST_AUTO_TEST_CASE(a_request_repeated_on_a_fresh_connection_may_have_been_applied_too) {
    auto call = this->call("DeleteRepository");

    call.lost_answer();

    BOOST_TEST(call.possibly_applied(service_error("RepositoryNotFoundException")));
    BOOST_TEST(call.attempt() == 1);
}

BOOST_AUTO_TEST_CASE(every_reason_to_stop_can_be_told) {
    for (const auto stop : {retry_stop::not_retryable, retry_stop::credentials, retry_stop::clock_skew,
                            retry_stop::attempts, retry_stop::deadline, retry_stop::quota}) {
        BOOST_TEST(!describe(stop).empty());
    }
    BOOST_TEST(describe(retry_stop::none).empty());
}

BOOST_AUTO_TEST_SUITE_END()
