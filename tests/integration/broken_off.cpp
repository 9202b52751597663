#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <support/calling.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(broken_off)

namespace {

using namespace test;
using ecr::client;

const std::string body = R"({"registryId":"123456789012","replicationConfiguration":{"rules":[]}})";

std::string in_chunks(std::string_view text) {
    const auto half = text.size() / 2;
    const auto chunk = [](std::string_view part) {
        constexpr std::string_view digits = "0123456789abcdef";
        std::string framed{digits[part.size() / 16], digits[part.size() % 16]};
        return framed.append("\r\n").append(part).append("\r\n");
    };
    return "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk(text.substr(0, half)) +
           chunk(text.substr(half)) + "0\r\n\r\n";
}

/// Answers the first request with the first bytes of the text and closes, or resets; later ones well.
flaky_server::script breaks_off(std::string_view text, std::size_t after, bool reset) {
    return [said = std::string(text.substr(0, after)), reset](visit& guest) -> asio::awaitable<void> {
        const std::string part = said;
        const bool breaks = guest.number == 1;
        if (!breaks) {
            auto rest = serve_well(guest);
            co_await std::move(rest);
            co_return;
        }
        const bool heard = co_await guest.hear();
        if (!heard) co_return;
        auto answer = guest.say(part);
        co_await std::move(answer);
        reset ? guest.reset() : guest.hang_up();
    };
}

struct broken_call {
    call_outcome first{};
    call_outcome next{};
    int connections = 0;
    std::size_t busy = 0;
};

asio::awaitable<void> play(flaky_server::script script, bool multi_threaded, broken_call& made) {
    const auto executor = co_await asio::this_coro::executor;
    const flaky_server server(executor, std::move(script));
    const client on(executor, config_for(server.port(), multi_threaded));
    made.first = co_await call(on);
    made.next = co_await call(on);
    made.connections = server.connections();
    made.busy = on.gauges().in_use + on.gauges().connecting;
}

void expect_error_at_each_byte(const std::string& text, bool reset, bool multi_threaded) {
    for (std::size_t after = 0; after != text.size(); ++after) {
        BOOST_TEST_CONTEXT(after << " of " << text.size() << " bytes") {
            broken_call made;

            run_coroutine([&] { return play(breaks_off(text, after, reset), multi_threaded, made); });

            BOOST_TEST_REQUIRE(made.first.failure.has_value());
            BOOST_TEST((made.first.failure->kind() == ecr::error_kind::connect), made.first.message());
            BOOST_TEST(made.first.message().find("127.0.0.1:") != std::string::npos, made.first.message());
            BOOST_TEST(made.next.well(), made.next.message());
            BOOST_TEST(made.connections == 2);
            BOOST_TEST(made.busy == 0u);
        }
    }
}

}

BOOST_AUTO_TEST_CASE(an_answer_that_breaks_off_at_any_byte_is_an_error_and_the_next_call_is_well) {
    expect_error_at_each_byte(http_answer("200 OK", {}, body), false, false);
    expect_error_at_each_byte(in_chunks(body), false, true);
}

BOOST_AUTO_TEST_CASE(a_connection_that_is_reset_at_any_byte_is_an_error_and_the_next_call_is_well) {
    expect_error_at_each_byte(http_answer("200 OK", {}, body), true, true);
    expect_error_at_each_byte(in_chunks(body), true, false);
}

BOOST_AUTO_TEST_SUITE_END()
