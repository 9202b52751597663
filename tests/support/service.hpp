#pragma once

/// \file
/// A service on a loopback port that does what it is told.

#include <boost/asio/write.hpp>

#include <algorithm>
#include <charconv>
#include <deque>
#include <memory>
#include <string>
#include <support/loopback.hpp>
#include <support/seen_request.hpp>
#include <support/tls_peer.hpp>
#include <type_traits>
#include <utility>
#include <vector>

namespace test {

/// What a service does with one request.
struct script {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{"{}"};
    /// Answers after this time.
    std::chrono::milliseconds delay{};
    /// Drops the connection before it reads the request, or after.
    bool reset_before = false;
    bool reset_after = false;
    /// Closes the connection after the answer, without having said so.
    bool close = false;
    /// Sends no more than this of the body, and then closes or says nothing.
    std::size_t cut_at = std::string::npos;
    bool stall = false;
    /// Instead of all this: what is sent as it is.
    std::string raw{};
};

inline script failing(int status, const std::string& code, const std::string& message = "no") {
    script made{.status = status};
    made.headers.emplace_back("x-amzn-RequestId", "11-22");
    made.body = R"({"__type":")" + code + R"(","message":")" + message + R"("})";
    return made;
}

/// What a service is told, and what it saw.
struct service_book {
    std::deque<script> scripts{};
    script otherwise{};
    std::vector<seen_request> requests{};

    script next() {
        if (scripts.empty()) return otherwise;
        script made = std::move(scripts.front());
        scripts.pop_front();
        return made;
    }
};

namespace serving {

inline std::string text_of(const script& plan) {
    if (!plan.raw.empty()) return plan.raw;
    std::string text = "HTTP/1.1 " + std::to_string(plan.status) + " Whatever\r\n";
    for (const auto& [name, value] : plan.headers) text += name + ": " + value + "\r\n";
    if (plan.status != 204) text += "Content-Length: " + std::to_string(plan.body.size()) + "\r\n";
    return text + "\r\n" + plan.body.substr(0, plan.cut_at);
}

/// Splits a head into a request; says how long its body is.
inline std::size_t read_head(std::string_view head, seen_request& request) {
    std::size_t length = 0;
    const auto take = [&](std::string_view end) {
        const auto at = head.find(end);
        const auto part = head.substr(0, at);
        head.remove_prefix(std::min(head.size(), at + end.size()));
        return std::string(part);
    };
    request.method = take(" ");
    request.target = take(" ");
    take("\r\n");
    while (!head.starts_with("\r\n")) {
        auto name = take(": ");
        auto value = take("\r\n");
        request.headers.emplace_back(std::move(name), std::move(value));
    }
    const auto text = request.header("content-length");
    std::from_chars(text.data(), text.data() + text.size(), length);
    return length;
}

inline void drop(tcp::socket& socket) {
    boost::system::error_code ignored;
    socket.set_option(asio::socket_base::linger(true, 0), ignored);
    socket.close(ignored);
}

template <class Stream>
tcp::socket& socket_of(Stream& stream) {
    if constexpr (std::is_same_v<Stream, tcp::socket>) {
        return stream;
    } else {
        return stream.next_layer();
    }
}

template <class Stream>
asio::awaitable<bool> read_request(Stream& stream, std::string& heard, seen_request& request) {
    boost::system::error_code error;
    auto size = co_await asio::async_read_until(stream, asio::dynamic_buffer(heard), "\r\n\r\n",
                                                asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
    const auto length = read_head(std::string_view(heard).substr(0, size), request);
    const auto missing = size + length - std::min(size + length, heard.size());
    co_await asio::async_read(stream, asio::dynamic_buffer(heard), asio::transfer_exactly(missing),
                              asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
    request.body = heard.substr(size, length);
    heard.erase(0, size + length);
    co_return true;
}

/// Does what the script says; false when the connection is over.
template <class Stream>
asio::awaitable<bool> act(Stream& stream, const script& plan) {
    boost::system::error_code error;
    if (plan.delay.count() != 0) {
        asio::steady_timer timer(stream.get_executor(), plan.delay);
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
    const auto text = text_of(plan);
    co_await asio::async_write(stream, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
    if (error || plan.close) co_return false;
    if (plan.cut_at == std::string::npos) co_return true;
    if (plan.stall) {
        std::string rest;
        co_await asio::async_read_until(stream, asio::dynamic_buffer(rest), '\0',
                                        asio::redirect_error(asio::use_awaitable, error));
    }
    co_return false;
}

template <class Stream>
asio::awaitable<void> serve(Stream& stream, service_book& book) {
    std::string heard;
    for (bool on = true; on;) {
        seen_request request;
        if (!book.scripts.empty() && book.scripts.front().reset_before) {
            book.scripts.pop_front();
            drop(socket_of(stream));
            co_return;
        }
        auto reading = read_request(stream, heard, request);
        const bool complete = co_await std::move(reading);
        if (!complete) co_return;
        book.requests.push_back(std::move(request));
        const auto plan = book.next();
        if (plan.reset_after) {
            drop(socket_of(stream));
            co_return;
        }
        auto acting = act(stream, plan);
        on = co_await std::move(acting);
    }
    boost::system::error_code ignored;
    socket_of(stream).shutdown(tcp::socket::shutdown_both, ignored);
}

}

/// Speaks HTTP/1.1, plain.
class service {
public:
    explicit service(asio::any_io_executor executor)
        : server_(executor, [told = book_](tcp::socket socket) { return talk(told, std::move(socket)); }) {}

    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(server_.port()); }
    [[nodiscard]] int accepted() const { return server_.accepted(); }
    service_book* operator->() { return book_.get(); }

private:
    static asio::awaitable<void> talk(std::shared_ptr<service_book> book, tcp::socket socket) {
        auto served = serving::serve(socket, *book);
        co_await std::move(served);
    }

    std::shared_ptr<service_book> book_ = std::make_shared<service_book>();
    server server_;
};

/// The same over TLS.
class tls_service {
public:
    tls_service(asio::any_io_executor executor, const tls_peer_options& options)
        : peer_(executor, options,
                [told = book_](tls_socket& stream) { return serving::serve(stream, *told); }) {}

    [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(peer_.port()); }
    [[nodiscard]] int accepted() const { return peer_.accepted(); }
    service_book* operator->() { return book_.get(); }

private:
    std::shared_ptr<service_book> book_ = std::make_shared<service_book>();
    tls_peer peer_;
};

}
