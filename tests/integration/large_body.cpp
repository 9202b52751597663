#include <ecr/detail/socket_turn.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/calling.hpp>
#include <support/coroutine_test.hpp>
#include <support/tls_peer.hpp>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

BOOST_AUTO_TEST_SUITE(large_body)

namespace {

using namespace test;
using ecr::client;

constexpr bool both_modes[] = {false, true};
constexpr std::size_t part_size = 20 * 1024 * 1024;

std::string layer_bytes() {
    std::string bytes(part_size, '\0');
    std::uint32_t state = 1;
    for (char& each : bytes) {
        state = state * 1664525 + 1013904223;
        each = static_cast<char>(state >> 24);
    }
    return bytes;
}

ecr::upload_layer_part_request part_of(std::string_view layer) {
    ecr::upload_layer_part_request request;
    request.repository_name = "app";
    request.upload_id = "b86e1a58-9c7b-4fc4-a4c1-0c1a4f9f0e11";
    request.part_last_byte = static_cast<std::int64_t>(layer.size()) - 1;
    request.layer_part_blob = ecr::blob::view(layer);
    return request;
}

asio::awaitable<call_outcome> upload(client on, std::string_view layer) {
    call_outcome made;
    const auto request = part_of(layer);
    const auto result = co_await ecr::upload_layer_part(on, request, ecr::as_result);
    made.done = true;
    if (result.has_error()) made.failure = result.error();
    co_return made;
}

std::string encoded(std::string_view bytes) {
    std::string text(ecr::detail::base64_size(bytes.size()), '\0');
    ecr::detail::base64_encode(std::as_bytes(std::span(bytes.data(), bytes.size())), text.data());
    return text;
}

/// Answers with an error as soon as the head has come.
template <class Then>
flaky_server::script refuse(std::string headers, Then then) {
    return [headers, then](visit& guest) -> asio::awaitable<void> {
        const auto next = then;
        const std::string text = http_answer("400 Bad Request", headers,
                                             R"({"__type":"UploadNotFoundException","message":"no upload"})");
        const bool heard = co_await guest.hear_head();
        if (!heard) co_return;
        auto said = guest.say(text);
        co_await std::move(said);
        auto rest = next(guest);
        co_await std::move(rest);
    };
}

asio::awaitable<void> read_no_more(visit& guest) {
    auto rest = guest.ignore();
    co_await std::move(rest);
}

asio::awaitable<void> leave(visit& guest) {
    guest.socket().shutdown(tcp::socket::shutdown_send);
    auto rest = guest.listen();
    co_await std::move(rest);
}

}

