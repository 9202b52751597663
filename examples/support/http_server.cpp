#include "http_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <exception>
#include <utility>

namespace example {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using asio::ip::tcp;

asio::awaitable<void> converse(tcp::socket socket, handler answers) {
    boost::beast::flat_buffer buffer;
    for (bool again = true; again;) {
        http::request<http::string_body> request;
        co_await http::async_read(socket, buffer, request, asio::use_awaitable);
        again = request.keep_alive();

        answer told{405, "only GET\n"};
        if (request.method() == http::verb::get) {
            auto work = answers(std::string(request.target()));
            told = co_await std::move(work);
        }
        http::response<http::string_body> response(http::int_to_status(told.status), request.version());
        response.set(http::field::content_type, "text/plain");
        response.keep_alive(again);
        response.body() = std::move(told.text);
        response.prepare_payload();
        co_await http::async_write(socket, response, asio::use_awaitable);
    }
}

}

http_server::http_server(asio::any_io_executor executor, std::uint16_t port, handler answers)
    : acceptor_(executor, tcp::endpoint(asio::ip::address_v4::loopback(), port))
    , answers_(std::move(answers)) {}

asio::awaitable<void> http_server::run() {
    for (;;) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        const auto executor = socket.get_executor();
        // A connection that its peer ends, or a handler that throws, is no concern of the others.
        asio::co_spawn(executor, converse(std::move(socket), answers_), asio::detached);
    }
}

asio::awaitable<answer> http_get(std::uint16_t port, std::string path) {
    const auto executor = co_await asio::this_coro::executor;
    tcp::socket socket(executor);
    const tcp::endpoint there(asio::ip::address_v4::loopback(), port);
    co_await socket.async_connect(there, asio::use_awaitable);

    http::request<http::empty_body> request(http::verb::get, path, 11);
    request.set(http::field::host, "127.0.0.1");
    request.keep_alive(false);
    co_await http::async_write(socket, request, asio::use_awaitable);

    boost::beast::flat_buffer buffer;
    http::response<http::string_body> response;
    co_await http::async_read(socket, buffer, response, asio::use_awaitable);
    co_return answer{response.result_int(), response.body()};
}

}
