#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <cstdint>
#include <functional>
#include <string>

namespace example {

struct answer {
    unsigned status = 200;
    std::string text{};
};

/// Answers a request for a path such as `/team/web`.
using handler = std::function<boost::asio::awaitable<answer>(std::string path)>;

/// Serves HTTP on 127.0.0.1, each connection in a coroutine of its own.
class http_server {
public:
    /// On any free port, if it is 0.
    http_server(boost::asio::any_io_executor executor, std::uint16_t port, handler answers);

    [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

    /// Accepts connections for ever. The server has to live as long.
    boost::asio::awaitable<void> run();

private:
    boost::asio::ip::tcp::acceptor acceptor_;
    handler answers_;
};

/// Gets a path from a server on 127.0.0.1.
boost::asio::awaitable<answer> http_get(std::uint16_t port, std::string path);

}
