#include <ecr/emulator/fault_rule.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/emulator_calls.hpp>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_faults)

using namespace std::chrono_literals;
using ecr::error_kind;
using ecr::fault_kind;
using test::client_of;
using test::problem_of;
using test::repository;

namespace {

struct faulty : test::emulator_calls {
    using test::emulator_calls::emulator_calls;

    /// How a call fails that is struck by the rule; the next one has to succeed.
    ecr::error struck(const ecr::fault_rule& rule) {
        auto once = rule;
        once.count = 1;
        server.faults().add(once);
        const auto failed = describe();
        BOOST_TEST_REQUIRE(failed.has_error());
        BOOST_TEST(problem_of(describe()) == "");
        BOOST_TEST(server.faults().rules().empty());
        return failed.error();
    }

    ecr::client patient() {
        auto config = server.config_for();
        config.timeout.read_idle = 50ms;
        return {context.get_executor(), config};
    }
};

struct tls_faulty : faulty {
    tls_faulty()
        : faulty(test::with_tls()) {}
};

}

BOOST_FIXTURE_TEST_CASE(errors_arrive_as_what_they_are, faulty) {
    const auto throttled = struck({.kind = fault_kind::throttle});
    const auto expired = struck({.kind = fault_kind::expired_token});
    const auto named = struck({.kind = fault_kind::error, .code = "Odd", .message = "so", .status = 503});

    BOOST_TEST((throttled == ecr::condition::throttled));
    BOOST_TEST(expired.code_text() == "ExpiredTokenException");
    BOOST_TEST(named.code_text() == "Odd");
    BOOST_TEST(named.message() == "so");
    BOOST_TEST(named.http_status() == 503);
}

BOOST_FIXTURE_TEST_CASE(a_broken_exchange_is_no_answer_of_the_service, faulty) {
    // On a connection that was used before, a call that finds it dead may be sent again without harm.
    const std::vector<fault_kind> breaks{fault_kind::truncate, fault_kind::wrong_length, fault_kind::garbage};
    for (const auto kind : breaks) {
        const auto failed = struck({.kind = kind});
        BOOST_TEST(failed.code_text() == "", to_string(kind));
        BOOST_TEST((failed.kind() == error_kind::parse || failed.kind() == error_kind::connect ||
                    failed.kind() == error_kind::http),
                   to_string(kind));
    }
}

BOOST_FIXTURE_TEST_CASE(bytes_behind_an_answer_cost_the_connection_only, faulty) {
    server.faults().add(ecr::fault_rule{.kind = fault_kind::overlong, .count = 1});

    BOOST_TEST(problem_of(describe()) == "");
    BOOST_TEST(problem_of(describe()) == "");
}

BOOST_FIXTURE_TEST_CASE(a_lost_answer_is_asked_for_again, faulty) {
    const auto retrying = ecr::client(context.get_executor(), server.config_for());
    server.faults().add(ecr::fault_rule{.kind = fault_kind::reset_after, .count = 1});

    const auto made = call(retrying, ecr::create_repository, repository("team/web"));

    BOOST_TEST_REQUIRE(made.has_error());
    BOOST_TEST((made.error() == ecr::errc::repository_already_exists));
    BOOST_TEST_REQUIRE(server.requests().size() == 2U);
    BOOST_TEST(server.requests()[0].code == "");
    BOOST_TEST(server.requests()[0].faults.at(0) == "reset-after");
}

BOOST_FIXTURE_TEST_CASE(a_request_lost_before_it_is_handled_is_sent_again, faulty) {
    const auto retrying = ecr::client(context.get_executor(), server.config_for());
    server.faults().add(ecr::fault_rule{.kind = fault_kind::reset_before, .count = 1});

    BOOST_TEST(problem_of(call(retrying, ecr::create_repository, repository("team/web"))) == "");
}

BOOST_FIXTURE_TEST_CASE(a_client_with_a_wrong_clock_finds_out, faulty) {
    const auto retrying = ecr::client(context.get_executor(), server.config_for());
    server.faults().add(ecr::fault_rule{.kind = fault_kind::clock_skew, .milliseconds = -3600'000});

    BOOST_TEST(problem_of(describe(retrying)) == "");
    BOOST_TEST(server.requests().front().code == "InvalidSignatureException");
}

BOOST_FIXTURE_TEST_CASE(a_stalled_answer_goes_on_when_its_time_has_come, faulty) {
    server.faults().add(ecr::fault_rule{.kind = fault_kind::stall, .count = 1, .milliseconds = 5});
    server.faults().add(ecr::fault_rule{.kind = fault_kind::delay, .count = 1, .milliseconds = 5});

    BOOST_TEST(problem_of(describe()) == "");
}

BOOST_FIXTURE_TEST_CASE(an_answer_that_stalls_for_ever_runs_into_the_limit_of_the_client, faulty) {
    server.faults().add(ecr::fault_rule{.kind = fault_kind::stall, .count = 1});

    const auto outcome = describe(patient());

    BOOST_TEST(problem_of(outcome) == "");
    BOOST_TEST(server.requests().size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(refused_connections_are_connection_errors, faulty) {
    server.faults().add(ecr::fault_rule{.kind = fault_kind::refuse_connection, .count = 1});
    const auto refused = describe(client_of(context.get_executor(), server.config_for()));
    server.faults().add(ecr::fault_rule{.kind = fault_kind::slow_accept, .count = 1, .milliseconds = 5});
    const auto slow = describe(client_of(context.get_executor(), server.config_for()));

    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error().kind() == error_kind::connect), problem_of(refused));
    BOOST_TEST(problem_of(slow) == "");
}

BOOST_FIXTURE_TEST_CASE(a_broken_handshake_is_an_error_of_tls, tls_faulty) {
    server.faults().add(ecr::fault_rule{.kind = fault_kind::refuse_tls, .count = 1});

    const auto refused = describe();

    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST((refused.error().kind() == error_kind::tls), problem_of(refused));
    BOOST_TEST(problem_of(describe()) == "");
}

BOOST_AUTO_TEST_SUITE_END()
