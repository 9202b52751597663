#include <ecr/detail/proxy_tunnel.hpp>

#include <boost/asio/read_until.hpp>
#include <boost/test/unit_test.hpp>

#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>
#include <support/relay.hpp>
#include <support/tls_peer.hpp>

BOOST_AUTO_TEST_SUITE(proxy_tunnel)

namespace {

using namespace test;
using ecr::error_kind;

const identity& own_identity() {
    static const identity made = make_identity();
    return made;
}

connect_order through(const ecr::endpoint& proxy, std::string authorization = {}) {
    auto request = to(secured("localhost", 443));
    request.proxy = {proxy, std::move(authorization)};
    return request;
}

template <class Socket>
asio::awaitable<std::string> heard_head(Socket& socket) {
    std::string head;
    co_await asio::async_read_until(socket, asio::dynamic_buffer(head), "\r\n\r\n", asio::use_awaitable);
    co_return head;
}

/// What a proxy does, secured or not: hears who is asked for and opens a tunnel to the port.
template <class Socket>
asio::awaitable<void> tunnel_to(Socket& near, std::uint16_t port, std::string& asked,
                                std::string agreed = "HTTP/1.1 200 OK\r\n\r\n") {
    asked = co_await heard_head(near);
    co_await asio::async_write(near, asio::buffer(agreed), asio::use_awaitable);
    auto work = relay(near, port);
    co_await std::move(work);
}

asio::awaitable<void> plain_tunnel(tcp::socket near, std::uint16_t port, std::string& asked,
                                   std::string agreed) {
    auto work = tunnel_to(near, port, asked, std::move(agreed));
    co_await std::move(work);
}

asio::awaitable<void> say_hello(tcp::socket socket) {
    auto answered = answer(socket, "hello");
    const bool well = co_await std::move(answered);
    if (!well) co_return;
    auto rest = say_nothing(std::move(socket));
    co_await std::move(rest);
}

std::string proxy_name(const server& proxy) {
    return "127.0.0.1:" + std::to_string(proxy.port());
}

}

BOOST_AUTO_TEST_CASE(a_secured_endpoint_is_reached_through_a_tunnel) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = own_identity();
        tls_peer peer(executor, options, answer_hello);
        std::string asked;
        server proxy(executor, [&](tcp::socket socket) {
            return plain_tunnel(std::move(socket), peer.port(), asked,
                                "HTTP/1.1 200 Connection established\r\nVia: test\r\n\r\n");
        });
        const auto connector = connector_over({});

        auto result = co_await connector.connect(through(plain("127.0.0.1", proxy.port()), "Basic dTpw"));

        BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
        const auto heard = co_await greet(*result.stream);
        BOOST_TEST(heard == "hello");
        BOOST_TEST(asked == "CONNECT localhost:443 HTTP/1.1\r\nHost: localhost:443\r\n"
                            "Proxy-Authorization: Basic dTpw\r\n\r\n");
        BOOST_TEST(peer.server_name() == "localhost");
        BOOST_TEST(result.stream->wire().peer() == "localhost:443");
        BOOST_TEST(result.times.proxy.count() > 0);
        BOOST_TEST(result.times.tls.count() > 0);
        BOOST_TEST(result.stream->probably_alive());
    });
}

BOOST_AUTO_TEST_CASE(a_secured_proxy_carries_a_secured_endpoint) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = own_identity();
        tls_peer peer(executor, options, answer_hello);
        std::string asked;
        tls_peer proxy(executor, options,
                       [&](tls_socket& outer) { return tunnel_to(outer, peer.port(), asked); });
        const auto connector = connector_over({loopback()});

        auto result = co_await connector.connect(through(secured("proxy.test", proxy.port())));

        BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
        const auto heard = co_await greet(*result.stream);
        BOOST_TEST(heard == "hello");
        BOOST_TEST(proxy.server_name() == "proxy.test");
        BOOST_TEST(peer.server_name() == "localhost");
        BOOST_TEST(result.stream->probably_alive());
    });
}

BOOST_AUTO_TEST_CASE(a_large_answer_comes_through_tls_inside_tls) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = own_identity();
        const std::string body(3'000'000, 'b');
        tls_peer peer(executor, options, [&](tls_socket& inner) -> asio::awaitable<void> {
            co_await asio::async_write(inner, asio::buffer(body), asio::use_awaitable);
            co_await inner.async_shutdown(asio::use_awaitable);
        });
        std::string asked;
        tls_peer proxy(executor, options,
                       [&](tls_socket& outer) { return tunnel_to(outer, peer.port(), asked); });
        const auto connector = connector_over({loopback()});

        auto result = co_await connector.connect(through(secured("proxy.test", proxy.port())));
        BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
        std::string heard;
        std::string piece(16384, '?');
        boost::system::error_code error;
        while (!error) {
            const bool may = result.stream->wire().may_hurry(piece.size());
            ecr::detail::io_result moved{asio::error::would_block, 0};
            if (may) moved = result.stream->try_read(asio::buffer(piece));
            heard.append(piece, 0, moved.bytes);
            error = moved.error;
            if (ecr::detail::must_wait(error)) error = co_await result.stream->readable();
        }

        BOOST_TEST(error == asio::error::eof);
        BOOST_TEST((heard == body));
    });
}

