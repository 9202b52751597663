#include <ecr/detail/pooled_transport.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <support/calling.hpp>
#include <support/coroutine_test.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(pool)

namespace {

using namespace test;
using ecr::client;
using ecr::error_kind;

constexpr bool both_modes[] = {false, true};

/// Answers the first request of its connection with `first`, and whatever comes then well.
flaky_server::script first_says(std::string first) {
    return [first](visit& guest) -> asio::awaitable<void> {
        const std::string text = first;
        const bool heard = co_await guest.hear();
        if (!heard) co_return;
        auto said = guest.say(text);
        co_await std::move(said);
        auto rest = serve_well(guest);
        co_await std::move(rest);
    };
}

/// Serves one request well and what follows as `then` says.
template <class Then>
flaky_server::script after_one(Then then) {
    return [then](visit& guest) -> asio::awaitable<void> {
        const auto next = then;
        const bool heard = co_await guest.hear();
        if (!heard) co_return;
        auto said = guest.say(http_answer());
        co_await std::move(said);
        auto rest = next(guest);
        co_await std::move(rest);
    };
}

asio::awaitable<void> dies_when_asked(visit& guest) {
    const bool heard = co_await guest.hear();
    if (heard) guest.reset();
}

asio::awaitable<void> dies_in_the_answer(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto said = guest.say("HTTP/1.1 200 OK\r\nContent-Le");
    co_await std::move(said);
    guest.hang_up();
}

struct counts {
    int connections = 0;
    std::vector<call_outcome> calls{};
};

/// Calls one after another, with a pause between that is spent when the pool has settled.
asio::awaitable<void> in_sequence(flaky_server::script script, int calls, bool multi_threaded, counts& made,
                                  std::chrono::milliseconds idle = 0ms,
                                  ecr::pool_settings settings = ecr::pool_settings()) {
    const auto executor = co_await asio::this_coro::executor;
    const flaky_server server(executor, std::move(script));
    auto config = config_for(server.port(), multi_threaded);
    config.pool = settings;
    const client on(executor, std::move(config));
    for (int i = 0; i < calls; ++i) {
        auto outcome = co_await call(on);
        made.calls.push_back(outcome);
        if (idle.count() != 0) co_await pass(idle);
        for (int turns = 0; turns < 10; ++turns) co_await turn();
    }
    BOOST_TEST(on.gauges().in_use == 0u);
    BOOST_TEST(on.gauges().connecting == 0u);
    made.connections = server.connections();
}

counts sequence(flaky_server::script script, int calls, bool multi_threaded,
                std::chrono::milliseconds idle = 0ms, const ecr::pool_settings& settings = {}) {
    counts made;
    run_coroutine([&] { return in_sequence(script, calls, multi_threaded, made, idle, settings); });
    return made;
}

void expect_all_well(const counts& made) {
    for (const auto& each : made.calls) {
        BOOST_TEST(each.well(), each.message());
        BOOST_TEST(each.attempts == 1);
    }
}

}

