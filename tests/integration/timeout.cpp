#include <ecr/detail/exchange.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <support/calling.hpp>
#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(timeout)

namespace {

using namespace test;
using ecr::client;
using ecr::error_kind;
using ecr::timeout_kind;

constexpr bool both_modes[] = {false, true};

asio::awaitable<void> hear_and_ignore(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto rest = guest.listen();
    co_await std::move(rest);
}

/// Sends half of an answer.
asio::awaitable<void> stop_halfway(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto said = guest.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");
    co_await std::move(said);
    auto rest = guest.listen();
    co_await std::move(rest);
}

/// Takes the connection and no byte of it.
asio::awaitable<void> read_nothing(visit& guest) {
    auto rest = guest.ignore();
    co_await std::move(rest);
}

asio::awaitable<void> read_head_only(visit& guest) {
    const bool heard = co_await guest.hear_head();
    if (!heard) co_return;
    auto rest = guest.ignore();
    co_await std::move(rest);
}

/// Puts off every limit but those that a case is about.
ecr::timeout_settings no_limits() {
    ecr::timeout_settings settings;
    settings.attempt = settings.connect = settings.tls = settings.read_idle = settings.stall = std::nullopt;
    return settings;
}

struct limit_case {
    const char* name;
    flaky_server::script script;
    std::optional<std::chrono::milliseconds> ecr::timeout_settings::*limit;
    timeout_kind kind;
    /// What the message is before and after host and port.
    std::string before;
    std::string after;
    bool large = false;
    bool secured = false;
};

const limit_case cases[] = {
    {"tls", hear_and_ignore, &ecr::timeout_settings::tls, timeout_kind::tls, "TLS handshake with ",
     " timed out after 30 ms", false, true},
    {"read idle before the first byte", hear_and_ignore, &ecr::timeout_settings::read_idle,
     timeout_kind::read_idle, "exchange with ", " brought nothing for 30 ms"},
    {"read idle in the body", stop_halfway, &ecr::timeout_settings::read_idle, timeout_kind::read_idle,
     "exchange with ", " brought nothing for 30 ms"},
    {"stall of the request", read_head_only, &ecr::timeout_settings::stall, timeout_kind::stall,
     "exchange with ", " stalled for 30 ms", true},
    {"stall of the answer", stop_halfway, &ecr::timeout_settings::stall, timeout_kind::stall,
     "exchange with ", " stalled for 30 ms"},
    {"attempt, silent", hear_and_ignore, &ecr::timeout_settings::attempt, timeout_kind::attempt,
     "attempt timed out after 30 ms: exchange with ", ""},
    {"attempt, reading", stop_halfway, &ecr::timeout_settings::attempt, timeout_kind::attempt,
     "attempt timed out after 30 ms: exchange with ", ""},
    {"attempt, writing", read_nothing, &ecr::timeout_settings::attempt, timeout_kind::attempt,
     "attempt timed out after 30 ms: exchange with ", "", true},
    {"attempt, shaking hands", hear_and_ignore, &ecr::timeout_settings::attempt, timeout_kind::attempt,
     "attempt timed out after 30 ms: TLS handshake with ", "", false, true},
    {"operation, silent", hear_and_ignore, &ecr::timeout_settings::operation, timeout_kind::operation,
     "operation timed out after 30 ms: exchange with ", ""},
    {"operation, writing", read_head_only, &ecr::timeout_settings::operation, timeout_kind::operation,
     "operation timed out after 30 ms: exchange with ", "", true},
};

asio::awaitable<call_outcome> upload(client on) {
    call_outcome made;
    const std::string layer(20 * 1024 * 1024, 'x');
    ecr::upload_layer_part_request request;
    request.repository_name = "app";
    request.upload_id = "b86e1a58-9c7b-4fc4-a4c1-0c1a4f9f0e11";
    request.part_last_byte = static_cast<std::int64_t>(layer.size()) - 1;
    request.layer_part_blob = ecr::blob::view(layer);
    const auto result = co_await ecr::upload_layer_part(on, request, ecr::as_result);
    made.done = true;
    if (result.has_error()) made.failure = result.error();
    co_return made;
}

void expect(const call_outcome& made, timeout_kind kind, const std::string& message) {
    BOOST_REQUIRE(made.failure);
    BOOST_TEST((made.failure->kind() == error_kind::timeout), made.message());
    BOOST_TEST(static_cast<int>(made.failure->timeout()) == static_cast<int>(kind));
    BOOST_TEST(made.message() == message);
    BOOST_TEST(made.failure->cause() == asio::error::timed_out);
    BOOST_TEST(made.failure->attempts() == 1);
}

/// The pool serves the next call to a server that has come to its senses.
void expect_whole(const client& on) {
    BOOST_TEST(on.gauges().in_use == 0u);
    BOOST_TEST(on.gauges().connecting == 0u);
    BOOST_TEST(on.gauges().waiting == 0u);
    BOOST_TEST(on.gauges().idle == 0u);
}

}

