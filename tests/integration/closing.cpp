#include <ecr/client.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <support/calling.hpp>
#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(closing)

namespace {

using namespace test;
using ecr::client;

constexpr bool both_modes[] = {false, true};

/// Hears requests and answers when it may.
flaky_server::script when(const bool& may_answer) {
    return [&may_answer](visit& guest) -> asio::awaitable<void> {
        const auto allowed = [&may_answer] { return may_answer; };
        bool heard = co_await guest.hear();
        while (heard) {
            co_await until(allowed);
            auto said = guest.say(http_answer());
            co_await std::move(said);
            heard = co_await guest.hear();
        }
    };
}

asio::awaitable<void> hear_and_ignore(visit& guest) {
    auto rest = guest.listen();
    co_await std::move(rest);
}

void expect_closed(const call_outcome& made) {
    BOOST_REQUIRE(made.failure);
    BOOST_TEST((made.failure->kind() == ecr::error_kind::cancelled), made.message());
    BOOST_TEST(made.message() == "the client was closed");
    BOOST_TEST(made.code == asio::error::operation_aborted);
    BOOST_TEST(made.was_cancelled_exception);
}

/// Never comes to an end by itself.
struct silent_provider final : ecr::credentials_provider {
    asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        asio::steady_timer never(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
        asked = true;
        co_await never.async_wait(asio::use_awaitable);
        co_return nullptr;
    }

    std::atomic<bool> asked{false};
};

/// What keeps a call, so that it is in flight when its client or its context goes.
struct obstacle {
    const char* name;
    std::function<void(ecr::client_config&, const black_hole&)> put;
};

const obstacle obstacles[] = {
    {"silence", [](ecr::client_config&, const black_hole&) {}},
    {"line", [](ecr::client_config& config, const black_hole&) { config.pool.max_connections = 1; }},
    {"resolve",
     [](ecr::client_config& config, const black_hole&) {
         config.endpoint_url = "http://service.test";
         config.resolver = std::make_shared<silent_resolver>();
     }},
    {"connect",
     [](ecr::client_config& config, const black_hole& hole) {
         config.endpoint_url = "http://127.0.0.1:" + std::to_string(hole.address().port());
     }},
    {"tls",
     [](ecr::client_config& config, const black_hole&) { config.endpoint_url->replace(0, 4, "https"); }},
    {"proxy",
     [](ecr::client_config& config, const black_hole&) {
         config.proxy.http_proxy = *config.endpoint_url;
         config.endpoint_url = "http://service.test";
     }},
    {"credentials", [](ecr::client_config& config,
                       const black_hole&) { config.credentials = std::make_shared<silent_provider>(); }},
};

}

