#pragma once

#include "loopback.hpp"

#include <ecr/detail/connector.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

using ecr::detail::connect_order;
using ecr::detail::connected;

/// Never answers, and says when it was asked.
class silent_resolver final : public ecr::resolver {
public:
    asio::awaitable<ecr::resolve_result> resolve(std::string, std::uint16_t) override {
        ecr::resolve_result result;
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer never(executor, asio::steady_timer::time_point::max());
        ++asked;
        co_await never.async_wait(asio::redirect_error(asio::use_awaitable, result.error));
        ++ended;
        co_return result;
    }

    int asked = 0;
    int ended = 0;
};

inline std::shared_ptr<ecr::detail::tls_context> careless() {
    ecr::tls_settings settings;
    settings.verify = false;
    return ecr::detail::make_tls_context(settings).value;
}

inline ecr::detail::connector connector_over(std::vector<tcp::endpoint> addresses) {
    return {std::make_shared<fixed_resolver>(std::move(addresses)), careless()};
}

inline ecr::endpoint plain(std::string host, std::uint16_t port) {
    return {.scheme = ecr::url_scheme::http, .host = std::move(host), .port = port};
}

inline ecr::endpoint secured(std::string host, std::uint16_t port) {
    return {.scheme = ecr::url_scheme::https, .host = std::move(host), .port = port};
}

inline connect_order to(ecr::endpoint where, std::chrono::nanoseconds limit = std::chrono::seconds(5)) {
    connect_order request;
    request.where = std::move(where);
    request.limits.connect = limit;
    request.limits.tls = limit;
    request.limits.head_start = std::chrono::milliseconds(10);
    return request;
}

inline void expect(const connected& result, ecr::error_kind kind, std::string_view message) {
    BOOST_TEST(!result.stream);
    BOOST_REQUIRE(result.failure);
    BOOST_TEST(static_cast<int>(result.failure->kind) == static_cast<int>(kind));
    BOOST_TEST(result.failure->message == message);
}

/// Sends a head and reads an answer of five bytes.
inline asio::awaitable<std::string> greet(ecr::detail::stream& stream) {
    std::string answer(5, '?');
    const auto question = asio::buffer("GET / HTTP/1.1\r\n\r\n", 18);
    auto moved = co_await stream.write(question);
    const auto room = asio::buffer(answer);
    if (!moved.error) moved = co_await stream.read_some(room);
    if (moved.error) co_return stream.failure(moved.error, "read from").message;
    co_return answer;
}

}
