#include <ecr/detail/connect_race.hpp>
#include <ecr/detail/connector.hpp>

#include <boost/test/unit_test.hpp>

#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(connector)

namespace {

using namespace test;
using namespace std::chrono_literals;
using ecr::error_kind;
using ecr::timeout_kind;

class failing_resolver final : public ecr::resolver {
public:
    asio::awaitable<ecr::resolve_result> resolve(std::string, std::uint16_t) override {
        throw std::runtime_error("broken");
    }
};

std::string peer_name(const tcp::endpoint& address) {
    return "127.0.0.1:" + std::to_string(address.port());
}

}

BOOST_AUTO_TEST_CASE(the_families_take_turns_and_the_first_address_stays_first) {
    const tcp::endpoint a4(asio::ip::make_address("10.0.0.1"), 1), b4(asio::ip::make_address("10.0.0.2"), 1),
        a6(asio::ip::make_address("fd00::1"), 1), b6(asio::ip::make_address("fd00::2"), 1),
        c6(asio::ip::make_address("fd00::3"), 1);
    using list = std::vector<tcp::endpoint>;
    const auto order = [](const list& given) { return ecr::detail::interleaved(given); };

    BOOST_TEST((order({}) == list{}));
    BOOST_TEST((order({a6, b6, c6, a4, b4}) == list{a6, a4, b6, b4, c6}));
    BOOST_TEST((order({a4, b4, a6}) == list{a4, a6, b4}));
    BOOST_TEST((order({a4, a6, b6, c6}) == list{a4, a6, b6, c6}));
    BOOST_TEST((order({a6, b6}) == list{a6, b6}));
}

BOOST_AUTO_TEST_CASE(a_plain_connection_is_ready_for_use) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server peer(executor, [](tcp::socket socket) -> asio::awaitable<void> {
            auto answered = answer(socket, "hello");
            co_await std::move(answered);
        });
        const auto connector = connector_over({loopback()});

        auto result = co_await connector.connect(to(plain("service.test", peer.port())));

        BOOST_REQUIRE(!result.failure);
        const auto heard = co_await greet(*result.stream);
        asio::ip::tcp::no_delay no_delay;
        asio::socket_base::keep_alive keep_alive;
        result.stream->wire().socket().get_option(no_delay);
        result.stream->wire().socket().get_option(keep_alive);
        BOOST_TEST(heard == "hello");
        BOOST_TEST(no_delay.value());
        BOOST_TEST(keep_alive.value());
        BOOST_TEST(result.times.connect.count() > 0);
        BOOST_TEST(result.times.tls.count() == 0);
        BOOST_TEST(result.times.proxy.count() == 0);
    });
}

BOOST_AUTO_TEST_CASE(a_host_that_is_an_address_is_not_looked_up) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server peer(executor, say_nothing);
        const auto names = std::make_shared<fixed_resolver>(std::vector{loopback()});
        const ecr::detail::connector connector(names, careless());

        auto result = co_await connector.connect(to(plain("127.0.0.1", peer.port())));

        BOOST_TEST(!result.failure);
        BOOST_TEST(names->asked_for.empty());
    });
}

BOOST_AUTO_TEST_CASE(names_that_cannot_be_resolved_are_shown) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto nothing = connector_over({});
        const ecr::detail::connector broken(std::make_shared<failing_resolver>(), careless());

        auto empty = co_await nothing.connect(to(plain("service.test", 80)));
        auto thrown = co_await broken.connect(to(plain("service.test", 80)));

        expect(empty, error_kind::resolve,
               "resolve \"service.test\" failed: " +
                   boost::system::error_code(asio::error::no_data).message());
        expect(thrown, error_kind::resolve,
               "resolve \"service.test\" failed: " +
                   boost::system::error_code(asio::error::host_not_found).message());
    });
}

BOOST_AUTO_TEST_CASE(the_system_resolver_finds_the_local_host) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server peer(executor, say_nothing);
        const ecr::detail::connector connector(ecr::system_resolver(), careless());

        auto result = co_await connector.connect(to(plain("localhost", peer.port())));

        BOOST_REQUIRE(!result.failure);
        BOOST_TEST(result.times.dns.count() > 0);
    });
}

