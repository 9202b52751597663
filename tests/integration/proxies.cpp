#include <ecr/client.hpp>
#include <ecr/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/calling.hpp>
#include <support/coroutine_test.hpp>
#include <support/moving_time.hpp>
#include <support/relay.hpp>
#include <utility>
#include <vector>

// Calls of a client through a proxy, which hears what is meant for it and no more.
BOOST_AUTO_TEST_SUITE(proxies)

namespace {

using namespace test;
using ecr::client;
using ecr::error_kind;

/// Hears the request for a tunnel; false when none came.
asio::awaitable<bool> heard_connect(visit& guest) {
    auto hearing = guest.hear_head();
    const bool heard = co_await std::move(hearing);
    co_return heard&& guest.head.starts_with("CONNECT ");
}

/// Opens tunnels to one port of this machine, whatever it is asked for, and keeps what it sees.
class open_proxy {
public:
    open_proxy(asio::any_io_executor executor, std::uint16_t port)
        : server_(executor, [this, port](visit& guest) { return serve(guest, port); }) {}

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }

    /// The requests for tunnels.
    std::vector<std::string> asked{};
    /// What clients sent through all tunnels.
    std::string carried{};

private:
    asio::awaitable<void> serve(visit& guest, std::uint16_t port) {
        auto hearing = heard_connect(guest);
        const bool heard = co_await std::move(hearing);
        asked.push_back(guest.head);
        if (!heard) co_return;
        auto said = guest.say("HTTP/1.1 200 Connection established\r\n\r\n");
        co_await std::move(said);
        auto work = relay(guest.socket(), port, &carried);
        co_await std::move(work);
    }

    flaky_server server_;
};

struct scene {
    const char* scheme;
    std::string target;
    bool secured;
};

const scene scenes[] = {{"http", "service.test:80", false}, {"https", "service.test:443", true}};

ecr::client_config through(std::uint16_t port, const scene& at, const std::string& user = {}) {
    auto config = config_for(port, false);
    config.endpoint_url = std::string(at.scheme) + "://service.test";
    auto& proxy = at.secured ? config.proxy.https_proxy : config.proxy.http_proxy;
    proxy = "http://" + user + "127.0.0.1:" + std::to_string(port);
    config.time = std::make_shared<moving_time>();
    return config;
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != text.npos;
}

/// What the proxy could read of two calls.
void check_carried(const scene& at, const std::string& carried) {
    BOOST_TEST(has(carried, "POST / HTTP/1.1\r\n") == !at.secured);
    BOOST_TEST(has(carried, "Host: service.test\r\n") == !at.secured);
    BOOST_TEST(has(carried, "AWS4-HMAC-SHA256") == !at.secured);
    BOOST_TEST(has(carried, "X-Amz-Target") == !at.secured);
    BOOST_TEST(!has(carried, "roxy-"));
    BOOST_TEST(!has(carried, "dXNlcjpw"));
}

/// Ends the first connections as told, and opens tunnels on later ones.
flaky_server::script first_then_well(flaky_server::script first) {
    return [first](visit& guest) -> asio::awaitable<void> {
        auto hearing = heard_connect(guest);
        const bool heard = co_await std::move(hearing);
        if (!heard) co_return;
        auto said = guest.number == 1 ? first(guest) : guest.say("HTTP/1.1 200 OK\r\n\r\n");
        co_await std::move(said);
        if (guest.number == 1) co_return;
        auto rest = serve_well(guest);
        co_await std::move(rest);
    };
}

flaky_server::script saying(std::string text) {
    return [text](visit& guest) -> asio::awaitable<void> {
        auto said = guest.say(text);
        co_await std::move(said);
        auto rest = guest.listen();
        co_await std::move(rest);
    };
}

asio::awaitable<void> break_off(visit& guest) {
    auto said = guest.say("HTTP/1.1 20");
    co_await std::move(said);
    guest.hang_up();
}

asio::awaitable<void> reset(visit& guest) {
    guest.reset();
    co_return;
}

}

