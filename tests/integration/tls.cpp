#include <ecr/detail/connector.hpp>

#include <boost/test/unit_test.hpp>

#include <support/coroutine_test.hpp>
#include <support/tls_client.hpp>
#include <support/tls_peer.hpp>

BOOST_AUTO_TEST_SUITE(tls)

namespace {

using namespace test;
using ecr::error_kind;

struct refusal {
    const char* name;
    certificate_options certificate{};
    bool self_signed = false;
    const char* host = "localhost";
    const char* message;
};

}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_not_good_is_refused_with_its_reason) {
    const refusal refusals[] = {
        {.name = "expired",
         .certificate = {.from = -7200, .until = -3600},
         .message = "the certificate has expired"},
        {.name = "not yet valid",
         .certificate = {.from = 3600, .until = 7200},
         .message = "is not yet valid"},
        {.name = "other name",
         .certificate = {.alternatives = "DNS:elsewhere.test"},
         .message = "is for another host"},
        {.name = "partial wildcard",
         .certificate = {.alternatives = "DNS:local*.test"},
         .host = "localhost.test",
         .message = "is for another host"},
        {.name = "other address",
         .certificate = {.alternatives = "IP:127.0.0.9"},
         .host = "127.0.0.1",
         .message = "is for another host"},
        {.name = "name for an address",
         .certificate = {.alternatives = "DNS:127.0.0.1"},
         .host = "127.0.0.1",
         .message = "is for another host"},
        {.name = "self-signed", .self_signed = true, .message = "is self-signed and not trusted"},
    };
    for (const auto& each : refusals) {
        BOOST_TEST_CONTEXT(each.name)
        run_coroutine([&]() -> asio::awaitable<void> {
            auto options = each.certificate;
            if (!each.self_signed) options.issuer = &authority();
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options peer_options;
            peer_options.own = make_identity(options);
            tls_peer peer(executor, peer_options, answer_hello);
            const auto connector = connector_to(trusting(authority()));

            auto result = co_await connector.connect(to(secured(each.host, peer.port())));

            BOOST_REQUIRE(result.failure);
            BOOST_TEST(!result.stream);
            BOOST_TEST((result.failure->kind == error_kind::tls));
            BOOST_TEST(result.failure->message.find(each.message) != std::string::npos,
                       result.failure->message);
            BOOST_TEST(result.failure->message.find(std::string("TLS handshake with ") + each.host) == 0u);
            BOOST_TEST(peer.shaken() == 0);
        });
    }
}

BOOST_AUTO_TEST_CASE(an_unknown_authority_is_refused) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const auto stranger = make_identity({.name = "stranger", .alternatives = "", .authority = true});
        tls_peer_options options;
        options.own = make_identity({.issuer = &stranger});
        tls_peer peer(executor, options, answer_hello);
        const auto connector = connector_to(trusting(authority()));

        auto result = co_await connector.connect(to(secured("localhost", peer.port())));

        BOOST_REQUIRE(result.failure);
        BOOST_TEST((result.failure->kind == error_kind::tls));
        BOOST_TEST(result.failure->message.find("issued by an unknown authority \"/CN=stranger\"; trust it "
                                                "with tls_settings::ca_file") != std::string::npos,
                   result.failure->message);
    });
}

BOOST_AUTO_TEST_CASE(a_peer_that_is_too_old_or_too_different_is_refused) {
    struct variant {
        const char* name;
        int oldest, newest;
        const char* ciphers;
        ecr::tls_version minimum;
        const char* message;
    };
    const variant variants[] = {
        {"TLS 1.1", TLS1_VERSION, TLS1_1_VERSION, "ALL:@SECLEVEL=0", ecr::tls_version::v1_2,
         "speaks no version of TLS that is accepted"},
        {"TLS 1.2 where 1.3 is wanted", TLS1_2_VERSION, TLS1_2_VERSION, "", ecr::tls_version::v1_3,
         "speaks no version of TLS that is accepted"},
        {"cipher for RSA only", TLS1_2_VERSION, TLS1_2_VERSION, "ECDHE-RSA-AES128-GCM-SHA256",
         ecr::tls_version::v1_2, "no cipher in common"},
    };
    for (const auto& each : variants) {
        BOOST_TEST_CONTEXT(each.name)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity({.issuer = &authority()});
            options.oldest = each.oldest;
            options.newest = each.newest;
            options.ciphers = each.ciphers;
            tls_peer peer(executor, options, answer_hello);
            auto settings = trusting(authority());
            settings.minimum_version = each.minimum;
            const auto connector = connector_to(settings);

            auto result = co_await connector.connect(to(secured("localhost", peer.port())));

            BOOST_REQUIRE(result.failure);
            BOOST_TEST((result.failure->kind == error_kind::tls));
            BOOST_TEST(result.failure->message.find(each.message) != std::string::npos,
                       result.failure->message);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_peer_without_tls_is_named) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server peer(executor, [](tcp::socket socket) -> asio::awaitable<void> {
            const std::string text = "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n";
            co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
            auto rest = say_nothing(std::move(socket));
            co_await std::move(rest);
        });
        const auto connector = connector_to(trusting(authority()));

        auto result = co_await connector.connect(to(secured("localhost", peer.port())));

        BOOST_REQUIRE(result.failure);
        BOOST_TEST((result.failure->kind == error_kind::tls));
        BOOST_TEST(result.failure->message == "TLS handshake with localhost:" + std::to_string(peer.port()) +
                                                  " failed: the peer does not speak TLS on this port");
    });
}

