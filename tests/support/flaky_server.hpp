#pragma once

#include "loopback.hpp"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace test {

/// A complete answer; `headers` are whole lines.
inline std::string http_answer(std::string_view status = "200 OK", std::string_view headers = {},
                               std::string_view body = "{}") {
    return "HTTP/1.1 " + std::string(status) + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" +
           std::string(headers) + "\r\n" + std::string(body);
}

/// One connection of a flaky server, as its script sees it.
class visit {
public:
    visit(tcp::socket socket, int which)
        : number(which)
        , socket_(std::move(socket)) {}

    /// Reads the head of a request; false when the client has closed.
    asio::awaitable<bool> hear_head() {
        boost::system::error_code error;
        heard_.erase(0, std::exchange(length_, 0));
        length_ = co_await asio::async_read_until(socket_, asio::dynamic_buffer(heard_), "\r\n\r\n",
                                                  asio::redirect_error(asio::use_awaitable, error));
        head = heard_.substr(0, length_);
        heard_.erase(0, std::exchange(length_, 0));
        if (!error) ++heads;
        co_return !error;
    }

    /// Reads a request with its body; false when the client has closed.
    asio::awaitable<bool> hear() {
        boost::system::error_code error;
        auto first = hear_head();
        const bool heard = co_await std::move(first);
        if (!heard) co_return false;
        length_ = body_length();
        if (heard_.size() < length_) {
            const auto rest = asio::transfer_exactly(length_ - heard_.size());
            co_await asio::async_read(socket_, asio::dynamic_buffer(heard_), rest,
                                      asio::redirect_error(asio::use_awaitable, error));
        }
        co_return !error;
    }

    asio::awaitable<void> say(std::string text) {
        boost::system::error_code error;
        co_await asio::async_write(socket_, asio::buffer(text),
                                   asio::redirect_error(asio::use_awaitable, error));
    }

    /// Until the client closes; what it sends is thrown away.
    asio::awaitable<void> listen() {
        boost::system::error_code error;
        std::string thrown_away(65536, '?');
        while (!error) {
            co_await socket_.async_read_some(asio::buffer(thrown_away),
                                             asio::redirect_error(asio::use_awaitable, error));
        }
    }

    /// Reads nothing, until the server is gone.
    asio::awaitable<void> ignore() {
        boost::system::error_code error;
        asio::steady_timer never(socket_.get_executor(), asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }

    void hang_up() { socket_.close(); }
    /// Closes without a goodbye.
    void reset() {
        socket_.set_option(asio::socket_base::linger(true, 0));
        socket_.close();
    }

    [[nodiscard]] std::string_view body() const { return std::string_view(heard_).substr(0, length_); }
    [[nodiscard]] tcp::socket& socket() { return socket_; }

    /// 1 for the first connection of the server.
    const int number;
    int heads = 0;
    std::string head{};

private:
    [[nodiscard]] std::size_t body_length() const {
        constexpr std::string_view name = "Content-Length: ";
        const auto at = head.find(name);
        std::size_t length = 0;
        if (at != head.npos)
            std::from_chars(head.data() + at + name.size(), head.data() + head.size(), length);
        return length;
    }

    tcp::socket socket_;
    std::string heard_{};
    std::size_t length_ = 0;
};

/// Plays the same script on every connection, which says how to misbehave.
class flaky_server {
public:
    using script = std::function<asio::awaitable<void>(visit&)>;

    flaky_server(asio::any_io_executor executor, script play)
        : state_(std::make_shared<state>(std::move(play)))
        , server_(executor, [known = state_](tcp::socket socket) { return run(known, std::move(socket)); }) {}

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] int connections() const { return state_->connections; }

private:
    struct state {
        explicit state(script what)
            : play(std::move(what)) {}
        script play;
        int connections = 0;
    };

    static asio::awaitable<void> run(std::shared_ptr<state> self, tcp::socket socket) {
        visit guest(std::move(socket), ++self->connections);
        auto played = self->play(guest);
        co_await std::move(played);
    }

    std::shared_ptr<state> state_;
    server server_;
};

/// The script that does not misbehave.
inline asio::awaitable<void> serve_well(visit& guest) {
    bool heard = co_await guest.hear();
    while (heard) {
        auto said = guest.say(http_answer());
        co_await std::move(said);
        heard = co_await guest.hear();
    }
}

}