BOOST_AUTO_TEST_CASE(a_plain_endpoint_is_reached_through_a_tunnel_without_a_handshake) {
    for (const std::string agreed :
         {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 OK\n\n", "HTTP/1.1 204\r\nX: y\n\r\n"}) {
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const server peer(executor, say_hello);
            std::string asked;
            server proxy(executor, [&](tcp::socket socket) {
                return plain_tunnel(std::move(socket), peer.port(), asked, agreed);
            });
            const auto connector = connector_over({});
            auto order = through(plain("127.0.0.1", proxy.port()), "Basic dTpw");
            order.where = plain("service.test", 80);

            auto result = co_await connector.connect(order);

            BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
            const auto heard = co_await greet(*result.stream);
            BOOST_TEST(heard == "hello");
            BOOST_TEST(asked == "CONNECT service.test:80 HTTP/1.1\r\nHost: service.test:80\r\n"
                                "Proxy-Authorization: Basic dTpw\r\n\r\n");
            BOOST_TEST(result.stream->wire().peer() == "service.test:80");
            BOOST_TEST(result.times.tls.count() == 0);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_secured_proxy_carries_a_plain_endpoint) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = own_identity();
        const server peer(executor, say_hello);
        std::string asked;
        tls_peer proxy(executor, options,
                       [&](tls_socket& outer) { return tunnel_to(outer, peer.port(), asked); });
        const auto connector = connector_over({loopback()});
        auto order = through(secured("proxy.test", proxy.port()));
        order.where = plain("fd00::1", 8080);

        auto result = co_await connector.connect(order);

        BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
        const auto heard = co_await greet(*result.stream);
        BOOST_TEST(heard == "hello");
        BOOST_TEST(asked == "CONNECT [fd00::1]:8080 HTTP/1.1\r\nHost: [fd00::1]:8080\r\n\r\n");
        BOOST_TEST(proxy.server_name() == "proxy.test");
    });
}

BOOST_AUTO_TEST_CASE(an_answer_that_is_no_tunnel_is_explained) {
    struct variant {
        std::string answer;
        int status;
        const char* message;
    };
    const variant variants[] = {
        {"HTTP/1.1 502 Bad\r\n\r\n", 502, " could not open a tunnel to localhost:443: \"502 Bad\""},
        {"HTTP/1.1 407 No\r\n\r\n", 407, " refuses the user name and password of the proxy URL"},
        {"SSH-2.0\r\n\r\n", 0, " does not answer like an HTTP proxy: \"SSH-2.0\""},
        {"HTTP/1.1 200 OK\r\n\r\nmore", 0, " says more than a tunnel allows"},
        {"HTTP/1.1 200 OK\r\nX: " + std::string(40'000, 'x'), 0, " answers CONNECT with an endless head"},
    };
    for (const auto& each : variants) {
        BOOST_TEST_CONTEXT(each.message)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            server proxy(executor, [&](tcp::socket socket) -> asio::awaitable<void> {
                auto answered = answer(socket, each.answer);
                co_await std::move(answered);
                auto rest = say_nothing(std::move(socket));
                co_await std::move(rest);
            });
            const auto connector = connector_over({});

            auto result = co_await connector.connect(through(plain("127.0.0.1", proxy.port()), "Basic dTpw"));

            expect(result, error_kind::proxy, "proxy " + proxy_name(proxy) + each.message);
            BOOST_TEST(result.failure->http_status == each.status);
            BOOST_TEST(!result.failure->cause.failed());
        });
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_that_closes_or_cannot_be_reached_is_named) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server proxy(executor, [](tcp::socket socket) -> asio::awaitable<void> {
            const auto head = co_await heard_head(socket);
        });
        const auto nobody = closed_port(executor);
        const auto refused = boost::system::error_code(asio::error::connection_refused).message();
        const auto nobody_name = "127.0.0.1:" + std::to_string(nobody.port());
        const auto connector = connector_over({});

        auto closed = co_await connector.connect(through(plain("127.0.0.1", proxy.port())));
        auto absent = co_await connector.connect(through(plain("127.0.0.1", nobody.port())));

        expect(closed, error_kind::proxy,
               "CONNECT through proxy " + proxy_name(proxy) + " failed: the peer closed the connection");
        expect(absent, error_kind::proxy,
               "connect to proxy " + nobody_name + " failed: " + nobody_name + ": " + refused);
    });
}

BOOST_AUTO_TEST_CASE(lines_are_not_smuggled_into_the_request) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server proxy(executor, say_nothing);
        const auto connector = connector_over({});
        auto order = through(plain("127.0.0.1", proxy.port()));
        order.where.host = "a\r\nX: y";

        auto result = co_await connector.connect(order);

        expect(result, error_kind::configuration,
               "the endpoint's host is neither a name nor an address: \"a??X: y\"");
    });
}

BOOST_AUTO_TEST_SUITE_END()