BOOST_AUTO_TEST_CASE(a_part_arrives_byte_for_byte) {
    const std::string layer = layer_bytes();
    const std::string text = encoded(layer);
    for (const bool multi_threaded : both_modes) {
        bool arrived = false;
        const auto script = [&](visit& guest) -> asio::awaitable<void> {
            const bool heard = co_await guest.hear();
            arrived = heard && guest.body().find(text) != std::string_view::npos;
            auto said = guest.say(http_answer());
            co_await std::move(said);
            auto rest = serve_well(guest);
            co_await std::move(rest);
        };
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, script);
            const client on(executor, config_for(server.port(), multi_threaded));
            const auto made = co_await upload(on, layer);
            BOOST_TEST(made.well(), made.message());
            const auto after = co_await call(on);
            BOOST_TEST(after.well(), after.message());
            BOOST_TEST(server.connections() == 1);
        };

        run_coroutine(body, 60s);

        BOOST_TEST(arrived);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_before_the_end_of_the_part_ends_the_call) {
    const std::string layer = layer_bytes();
    const flaky_server::script scripts[] = {refuse("", read_no_more),
                                            refuse("Connection: close\r\n", read_no_more), refuse("", leave)};
    for (const bool multi_threaded : both_modes) {
        for (const auto& script : scripts) {
            const auto body = [&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                const flaky_server server(executor, script);
                const client on(executor, config_for(server.port(), multi_threaded));
                const auto made = co_await upload(on, layer);
                BOOST_REQUIRE(made.failure);
                BOOST_TEST((made.failure->code() == ecr::errc::upload_not_found), made.message());
                BOOST_TEST(on.gauges().in_use == 0u);
                BOOST_TEST(on.gauges().idle == 0u);
            };

            run_coroutine(body);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_part_arrives_over_tls_and_a_refusal_of_it_too) {
    const std::string layer = layer_bytes();
    const std::string text = encoded(layer);
    for (const bool refuses : {false, true}) {
        BOOST_TEST_INFO_SCOPE("refuses " << refuses);
        bool arrived = false;
        const auto talk = [&](tls_socket& socket) -> asio::awaitable<void> {
            boost::system::error_code error;
            std::string heard;
            const std::string no =
                http_answer("400 Bad Request", "", R"({"__type":"UploadNotFoundException"})");
            const std::string yes = http_answer();
            co_await asio::async_read_until(socket, asio::dynamic_buffer(heard), "\r\n\r\n",
                                            asio::redirect_error(asio::use_awaitable, error));
            if (refuses) {
                co_await asio::async_write(socket, asio::buffer(no),
                                           asio::redirect_error(asio::use_awaitable, error));
                asio::steady_timer never(socket.get_executor(), asio::steady_timer::time_point::max());
                co_await never.async_wait(asio::redirect_error(asio::use_awaitable, error));
            }
            co_await asio::async_read_until(socket, asio::dynamic_buffer(heard), "\"}",
                                            asio::redirect_error(asio::use_awaitable, error));
            arrived = heard.find(text) != heard.npos;
            co_await asio::async_write(socket, asio::buffer(yes),
                                       asio::redirect_error(asio::use_awaitable, error));
        };
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = make_identity();
            const tls_peer server(executor, options, talk);
            auto config = config_for(server.port());
            config.endpoint_url = "https://127.0.0.1:" + std::to_string(server.port());
            const client on(executor, std::move(config));
            const auto made = co_await upload(on, layer);
            BOOST_TEST(made.well() != refuses, made.message());
            if (refuses) {
                BOOST_REQUIRE(made.failure);
                BOOST_TEST((made.failure->code() == ecr::errc::upload_not_found), made.message());
            }
        };

        run_coroutine(body, 60s);

        BOOST_TEST(arrived != refuses);
    }
}

namespace {

long peak_kilobytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/// Runs in a process of its own; returns the growth of its peak memory in MB, or 255 if the call fails.
int upload_alone(std::uint16_t port, std::string_view layer) {
    asio::io_context context;
    call_outcome made;
    const auto body = [&]() -> asio::awaitable<void> {
        const client on(context.get_executor(), config_for(port));
        made = co_await upload(on, layer);
    };
    const auto before = peak_kilobytes();
    asio::co_spawn(context, body, asio::detached);
    context.run();
    const auto grown = (peak_kilobytes() - before) / 1024;
    return made.well() && grown < 255 ? static_cast<int>(grown) : 255;
}

}

// The address sanitizer keeps what was freed for a while.
#if defined(__SANITIZE_ADDRESS__)
constexpr int most_megabytes = 64;
#else
constexpr int most_megabytes = 12;
#endif

BOOST_AUTO_TEST_CASE(a_part_costs_little_memory_beside_its_bytes) {
    const std::string layer = layer_bytes();
    asio::io_context context;
    const flaky_server server(context.get_executor(), serve_well);

    const pid_t child = fork();
    if (child == 0) _exit(upload_alone(server.port(), layer));
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) context.run_for(5ms);

    BOOST_REQUIRE(WIFEXITED(status));
    BOOST_TEST_MESSAGE("peak memory grew by " << WEXITSTATUS(status) << " MB");
    BOOST_TEST(WEXITSTATUS(status) <= most_megabytes);
}

BOOST_AUTO_TEST_SUITE_END()
