#include <ecr/emulator/fault_book.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <support/server_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_fault_book)

using ecr::emulation::delivery;
using ecr::emulation::fault_book;
using ecr::emulation::fault_kind;
using ecr::emulation::fault_rule;

namespace {

constexpr auto call = "DescribeRepositories";

/// One letter for each of so many requests: `x` where a rule strikes.
std::string strikes(fault_book& book, int requests, const std::string& operation = call) {
    std::string seen;
    for (int i = 0; i < requests; ++i) seen += book.strike(operation).empty() ? '.' : 'x';
    return seen;
}

struct faulty : test::server_calls {
    ecr::emulation::reply with(const fault_rule& rule, const std::string& operation = call,
                               const std::string& body = "{}") {
        state->faults.clear();
        state->faults.add(rule);
        return ask(signed_call(operation, body));
    }
};

}

BOOST_AUTO_TEST_CASE(a_rule_strikes_from_its_beginning_to_its_end) {
    fault_book book(1);
    book.add(fault_rule{.kind = fault_kind::throttle, .after = 2, .count = 3});

    BOOST_TEST(strikes(book, 8) == "..xxx...");
    BOOST_TEST(book.rules().empty());
}

BOOST_AUTO_TEST_CASE(a_rule_counts_the_requests_of_its_operation_only) {
    fault_book book(1);
    book.add(fault_rule{.kind = fault_kind::throttle, .operation = "ListImages", .count = 1});

    BOOST_TEST(strikes(book, 3) == "...");
    BOOST_TEST(strikes(book, 3, "ListImages") == "x..");
}

