#pragma once

#include <ecr/resolver.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <functional>
#include <list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace test {

namespace asio = boost::asio;
using asio::ip::tcp;
using tls_socket = asio::ssl::stream<tcp::socket>;

inline tcp::endpoint loopback(std::uint16_t port = 0) {
    return {asio::ip::address_v4::loopback(), port};
}

/// Answers with the same addresses whatever the name; the port of the question where one has none.
class fixed_resolver final : public ecr::resolver {
public:
    explicit fixed_resolver(std::vector<tcp::endpoint> addresses)
        : addresses_(std::move(addresses)) {}

    asio::awaitable<ecr::resolve_result> resolve(std::string host, std::uint16_t port) override {
        ecr::resolve_result result;
        asked_for.push_back(std::move(host));
        result.addresses = addresses_;
        for (auto& address : result.addresses) {
            if (address.port() == 0) address.port(port);
        }
        co_return result;
    }

    std::vector<std::string> asked_for{};

private:
    std::vector<tcp::endpoint> addresses_;
};

/// Serves every connection with the same coroutine until it is destroyed.
class server {
public:
    using service = std::function<asio::awaitable<void>(tcp::socket)>;

    server(asio::any_io_executor executor, service serve)
        : state_(std::make_shared<state>(tcp::acceptor(executor, loopback()), std::move(serve), 0)) {
        asio::co_spawn(executor, run(state_), asio::detached);
    }
    ~server() { state_->acceptor.close(); }
    server(const server&) = delete;
    server& operator=(const server&) = delete;

    [[nodiscard]] std::uint16_t port() const { return state_->port; }
    [[nodiscard]] int accepted() const { return state_->accepted; }

private:
    struct state {
        state(tcp::acceptor from, service how, int count)
            : acceptor(std::move(from))
            , serve(std::move(how))
            , accepted(count)
            , port(acceptor.local_endpoint().port()) {}
        tcp::acceptor acceptor;
        service serve;
        int accepted;
        std::uint16_t port;
    };

    static asio::awaitable<void> run(std::shared_ptr<state> self) {
        boost::system::error_code error;
        for (;;) {
            auto socket =
                co_await self->acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
            if (error) co_return;
            ++self->accepted;
            const auto executor = socket.get_executor();
            auto served = self->serve(std::move(socket));
            asio::co_spawn(executor, std::move(served), asio::detached);
        }
    }

    std::shared_ptr<state> state_;
};

/// A listener whose queue is full: who connects waits for ever.
class black_hole {
public:
    explicit black_hole(asio::any_io_executor executor)
        : acceptor_(executor)
        , only_(executor) {
        acceptor_.open(tcp::v4());
        acceptor_.bind(loopback());
        acceptor_.listen(0);
        only_.connect(acceptor_.local_endpoint());
    }

    [[nodiscard]] tcp::endpoint address() const { return acceptor_.local_endpoint(); }

private:
    tcp::acceptor acceptor_;
    tcp::socket only_;
};

/// A port on which nothing listens.
inline tcp::endpoint closed_port(asio::any_io_executor executor) {
    tcp::acceptor acceptor(executor, loopback());
    const auto address = acceptor.local_endpoint();
    acceptor.close();
    return address;
}

/// Says nothing until the peer closes.
inline asio::awaitable<void> say_nothing(tcp::socket socket) {
    std::string heard(4096, '?');
    boost::system::error_code error;
    while (!error) {
        co_await socket.async_read_some(asio::buffer(heard),
                                        asio::redirect_error(asio::use_awaitable, error));
    }
}

/// Reads up to the end of a head and answers with `text`; false when the peer would not have it.
template <class Stream>
asio::awaitable<bool> answer(Stream& stream, std::string text) {
    std::string heard;
    boost::system::error_code error;
    co_await asio::async_read_until(stream, asio::dynamic_buffer(heard), "\r\n\r\n",
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error) co_return false;
    co_await asio::async_write(stream, asio::buffer(text), asio::redirect_error(asio::use_awaitable, error));
    co_return !error;
}

}
