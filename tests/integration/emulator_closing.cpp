#include <ecr/emulator.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/test/unit_test.hpp>

#include <list>
#include <optional>
#include <string>
#include <support/emulator_calls.hpp>
#include <utility>

BOOST_AUTO_TEST_SUITE(emulator_closing)

using namespace std::chrono_literals;
using test::client_of;
using test::problem_of;

namespace {

ecr::emulator_config crowded() {
    ecr::emulator_config config;
    config.limits.max_connections = 2;
    return config;
}

ecr::emulator_config narrow() {
    ecr::emulator_config config;
    config.limits.max_buffered = 1000;
    return config;
}

/// Calls that go on beside each other.
struct closing : test::emulator_calls {
    using test::emulator_calls::emulator_calls;

    using outcome = std::optional<ecr::result<ecr::describe_repositories_response>>;

    outcome& start(ecr::client on) {
        auto& place = outcomes.emplace_back();
        const auto run = [](ecr::client from, outcome& to) -> boost::asio::awaitable<void> {
            const ecr::describe_repositories_request request;
            auto work = ecr::describe_repositories(from, request, ecr::as_result);
            to.emplace(co_await std::move(work));
        };
        boost::asio::co_spawn(context, run(std::move(on), place), [](std::exception_ptr) {});
        return place;
    }

    std::list<outcome> outcomes{};
};

struct crowded_place : closing {
    crowded_place()
        : closing(crowded()) {}
};

struct narrow_place : closing {
    narrow_place()
        : closing(narrow()) {}
};

}

BOOST_FIXTURE_TEST_CASE(calls_in_flight_are_answered_when_connections_are_drained, closing) {
    server.faults().add(ecr::fault_rule{.kind = ecr::fault_kind::delay, .milliseconds = 600'000});
    auto& first = start(client);
    auto& second = start(client);
    run_until([&] { return server.requests().size() == 2; });

    run(server.close(ecr::close_mode::drain));
    run_until([&] { return first && second; });

    BOOST_TEST(problem_of(*first) == "");
    BOOST_TEST(problem_of(*second) == "");
    BOOST_TEST(server.connections() == 0U);
}

BOOST_FIXTURE_TEST_CASE(calls_in_flight_fail_when_connections_are_dropped, closing) {
    server.faults().add(ecr::fault_rule{.kind = ecr::fault_kind::stall});
    auto& call = start(client);
    run_until([&] { return server.requests().size() == 1; });

    run(server.close(ecr::close_mode::cancel));
    run_until([&] { return call.has_value(); });

    BOOST_TEST(call->has_error());
    BOOST_TEST(server.connections() == 0U);
}

BOOST_FIXTURE_TEST_CASE(idle_connections_end_at_once_when_drained, closing) {
    BOOST_TEST_REQUIRE(problem_of(describe()) == "");
    BOOST_TEST(server.connections() == 1U);

    run(server.close(ecr::close_mode::drain));

    BOOST_TEST(server.connections() == 0U);
    BOOST_TEST(describe().has_error());
}

BOOST_FIXTURE_TEST_CASE(the_context_has_nothing_left_to_do_after_the_last_handle, closing) {
    BOOST_TEST_REQUIRE(problem_of(describe()) == "");
    client.close();
    {
        std::optional<ecr::emulator> last(std::in_place, context.get_executor());
        const auto port = last->port();
        BOOST_TEST(port != 0);
        last.reset();
    }
    server.close();

    context.restart();
    context.run_for(10s);

    BOOST_TEST(context.stopped());
    BOOST_TEST(server.connections() == 0U);
}

BOOST_FIXTURE_TEST_CASE(connections_beyond_the_limit_wait_for_their_turn, crowded_place) {
    const auto one = client_of(context.get_executor(), server.config_for());
    const auto two = client_of(context.get_executor(), server.config_for());
    BOOST_TEST_REQUIRE(problem_of(describe(one)) == "");
    BOOST_TEST_REQUIRE(problem_of(describe(two)) == "");

    auto& waiting = start(client);
    context.restart();
    context.run_for(20ms);
    const bool early = waiting.has_value();
    one.close();
    run_until([&] { return waiting.has_value(); });

    BOOST_TEST(!early);
    BOOST_TEST(problem_of(*waiting) == "");
}

BOOST_FIXTURE_TEST_CASE(more_than_fits_into_memory_is_refused, narrow_place) {
    ecr::create_repository_request request;
    request.repository_name = "team/web";
    request.tags.emplace();
    for (int i = 0; i < 40; ++i)
        request.tags->push_back({.key = "key" + std::to_string(i), .value = std::string(100, 'v')});

    const auto refused = call(client, ecr::create_repository, request);

    BOOST_TEST_REQUIRE(refused.has_error());
    BOOST_TEST(refused.error().http_status() == 503, problem_of(refused));
    BOOST_TEST(problem_of(describe()) == "");
}

BOOST_AUTO_TEST_CASE(a_port_that_is_taken_is_refused) {
    boost::asio::io_context context;
    const ecr::emulator first(context.get_executor());
    ecr::emulator_config config;
    config.port = first.port();

    BOOST_CHECK_THROW(ecr::emulator(context.get_executor(), config), boost::system::system_error);
}

BOOST_AUTO_TEST_SUITE_END()