BOOST_AUTO_TEST_CASE(one_connection_serves_call_after_call) {
    for (const bool multi_threaded : both_modes) {
        const auto made = sequence(serve_well, 5, multi_threaded);

        expect_all_well(made);
        BOOST_TEST(made.connections == 1);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_cannot_go_on_is_not_used_again) {
    struct {
        const char* what;
        std::string answer;
    } const answers[] = {
        {"told to close", http_answer("200 OK", "Connection: close\r\n")},
        {"HTTP/1.0", "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}"},
        {"over-read", http_answer() + "HTTP/1.1"},
        {"told to close by an error", http_answer("400 Bad Request", "Connection: close\r\n")},
    };
    for (const bool multi_threaded : both_modes) {
        for (const auto& each : answers) {
            const auto made = sequence(first_says(each.answer), 3, multi_threaded);

            BOOST_TEST(made.connections == 3, each.what << ": " << made.connections << " connections");
        }
    }
}

BOOST_AUTO_TEST_CASE(an_error_of_the_service_costs_no_connection) {
    const auto made = sequence(first_says(http_answer("400 Bad Request")), 3, true);

    BOOST_TEST(made.connections == 1);
    BOOST_TEST(!made.calls[0].well());
    BOOST_TEST(made.calls[1].well());
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_too_large_costs_the_connection) {
    const auto big = http_answer("200 OK", {}, std::string(2000, ' '));
    counts made;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, first_says(big));
        auto config = config_for(server.port());
        config.response.max_body = 1000;
        const client on(executor, std::move(config));
        for (int i = 0; i < 2; ++i) made.calls.push_back(co_await call(on));
        made.connections = server.connections();
        BOOST_TEST(on.gauges().in_use + on.gauges().idle == 0u);
    };

    run_coroutine(body);

    BOOST_TEST(made.connections == 2);
    BOOST_TEST(made.calls[0].message().find("1000 bytes") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_connection_closed_while_idle_is_noticed_before_it_is_used) {
    for (const bool multi_threaded : both_modes) {
        const auto close = [](visit& guest) -> asio::awaitable<void> {
            guest.hang_up();
            co_return;
        };
        const auto made = sequence(after_one(close), 3, multi_threaded, 2ms);

        expect_all_well(made);
        BOOST_TEST(made.connections == 3);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_on_which_the_peer_spoke_unasked_is_not_used_again) {
    for (const bool multi_threaded : both_modes) {
        const auto speak = [](visit& guest) -> asio::awaitable<void> {
            auto said = guest.say("HTTP/1.1 408 Request Timeout\r\n\r\n");
            co_await std::move(said);
            auto rest = guest.listen();
            co_await std::move(rest);
        };
        const auto made = sequence(after_one(speak), 2, multi_threaded, 2ms);

        expect_all_well(made);
        BOOST_TEST(made.connections == 2);
    }
}

BOOST_AUTO_TEST_CASE(a_reused_connection_that_dies_before_the_answer_is_replaced_outside_of_the_attempts) {
    for (const bool multi_threaded : both_modes) {
        const auto made = sequence(after_one(dies_when_asked), 2, multi_threaded);

        expect_all_well(made);
        BOOST_TEST(made.connections == 2);
    }
}

BOOST_AUTO_TEST_CASE(a_reused_connection_that_dies_in_the_answer_is_not_replaced) {
    const auto made = sequence(after_one(dies_in_the_answer), 2, true);

    BOOST_TEST(made.calls[0].well());
    BOOST_REQUIRE(made.calls[1].failure);
    BOOST_TEST((made.calls[1].failure->kind() == error_kind::connect));
    BOOST_TEST(made.connections == 1);
}

BOOST_AUTO_TEST_CASE(a_fresh_connection_that_dies_is_not_replaced) {
    const auto made = sequence(dies_when_asked, 1, true);

    BOOST_REQUIRE(made.calls[0].failure);
    BOOST_TEST((made.calls[0].failure->kind() == error_kind::connect));
    BOOST_TEST(made.connections == 1);
}

BOOST_AUTO_TEST_CASE(the_replacement_of_a_dead_connection_is_not_replaced_again) {
    const auto first = after_one(dies_when_asked);
    const auto script = [&](visit& guest) -> asio::awaitable<void> {
        auto played = guest.number == 1 ? first(guest) : dies_when_asked(guest);
        co_await std::move(played);
    };
    const auto made = sequence(script, 2, true);

    BOOST_TEST(made.calls[0].well());
    BOOST_TEST(!made.calls[1].well());
    BOOST_TEST(made.connections == 2);
}

BOOST_AUTO_TEST_CASE(idle_and_old_connections_are_not_used_again) {
    ecr::pool_settings short_life;
    short_life.idle_life = 10ms;
    ecr::pool_settings young;
    young.max_age = 10ms;
    for (const bool multi_threaded : both_modes) {
        for (const auto& settings : {short_life, young}) {
            const auto made = sequence(serve_well, 2, multi_threaded, 20ms, settings);

            expect_all_well(made);
            BOOST_TEST(made.connections == 2);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_connection_that_was_used_last_is_used_first) {
    std::vector<int> served;
    const auto script = [&](visit& guest) -> asio::awaitable<void> {
        while (true) {
            const bool heard = co_await guest.hear();
            if (!heard) co_return;
            served.push_back(guest.number);
            // The first two calls meet, so that there are two connections.
            if (served.size() <= 2) co_await until([&] { return served.size() >= 2; });
            if (served.size() == 2 && guest.number == 1) co_await pass(2ms);
            auto said = guest.say(http_answer());
            co_await std::move(said);
        }
    };
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, script);
        const client on(executor, config_for(server.port()));
        background calls(executor);
        calls.start(on);
        calls.start(on);
        co_await calls.rest();
        BOOST_TEST(on.gauges().idle == 2u);
        for (int i = 0; i < 3; ++i) co_await call(on);
        BOOST_TEST(on.gauges().opened_total == 2u);
        BOOST_TEST(on.gauges().reused_total == 3u);
    };

    run_coroutine(body);

    BOOST_TEST(served.size() == 5u);
    for (std::size_t i = 2; i < served.size(); ++i) BOOST_TEST(served[i] == 1);
}

BOOST_AUTO_TEST_CASE(calls_beyond_the_limit_wait_and_are_served_in_their_order) {
    for (const bool multi_threaded : both_modes) {
        int at_once = 0;
        int most_at_once = 0;
        const auto script = [&](visit& guest) -> asio::awaitable<void> {
            while (true) {
                const bool heard = co_await guest.hear();
                if (!heard) co_return;
                most_at_once = std::max(most_at_once, ++at_once);
                co_await turn();
                --at_once;
                auto said = guest.say(http_answer());
                co_await std::move(said);
            }
        };
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, script);
            auto config = config_for(server.port(), multi_threaded);
            config.pool.max_connections = 1;
            const client on(executor, std::move(config));
            background calls(executor);
            for (int i = 0; i < 50; ++i) calls.start(on);
            co_await until([&] { return on.gauges().waiting == 49; });
            co_await calls.rest();
            BOOST_TEST(server.connections() == 1);
            int place = 0;
            for (const auto& each : calls.all()) {
                BOOST_TEST(each.outcome.well(), each.outcome.message());
                BOOST_TEST(each.place == ++place);
            }
            BOOST_TEST(on.gauges().waiting == 0u);
            BOOST_TEST(on.gauges().in_use == 0u);
            BOOST_TEST(on.gauges().idle == 1u);
        };

        run_coroutine(body);

        BOOST_TEST(most_at_once == 1);
    }
}