BOOST_AUTO_TEST_CASE(dice_fall_the_same_way_for_the_same_seed) {
    const auto thrown = [](std::uint64_t seed) {
        fault_book book(seed);
        book.add(fault_rule{.kind = fault_kind::throttle, .probability = 0.5});
        return strikes(book, 64);
    };

    BOOST_TEST(thrown(7) == thrown(7));
    BOOST_TEST(thrown(7) != thrown(8));
    BOOST_TEST(thrown(7).find('x') != std::string::npos);
    BOOST_TEST(thrown(7).find('.') != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_ends_of_probability_are_never_and_always) {
    fault_book never(1);
    never.add(fault_rule{.kind = fault_kind::throttle, .probability = 0});
    fault_book always(1);
    always.add(fault_rule{.kind = fault_kind::throttle, .probability = 1});

    BOOST_TEST(strikes(never, 100) == std::string(100, '.'));
    BOOST_TEST(strikes(always, 100) == std::string(100, 'x'));
}

BOOST_AUTO_TEST_CASE(faults_of_connections_and_of_requests_are_apart) {
    fault_book book(1);
    book.add(fault_rule{.kind = fault_kind::refuse_connection, .count = 1});

    BOOST_TEST(strikes(book, 2) == "..");
    BOOST_TEST(book.strike_connection().size() == 1U);
    BOOST_TEST(book.strike_connection().empty());
}

BOOST_AUTO_TEST_CASE(rules_that_make_no_sense_are_refused_together) {
    const std::vector<std::string> wrong{
        R"({"kind":"quake"})",
        R"({})",
        R"({"kind":"throttle","after":-1})",
        R"({"kind":"throttle","count":0})",
        R"({"kind":"throttle","probability":1.5})",
        R"({"kind":"throttle","probability":"NaN"})",
        R"({"kind":"error","status":200})",
        R"({"kind":"delay"})",
        R"({"kind":"delay","milliseconds":-1})",
        R"({"kind":"clock-skew","milliseconds":9223372036854775807})",
        R"({"kind":"refuse-tls","operation":"ListImages"})",
    };
    for (const auto& each : wrong) {
        fault_book book(1);
        const auto text = R"({"faults":[{"kind":"throttle"},)" + each + "]}";
        BOOST_CHECK_THROW(book.add_json(text), std::invalid_argument);
        BOOST_TEST(book.rules().empty(), each);
    }
}

BOOST_FIXTURE_TEST_CASE(an_error_is_answered_as_the_rule_says, faulty) {
    const auto error = with({.kind = fault_kind::error});
    const auto named = with({.kind = fault_kind::error, .code = "Odd", .message = "so", .status = 503});
    const auto throttled = with({.kind = fault_kind::throttle});
    const auto expired = with({.kind = fault_kind::expired_token});

    BOOST_TEST(error.response.status == 500);
    BOOST_TEST(error.response.code == "ServerException");
    BOOST_TEST(named.response.status == 503);
    BOOST_TEST(test::member(named, "__type") == "Odd");
    BOOST_TEST(test::member(named, "message") == "so");
    BOOST_TEST(throttled.response.code == "ThrottlingException");
    BOOST_TEST(expired.response.code == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(a_request_lost_before_is_not_handled_and_one_lost_after_is, faulty) {
    const std::string body = R"({"repositoryName":"team/web"})";
    const auto before = with({.kind = fault_kind::reset_before}, "CreateRepository", body);
    const auto after = with({.kind = fault_kind::reset_after}, "CreateRepository", body);
    state->faults.clear();

    BOOST_TEST(before.how.silent);
    BOOST_TEST((before.how.end == delivery::ending::reset));
    BOOST_TEST(after.how.silent);
    BOOST_TEST(after.response.status == 200);
    BOOST_TEST(outcome(signed_call("CreateRepository", body)) == "400 RepositoryAlreadyExistsException");
}

BOOST_FIXTURE_TEST_CASE(the_body_is_spoiled_in_the_way_that_the_rule_says, faulty) {
    const std::size_t whole = std::string(R"({"repositories":[]})").size();

    const auto garbage = with({.kind = fault_kind::garbage});
    const auto truncated = with({.kind = fault_kind::truncate});
    const auto overlong = with({.kind = fault_kind::overlong});
    const auto wrong = with({.kind = fault_kind::wrong_length});
    const auto stalled = with({.kind = fault_kind::stall, .milliseconds = 5});
    const auto for_ever = with({.kind = fault_kind::stall});
    const auto delayed = with({.kind = fault_kind::delay, .milliseconds = 7});

    BOOST_CHECK_THROW(boost::json::parse(garbage.response.body), boost::system::system_error);
    BOOST_TEST(truncated.how.body_sent == whole / 2);
    BOOST_TEST((truncated.how.end == delivery::ending::close));
    BOOST_TEST(!overlong.how.excess.empty());
    BOOST_TEST(wrong.how.announced.value() == whole / 2);
    BOOST_TEST(stalled.how.stall_at.value() == whole / 2);
    BOOST_TEST(stalled.how.stall_for.value().count() == 5);
    BOOST_TEST(!for_ever.how.stall_for.has_value());
    BOOST_TEST(delayed.how.delay.count() == 7);
}

BOOST_FIXTURE_TEST_CASE(a_repeated_token_is_the_one_that_was_sent, faulty) {
    for (const std::string name : {"aa", "bb", "cc"})
        BOOST_TEST_REQUIRE(
            outcome(signed_call("CreateRepository", R"({"repositoryName":")" + name + "\"}")) == "200");
    const auto first = ask(signed_call(call, R"({"maxResults":1})"));
    const auto token = test::member(first, "nextToken");

    const auto second =
        with({.kind = fault_kind::repeat_token}, call, R"({"maxResults":1,"nextToken":")" + token + "\"}");

    BOOST_TEST(test::member(second, "nextToken") == token);
    BOOST_TEST(second.response.body.find("\"bb\"") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(a_skewed_clock_refuses_signatures_and_shows_in_the_date, faulty) {
    const auto made = with({.kind = fault_kind::clock_skew, .milliseconds = 3600'000});

    BOOST_TEST(made.response.code == "InvalidSignatureException");
    BOOST_TEST(std::ranges::count(made.response.headers, std::pair<std::string, std::string>(
                                                             "Date", "Sun, 19 Nov 2023 13:34:56 GMT")) == 1);
    BOOST_TEST(state->log.records().back().faults == std::vector<std::string>{"clock-skew"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