BOOST_AUTO_TEST_CASE(an_address_that_refuses_is_followed_by_the_next) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server peer(executor, say_nothing);
        const tcp::endpoint v6(asio::ip::address_v6::loopback(), closed_port(executor).port());
        const auto connector = connector_over({v6, closed_port(executor), loopback(peer.port())});
        auto request = to(plain("service.test", 80));
        request.limits.head_start = 10s;

        auto result = co_await connector.connect(request);

        BOOST_REQUIRE(!result.failure);
        BOOST_TEST(result.stream->wire().socket().remote_endpoint() == loopback(peer.port()));
        BOOST_TEST(result.times.connect < 10s);
    });
}

BOOST_AUTO_TEST_CASE(an_address_that_does_not_answer_is_overtaken) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const black_hole hole(executor);
        server peer(executor, say_nothing);
        const auto connector = connector_over({hole.address(), loopback(peer.port())});

        auto result = co_await connector.connect(to(plain("service.test", 80)));

        BOOST_REQUIRE(!result.failure);
        BOOST_TEST(result.stream->wire().socket().remote_endpoint() == loopback(peer.port()));
    });
}

BOOST_AUTO_TEST_CASE(all_addresses_that_failed_are_named) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const auto first = closed_port(executor);
        const tcp::endpoint second(asio::ip::address_v6::loopback(), first.port());
        const auto connector = connector_over({first, second});

        auto result = co_await connector.connect(to(plain("service.test", 80)));

        const auto refused = boost::system::error_code(asio::error::connection_refused).message();
        expect(result, error_kind::connect,
               "connect to service.test:80 failed: " + peer_name(first) + ": " + refused +
                   ", [::1]:" + std::to_string(first.port()) + ": " + refused);
        BOOST_TEST(result.failure->cause == asio::error::connection_refused);
    });
}

BOOST_AUTO_TEST_CASE(each_phase_has_a_limit_that_names_it) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const auto names = std::make_shared<silent_resolver>();
        const ecr::detail::connector waiting(names, careless());
        const black_hole hole(executor);
        server silent(executor, say_nothing);
        const auto connector = connector_over({loopback()});
        auto proxied = to(secured("localhost", 443), 30ms);
        proxied.proxy = {plain("127.0.0.1", silent.port()), ""};

        auto dns = co_await waiting.connect(to(plain("service.test", 80), 20ms));
        auto tcp = co_await connector.connect(to(plain("127.0.0.1", hole.address().port()), 30ms));
        auto tls = co_await connector.connect(to(secured("localhost", silent.port()), 40ms));
        auto proxy = co_await connector.connect(proxied);

        expect(dns, error_kind::timeout, "resolve \"service.test\" timed out after 20 ms");
        BOOST_TEST((dns.failure->timeout == timeout_kind::connect));
        expect(tcp, error_kind::timeout,
               "connect to " + peer_name(hole.address()) + " timed out after 30 ms");
        BOOST_TEST((tcp.failure->timeout == timeout_kind::connect));
        expect(tls, error_kind::timeout,
               "TLS handshake with localhost:" + std::to_string(silent.port()) + " timed out after 40 ms");
        BOOST_TEST((tls.failure->timeout == timeout_kind::tls));
        expect(proxy, error_kind::timeout,
               "CONNECT through proxy 127.0.0.1:" + std::to_string(silent.port()) + " timed out after 30 ms");
        BOOST_TEST((proxy.failure->timeout == timeout_kind::connect));
        BOOST_TEST(names->asked == 1);
        BOOST_TEST(names->ended == 1);
    });
}

BOOST_AUTO_TEST_CASE(the_limit_of_the_attempt_holds_in_every_phase) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const black_hole hole(executor);
        server silent(executor, say_nothing);
        const auto connector = connector_over({loopback()});
        auto reaching = to(plain("127.0.0.1", hole.address().port()));
        auto shaking = to(secured("localhost", silent.port()));
        const auto within = [](std::chrono::nanoseconds length) {
            return ecr::detail::limit_from(std::chrono::steady_clock::now(), length, timeout_kind::attempt);
        };

        reaching.limits.whole = within(20ms);
        auto tcp = co_await connector.connect(reaching);
        shaking.limits.whole = within(30ms);
        auto tls = co_await connector.connect(shaking);

        expect(tcp, error_kind::timeout,
               "attempt timed out after 20 ms: connect to " + peer_name(hole.address()));
        BOOST_TEST((tcp.failure->timeout == timeout_kind::attempt));
        expect(tls, error_kind::timeout,
               "attempt timed out after 30 ms: TLS handshake with localhost:" +
                   std::to_string(silent.port()));
    });
}

BOOST_AUTO_TEST_SUITE_END()