BOOST_AUTO_TEST_CASE(a_missing_client_certificate_is_named_whatever_the_version) {
    for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
        BOOST_TEST_CONTEXT("version " << version)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity({.issuer = &authority()});
            options.client_authority = authority().certificate;
            options.newest = version;
            tls_peer peer(executor, options, answer_hello);
            const auto connector = connector_to(trusting(authority()));

            auto result = co_await connector.connect(to(secured("localhost", peer.port())));
            std::string message;
            // With TLS 1.3 the client is done before the server has looked.
            if (result.failure) {
                message = result.failure->message;
            } else {
                message = co_await greet(*result.stream);
            }

            BOOST_TEST(message.find("the peer requires a client certificate") != std::string::npos, message);
        });
    }
}

BOOST_AUTO_TEST_CASE(a_client_certificate_is_shown_from_files_and_from_text) {
    const auto own = make_identity({.name = "client", .alternatives = "", .issuer = &authority()});
    auto from_text = trusting(authority());
    from_text.certificate = own.certificate;
    from_text.private_key = own.key;
    auto from_files = trusting(authority());
    from_files.certificate_file = in_file(own.certificate);
    from_files.private_key_file = in_file(own.key);

    for (const auto& settings : {from_text, from_files}) {
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity({.issuer = &authority()});
            options.client_authority = authority().certificate;
            tls_peer peer(executor, options, answer_hello);
            const auto connector = connector_to(settings);

            auto result = co_await connector.connect(to(secured("localhost", peer.port())));

            BOOST_REQUIRE(!result.failure);
            const auto heard = co_await greet(*result.stream);
            BOOST_TEST(heard == "hello");
        });
    }
}

BOOST_AUTO_TEST_CASE(good_peers_are_accepted_and_asked_for_by_name) {
    struct variant {
        const char* host;
        const char* alternatives;
        const char* server_name;
    };
    const variant variants[] = {
        {"localhost", "DNS:localhost", "localhost"},
        {"absolute.test.", "DNS:absolute.test", "absolute.test"},
        {"a.wild.test", "DNS:*.wild.test", "a.wild.test"},
        {"127.0.0.1", "IP:127.0.0.1", ""},
    };
    for (const auto& each : variants) {
        BOOST_TEST_CONTEXT(each.host)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity({.alternatives = each.alternatives, .issuer = &authority()});
            tls_peer peer(executor, options, answer_hello);
            const auto connector = connector_to(trusting(authority()));

            auto result = co_await connector.connect(to(secured(each.host, peer.port())));

            BOOST_REQUIRE_MESSAGE(!result.failure, result.failure->message);
            const auto heard = co_await greet(*result.stream);
            BOOST_TEST(heard == "hello");
            BOOST_TEST(peer.server_name() == each.server_name);
            BOOST_TEST(peer.version() == "TLSv1.3");
            BOOST_TEST(result.times.tls.count() > 0);
        });
    }
}

BOOST_AUTO_TEST_CASE(verification_can_be_turned_off) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        tls_peer_options options;
        options.own = make_identity({.alternatives = "DNS:elsewhere.test", .until = -60});
        tls_peer peer(executor, options, answer_hello);
        ecr::tls_settings settings;
        settings.verify = false;
        const auto connector = connector_to(settings);

        auto result = co_await connector.connect(to(secured("localhost", peer.port())));

        BOOST_REQUIRE(!result.failure);
        const auto heard = co_await greet(*result.stream);
        BOOST_TEST(heard == "hello");
    });
}

BOOST_AUTO_TEST_SUITE_END()