BOOST_AUTO_TEST_CASE(waiting_calls_go_on_when_the_connection_before_them_breaks) {
    const auto body = []() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, dies_when_asked);
        auto config = config_for(server.port());
        config.pool.max_connections = 2;
        const client on(executor, std::move(config));
        background calls(executor);
        for (int i = 0; i < 10; ++i) calls.start(on);
        co_await calls.rest();
        BOOST_TEST(server.connections() == 10);
        BOOST_TEST(on.gauges().in_use == 0u);
        BOOST_TEST(on.gauges().connecting == 0u);
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_CASE(warm_connections_are_ready_and_are_replaced_when_they_died_meanwhile) {
    for (const bool multi_threaded : both_modes) {
        for (const bool dead : {false, true}) {
            const auto script = [dead](visit& guest) -> asio::awaitable<void> {
                if (dead && guest.number <= 3) {
                    guest.hang_up();
                    co_return;
                }
                auto rest = serve_well(guest);
                co_await std::move(rest);
            };
            const auto body = [&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                const flaky_server server(executor, script);
                const client on(executor, config_for(server.port(), multi_threaded));
                const auto made = co_await on.warm(3);
                BOOST_TEST(made == 3u);
                BOOST_TEST(on.gauges().idle == 3u);
                co_await pass(2ms);
                const auto outcome = co_await call(on);
                BOOST_TEST(outcome.well(), outcome.message());
                BOOST_TEST(server.connections() == (dead ? 4 : 3));
            };

            run_coroutine(body);
        }
    }
}

BOOST_AUTO_TEST_CASE(warm_stays_within_the_limit) {
    const auto body = []() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, serve_well);
        auto config = config_for(server.port());
        config.pool.max_connections = 2;
        const client on(executor, std::move(config));
        auto made = co_await on.warm(5);
        BOOST_TEST(made == 2u);
        made = co_await on.warm(1);
        BOOST_TEST(made == 0u);
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_CASE(an_idle_client_leaves_nothing_to_run) {
    for (const bool multi_threaded : both_modes) {
        asio::io_context context;
        std::optional<flaky_server> server;
        server.emplace(context.get_executor(), serve_well);
        const client on(context.get_executor(), config_for(server->port(), multi_threaded));
        const auto body = [&]() -> asio::awaitable<void> {
            const auto made = co_await on.warm(2);
            BOOST_TEST(made == 2u);
            const auto outcome = co_await call(on);
            BOOST_TEST(outcome.well());
            on.close();
            server.reset();
        };
        asio::co_spawn(context, body, asio::detached);

        context.run_for(2s);

        BOOST_TEST(context.stopped());
    }
}

BOOST_AUTO_TEST_SUITE_END()