BOOST_AUTO_TEST_CASE(each_limit_ends_the_call_and_is_named_with_its_length) {
    for (const bool multi_threaded : both_modes) {
        for (const auto& each : cases) {
            BOOST_TEST_INFO_SCOPE(each.name << ", multi_threaded " << multi_threaded);
            const auto body = [&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                const flaky_server server(executor, each.script);
                auto config = config_for(server.port(), multi_threaded);
                if (each.secured) config.endpoint_url->replace(0, 4, "https");
                config.timeout = no_limits();
                config.timeout.*each.limit = 30ms;
                const client on(executor, std::move(config));
                auto work = each.large ? upload(on) : call(on);
                const auto made = co_await std::move(work);
                const auto peer = "127.0.0.1:" + std::to_string(server.port());
                expect(made, each.kind, each.before + peer + each.after);
                expect_whole(on);
            };

            run_coroutine(body);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_host_that_does_not_answer_ends_the_call_by_the_limit_of_connecting) {
    for (const bool multi_threaded : both_modes) {
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const black_hole hole(executor);
            auto config = config_for(hole.address().port(), multi_threaded);
            config.timeout.connect = 30ms;
            const client on(executor, std::move(config));
            const auto made = co_await call(on);
            const auto peer = "127.0.0.1:" + std::to_string(hole.address().port());
            expect(made, timeout_kind::connect, "connect to " + peer + " timed out after 30 ms");
            expect_whole(on);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(a_resolver_that_does_not_answer_ends_the_call_by_the_limit_of_connecting) {
    for (const bool multi_threaded : both_modes) {
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            auto config = config_for(80, multi_threaded);
            config.endpoint_url = "http://service.test";
            config.resolver = std::make_shared<silent_resolver>();
            config.timeout.connect = 30ms;
            const client on(executor, std::move(config));
            const auto made = co_await call(on);
            expect(made, timeout_kind::connect, "resolve \"service.test\" timed out after 30 ms");
            expect_whole(on);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(waiting_for_a_connection_ends_with_the_attempt) {
    for (const bool multi_threaded : both_modes) {
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, hear_and_ignore);
            auto config = config_for(server.port(), multi_threaded);
            config.pool.max_connections = 1;
            config.timeout = no_limits();
            const client on(executor, std::move(config));
            ecr::call_options hasty;
            hasty.attempt_timeout = 30ms;
            background calls(executor);
            auto& first = calls.start(on);
            co_await until([&] { return on.gauges().in_use == 1; });
            const auto made = co_await call(on.with(hasty));
            expect(made, timeout_kind::pool,
                   "no connection became free within 30 ms: 1 are in use, 0 are being made and 1 calls wait; "
                   "raise pool_settings::max_connections");
            BOOST_TEST(on.gauges().waiting == 0u);
            first.signal.emit(asio::cancellation_type::terminal);
            co_await calls.rest();
            expect_whole(on);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_CASE(what_is_longer_than_the_clock_can_say_is_without_end) {
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, serve_well);
        auto config = config_for(server.port());
        config.timeout.read_idle = config.timeout.stall = std::chrono::milliseconds::max();
        config.pool.idle_life = std::chrono::milliseconds::max();
        config.pool.max_age = std::chrono::milliseconds::max();
        const client on(executor, std::move(config));
        for (int i = 0; i < 2; ++i) {
            const auto made = co_await call(on);
            BOOST_TEST(made.well(), made.message());
        }
        BOOST_TEST(on.gauges().idle == 1u);
        BOOST_TEST(server.connections() == 1);
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_CASE(what_is_shorter_than_the_clock_can_say_is_no_time_at_all) {
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, serve_well);
        auto config = config_for(server.port());
        config.timeout.read_idle = config.timeout.stall = std::chrono::milliseconds::min();
        config.pool.idle_life = std::chrono::milliseconds::min();
        config.pool.max_age = std::chrono::milliseconds::min();
        const client on(executor, std::move(config));
        for (int i = 0; i < 2; ++i) {
            const auto made = co_await call(on);
            BOOST_TEST(made.well(), made.message());
        }
        BOOST_TEST(on.gauges().idle == 0u);
        BOOST_TEST(server.connections() == 2);
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_CASE(an_answer_that_comes_slowly_but_steadily_is_no_stall) {
    const auto drip = [](visit& guest) -> asio::awaitable<void> {
        const bool heard = co_await guest.hear();
        if (!heard) co_return;
        auto said = guest.say("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{");
        co_await std::move(said);
        for (int i = 0; i < 18; ++i) {
            co_await pass(5ms);
            co_await guest.say(" ");
        }
        co_await guest.say("}");
    };
    const auto body = [&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server server(executor, drip);
        auto config = config_for(server.port());
        config.timeout.stall = 60ms;
        config.timeout.read_idle = 2s;
        const client on(executor, std::move(config));
        const auto made = co_await call(on);
        BOOST_TEST(made.well(), made.message());
    };

    run_coroutine(body);
}

BOOST_AUTO_TEST_SUITE_END()