BOOST_AUTO_TEST_CASE(calls_to_plain_and_secured_endpoints_share_one_tunnel_through_the_proxy) {
    for (const auto& at : scenes) {
        BOOST_TEST_INFO_SCOPE(at.scheme);
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            ecr::emulator_config settings;
            settings.tls = at.secured;
            const ecr::emulator service(executor, settings);
            const open_proxy proxy(executor, service.port());
            auto config = through(proxy.port(), at, "user:p%40ss@");
            config.credentials = service.config_for().credentials;
            const client on(executor, config);

            const auto first = co_await call(on);
            const auto second = co_await call(on);

            BOOST_TEST(first.well(), first.message());
            BOOST_TEST(second.well(), second.message());
            BOOST_TEST_REQUIRE(proxy.asked.size() == 1u);
            BOOST_TEST(proxy.asked[0] == "CONNECT " + at.target + " HTTP/1.1\r\nHost: " + at.target +
                                             "\r\nProxy-Authorization: Basic dXNlcjpwQHNz\r\n\r\n");
            check_carried(at, proxy.carried);
            BOOST_TEST(service.requests().size() == 2u);
            BOOST_TEST(service.connections() == 1u);
            const auto gauges = on.gauges();
            BOOST_TEST(gauges.opened_total == 1u);
            BOOST_TEST(gauges.reused_total == 1u);
            BOOST_TEST(gauges.idle == 1u);
            BOOST_TEST(gauges.in_use + gauges.connecting + gauges.waiting == 0u);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_without_a_password_gets_no_credentials) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const flaky_server service(executor, serve_well);
        const open_proxy proxy(executor, service.port());
        const client on(executor, through(proxy.port(), scenes[0]));

        const auto made = co_await call(on);

        BOOST_TEST(made.well(), made.message());
        BOOST_TEST_REQUIRE(proxy.asked.size() == 1u);
        BOOST_TEST(proxy.asked[0] == "CONNECT service.test:80 HTTP/1.1\r\nHost: service.test:80\r\n\r\n");
    });
}

BOOST_AUTO_TEST_CASE(a_tunnel_whose_peer_left_while_it_was_idle_is_replaced) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        int left = 0;
        const flaky_server service(executor, [&](visit& guest) -> asio::awaitable<void> {
            const bool heard = co_await guest.hear();
            if (!heard) co_return;
            auto said = guest.say(http_answer());
            co_await std::move(said);
            guest.hang_up();
            ++left;
        });
        const open_proxy proxy(executor, service.port());
        const client on(executor, through(proxy.port(), scenes[0]));

        const auto first = co_await call(on);
        const auto gone = [&] { return left == 1; };
        co_await until(gone);
        const auto second = co_await call(on);

        BOOST_TEST(first.well(), first.message());
        BOOST_TEST(second.well(), second.message());
        BOOST_TEST(second.attempts == 1);
        BOOST_TEST(proxy.asked.size() == 2u);
        BOOST_TEST(on.gauges().opened_total == 2u);
    });
}

BOOST_AUTO_TEST_CASE(a_proxy_that_refuses_or_makes_no_sense_is_asked_once) {
    const struct {
        std::string answer;
        int status;
    } table[] = {
        {http_answer("407 Proxy Authentication Required", "Proxy-Authenticate: Basic\r\n"), 407},
        {http_answer("403 Forbidden"), 403},
        {http_answer("400 Bad Request"), 400},
        {http_answer("302 Found", "Location: http://login.test/\r\n"), 302},
        {http_answer("501 Not Implemented"), 501},
        {http_answer("200 OK", {}, "<html>"), 0},
        {"SSH-2.0-OpenSSH\r\n\r\n", 0},
    };
    for (const auto& row : table) {
        for (const auto& at : scenes) {
            BOOST_TEST_INFO_SCOPE(at.scheme << ": " << row.answer);
            run_coroutine([&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                const flaky_server proxy(executor, first_then_well(saying(row.answer)));
                auto config = through(proxy.port(), at, "user:wrong@");
                config.retry.max_attempts = 3;
                const client on(executor, config);

                const auto made = co_await call(on);

                BOOST_REQUIRE(made.failure);
                BOOST_TEST((made.failure->kind() == error_kind::proxy), made.message());
                BOOST_TEST(made.failure->http_status() == row.status);
                BOOST_TEST(made.attempts == 1);
                BOOST_TEST(proxy.connections() == 1);
                BOOST_TEST(on.gauges().in_use + on.gauges().connecting + on.gauges().idle == 0u);
            });
        }
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_that_fails_for_a_moment_is_asked_again) {
    const flaky_server::script table[] = {
        saying(http_answer("502 Bad Gateway")),
        saying(http_answer("503 Service Unavailable")),
        saying(http_answer("504 Gateway Timeout")),
        saying(http_answer("500 Internal Server Error")),
        saying(http_answer("429 Too Many Requests")),
        break_off,
        reset,
    };
    int number = 0;
    for (const auto& first : table) {
        BOOST_TEST_INFO_SCOPE("row " << number++);
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server proxy(executor, first_then_well(first));
            auto config = through(proxy.port(), scenes[0]);
            config.retry.max_attempts = 3;
            const client on(executor, config);

            const auto made = co_await call(on);

            BOOST_TEST(made.well(), made.message());
            BOOST_TEST(made.attempts == 2);
            BOOST_TEST(proxy.connections() == 2);
        });
    }
}

BOOST_AUTO_TEST_SUITE_END()