BOOST_AUTO_TEST_CASE(closing_ends_what_waits_lets_go_on_what_is_under_way_and_fails_what_comes_later) {
    for (const bool multi_threaded : both_modes) {
        bool may_answer = false;
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, when(may_answer));
            auto config = config_for(server.port(), multi_threaded);
            config.pool.max_connections = 2;
            const client on(executor, std::move(config));
            background calls(executor);
            for (int i = 0; i < 5; ++i) calls.start(on);
            const auto stuck = [&] { return on.gauges().in_use == 2 && on.gauges().waiting == 3; };
            co_await until(stuck);
            on.close();
            const auto later = co_await call(on);
            expect_closed(later);
            const auto ended = [&] { return calls.ended() == 3; };
            co_await until(ended);
            may_answer = true;
            co_await calls.rest();
            int number = 0;
            for (const auto& each : calls.all()) {
                if (++number <= 2) {
                    BOOST_TEST(each.outcome.well(), each.outcome.message());
                } else {
                    expect_closed(each.outcome);
                }
            }
            BOOST_TEST(on.gauges().in_use == 0u);
            BOOST_TEST(on.gauges().idle == 0u);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(closing_drops_idle_connections) {
    for (const bool multi_threaded : both_modes) {
        bool left = false;
        const auto script = [&](visit& guest) -> asio::awaitable<void> {
            auto served = serve_well(guest);
            co_await std::move(served);
            left = true;
        };
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, script);
            const client on(executor, config_for(server.port(), multi_threaded));
            const auto made = co_await call(on);
            BOOST_TEST(made.well());
            BOOST_TEST(on.gauges().idle == 1u);
            on.close();
            BOOST_TEST(on.gauges().idle == 0u);
            const auto gone = [&] { return left; };
            co_await until(gone);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(draining_waits_for_the_calls_under_way) {
    for (const bool multi_threaded : both_modes) {
        bool may_answer = false;
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, when(may_answer));
            const client on(executor, config_for(server.port(), multi_threaded));
            background calls(executor);
            for (int i = 0; i < 3; ++i) calls.start(on);
            const auto stuck = [&] { return on.gauges().in_use == 3; };
            co_await until(stuck);
            background closing(executor);
            auto& drained = closing.all().emplace_back();
            auto& drained_too = closing.all().emplace_back();
            closing.start(on.close(ecr::close_mode::drain), drained);
            closing.start(on.close(ecr::close_mode::drain), drained_too);
            for (int i = 0; i < 100; ++i) co_await turn();
            BOOST_TEST(!drained.ended);
            may_answer = true;
            co_await closing.rest();
            BOOST_TEST(on.gauges().in_use == 0u);
            co_await calls.rest();
            for (const auto& each : calls.all()) BOOST_TEST(each.outcome.well(), each.outcome.message());
            co_await on.close(ecr::close_mode::drain);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(a_drain_can_be_cancelled_and_the_calls_go_on) {
    bool may_answer = false;
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, when(may_answer));
        const client on(executor, config_for(server.port()));
        background calls(executor);
        calls.start(on);
        const auto stuck = [&] { return on.gauges().in_use == 1; };
        co_await until(stuck);
        background closing(executor);
        auto& drained = closing.all().emplace_back();
        closing.start(on.close(ecr::close_mode::drain), drained);
        for (int i = 0; i < 10; ++i) co_await turn();
        drained.signal.emit(asio::cancellation_type::terminal);
        co_await closing.rest();
        BOOST_TEST(on.gauges().in_use == 1u);
        may_answer = true;
        co_await calls.rest();
        BOOST_TEST(calls.all().front().outcome.well());
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_CASE(closing_by_cancellation_ends_calls_at_every_stage) {
    for (const bool multi_threaded : both_modes) {
        for (const auto& each : obstacles) {
            for (int turns = 0; turns < 40; ++turns) {
                BOOST_TEST_INFO_SCOPE(each.name << ", multi_threaded " << multi_threaded << ", after "
                                                << turns << " turns");
                const auto body = [&]() -> asio::awaitable<void> {
                    const auto executor = co_await asio::this_coro::executor;
                    const black_hole hole(executor);
                    const flaky_server server(executor, hear_and_ignore);
                    auto config = config_for(server.port(), multi_threaded);
                    each.put(config, hole);
                    const client on(executor, std::move(config));
                    background calls(executor);
                    for (int i = 0; i < 3; ++i) calls.start(on);
                    for (int i = 0; i < turns; ++i) co_await turn();
                    co_await on.close(ecr::close_mode::cancel);
                    BOOST_TEST(on.gauges().in_use + on.gauges().connecting + on.gauges().waiting == 0u);
                    co_await calls.rest();
                    for (const auto& made : calls.all()) {
                        BOOST_TEST(made.outcome.was_cancelled_exception, made.outcome.message());
                    }
                };

                run_coroutine(body);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(closing_by_cancellation_ends_a_pause_between_two_attempts) {
    for (const bool multi_threaded : both_modes) {
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            int answered = 0;
            const flaky_server server(executor, [&](visit& guest) -> asio::awaitable<void> {
                while (co_await guest.hear()) {
                    co_await guest.say(http_answer("500 Oops", "x-amz-retry-after: 30000\r\n"));
                    ++answered;
                }
            });
            auto config = config_for(server.port(), multi_threaded);
            config.retry.max_attempts = 3;
            const client on(executor, std::move(config));
            background calls(executor);
            const auto& made = calls.start(on);
            co_await until([&] { return answered == 1 && on.gauges().in_use == 0; });

            co_await on.close(ecr::close_mode::cancel);

            co_await calls.rest();
            expect_closed(made.outcome);
            BOOST_TEST(made.outcome.attempts == 1);
        });
    }
}

BOOST_AUTO_TEST_CASE(closing_by_cancellation_ends_a_wait_for_credentials) {
    for (const bool limited : {false, true}) {
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            auto config = config_for(1);
            const auto provider = std::make_shared<silent_provider>();
            config.credentials = provider;
            config.timeout.operation.reset();
            if (limited) config.timeout.operation = 1h;
            const client on(executor, std::move(config));
            background calls(executor);
            const auto& made = calls.start(on);
            co_await until([&] { return provider->asked.load(); });

            co_await on.close(ecr::close_mode::cancel);

            co_await calls.rest();
            expect_closed(made.outcome);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_client_may_go_while_its_calls_are_in_flight) {
    for (const bool multi_threaded : both_modes) {
        bool may_answer = false;
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, when(may_answer));
            auto config = config_for(server.port(), multi_threaded);
            config.pool.max_connections = 1;
            std::optional<client> on;
            on.emplace(executor, std::move(config));
            background calls(executor);
            for (int i = 0; i < 3; ++i) calls.start(*on);
            on.reset();
            for (int i = 0; i < 20; ++i) co_await turn();
            may_answer = true;
            co_await calls.rest();
            for (const auto& each : calls.all()) BOOST_TEST(each.outcome.well(), each.outcome.message());
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(a_context_may_go_while_calls_are_suspended_at_any_stage) {
    for (const bool multi_threaded : both_modes) {
        for (const auto& each : obstacles) {
            for (const bool client_goes_first : {false, true}) {
                for (int handlers = 0; handlers < 60; ++handlers) {
                    std::list<call_outcome> outcomes;
                    asio::io_context context;
                    const auto executor = context.get_executor();
                    const black_hole hole(executor);
                    const flaky_server server(executor, hear_and_ignore);
                    auto config = config_for(server.port(), multi_threaded);
                    each.put(config, hole);
                    std::optional<client> on;
                    on.emplace(executor, std::move(config));
                    for (int i = 0; i < 3; ++i) {
                        auto& made = outcomes.emplace_back();
                        asio::co_spawn(context, call_into(*on, made), asio::detached);
                    }
                    for (int i = 0; i < handlers; ++i) context.poll_one();
                    if (client_goes_first) on.reset();
                    for (const auto& made : outcomes) BOOST_TEST(!made.done);
                }
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
