#include <ecr/detail/tls_context.hpp>

#include <boost/test/unit_test.hpp>

#include <support/coroutine_test.hpp>
#include <support/tls_client.hpp>
#include <support/tls_peer.hpp>

BOOST_AUTO_TEST_SUITE(tls_context)

namespace {

using namespace test;

}

BOOST_AUTO_TEST_CASE(sessions_are_resumed_and_every_ticket_is_used_once) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        BOOST_TEST_CONTEXT("version " << version)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity({.issuer = &authority()});
            options.newest = version;
            tls_peer peer(executor, options, answer_hello);
            const auto context = context_of(trusting(authority()));
            const auto key = "localhost:" + std::to_string(peer.port());
            const ecr::detail::connector connector(std::make_shared<fixed_resolver>(std::vector{loopback()}),
                                                   context);

            for (int call = 0; call < 5; ++call) {
                auto result = co_await connector.connect(to(secured("localhost", peer.port())));
                BOOST_REQUIRE(!result.failure);
                const auto before = context->sessions(key);
                const auto heard = co_await greet(*result.stream);
                BOOST_TEST(heard == "hello");
                if (version == TLS1_3_VERSION) BOOST_TEST(context->sessions(key) > before);
            }

            BOOST_TEST(peer.shaken() == 5);
            BOOST_TEST(peer.resumed() == 4);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_session_is_not_resumed_with_another_host) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = make_identity({.alternatives = "DNS:a.test,DNS:b.test", .issuer = &authority()});
        tls_peer peer(executor, options, answer_hello);
        const auto connector = connector_to(trusting(authority()));

        for (const auto* host : {"a.test", "b.test"}) {
            auto result = co_await connector.connect(to(secured(host, peer.port())));
            BOOST_REQUIRE(!result.failure);
            const auto heard = co_await greet(*result.stream);
            BOOST_TEST(heard == "hello");
        }

        BOOST_TEST(peer.shaken() == 2);
        BOOST_TEST(peer.resumed() == 0);
    });
}

BOOST_AUTO_TEST_CASE(large_bodies_pass_unchanged_in_both_directions) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = make_identity({.issuer = &authority()});
        constexpr std::size_t size = 3'000'000;
        tls_peer peer(executor, options, [](tls_socket& stream) -> asio::awaitable<void> {
            std::string heard(size, '?');
            co_await asio::async_read(stream, asio::buffer(heard), asio::use_awaitable);
            co_await asio::async_write(stream, asio::buffer(heard), asio::use_awaitable);
            co_await stream.async_shutdown(asio::use_awaitable);
        });
        const auto connector = connector_to(trusting(authority()));
        std::string sent(size, ' ');
        for (std::size_t i = 0; i < size; ++i) sent[i] = static_cast<char>('a' + i % 23);

        auto result = co_await connector.connect(to(secured("localhost", peer.port())));
        BOOST_REQUIRE(!result.failure);
        const auto all = asio::buffer(std::as_const(sent));
        auto moved = co_await result.stream->write(all);
        BOOST_TEST(moved.bytes == size);
        std::string heard;
        std::string piece(20'000, '?');
        const auto room = asio::buffer(piece);
        while (!moved.error) {
            moved = co_await result.stream->read_some(room);
            heard.append(piece, 0, moved.bytes);
        }

        BOOST_TEST(moved.error == asio::error::eof);
        BOOST_TEST((heard == sent));
    });
}

BOOST_AUTO_TEST_CASE(a_stream_that_is_cut_off_does_not_pass_for_one_that_ended) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = make_identity({.issuer = &authority()});
        tls_peer peer(executor, options, [](tls_socket& stream) -> asio::awaitable<void> {
            const std::string half(20'000, 'h');
            co_await asio::async_write(stream, asio::buffer(half), asio::use_awaitable);
            stream.lowest_layer().close();
        });
        const auto connector = connector_to(trusting(authority()));

        auto result = co_await connector.connect(to(secured("localhost", peer.port())));
        BOOST_REQUIRE(!result.failure);
        std::string piece(16384, '?');
        const auto room = asio::buffer(piece);
        ecr::detail::io_result moved;
        std::size_t heard = 0;
        while (!moved.error) {
            // Everything is there, so that the end is seen without a wait.
            auto& socket = result.stream->wire().socket();
            while (heard == 0 && socket.available() < 20'000) co_await asio::post(asio::use_awaitable);
            result.stream->expect_more();
            moved = co_await result.stream->read_some(room);
            heard += moved.bytes;
        }

        BOOST_TEST(moved.error == asio::ssl::error::stream_truncated);
        BOOST_TEST(heard == 20'000u);
    });
}

BOOST_AUTO_TEST_CASE(settings_that_cannot_work_are_explained) {
    struct variant {
        ecr::tls_settings settings;
        const char* problem;
    };
    const auto own = make_identity();
    const auto other = make_identity();
    std::vector<variant> variants(6);
    variants[0] = {{}, "cannot read the certificates of ca_file \"missing.pem\": No such file or directory"};
    variants[0].settings.ca_file = "missing.pem";
    variants[1] = {{}, "a client certificate is set without its private key"};
    variants[1].settings.certificate = own.certificate;
    variants[2] = {{}, "a private key is set without its client certificate"};
    variants[2].settings.private_key = own.key;
    variants[3] = {{}, "the private key does not belong to the client certificate"};
    variants[3].settings.certificate = own.certificate;
    variants[3].settings.private_key = other.key;
    variants[4] = {{}, "cannot use the client certificate"};
    variants[4].settings.certificate = "no certificate";
    variants[4].settings.private_key = own.key;
    variants[5] = {{}, "cannot read the private key of the client certificate"};
    variants[5].settings.certificate = own.certificate;
    variants[5].settings.private_key_file = "missing.pem";

    for (const auto& each : variants) {
        const auto made = ecr::detail::make_tls_context(each.settings);

        BOOST_TEST(!made.value);
        BOOST_TEST(made.problem.find(each.problem) == 0u, made.problem);
    }
}

BOOST_AUTO_TEST_SUITE_END()
