#include <ecr/emulator.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <support/coroutine_test.hpp>
#include <utility>

BOOST_AUTO_TEST_SUITE(emulator_protocol)

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

/// An emulator, and bytes that are sent to it.
struct wire {
    explicit wire(const ecr::emulator_config& config = {})
        : server(context.get_executor(), config) {}

    /// What comes back over a connection of its own until the server closes it.
    std::string all(const std::string& bytes) {
        std::string heard;
        test::run_coroutine(context, [&]() -> asio::awaitable<void> {
            tcp::socket socket(context);
            boost::system::error_code ended;
            const tcp::endpoint there(asio::ip::address_v4::loopback(), server.port());
            co_await socket.async_connect(there, asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(bytes),
                                       asio::redirect_error(asio::use_awaitable, ended));
            co_await asio::async_read(socket, asio::dynamic_buffer(heard),
                                      asio::redirect_error(asio::use_awaitable, ended));
        });
        return heard;
    }
    std::string status(const std::string& bytes) {
        const auto heard = all(bytes);
        return heard.substr(0, heard.find("\r\n"));
    }

    asio::io_context context{};
    ecr::emulator server;
};

std::string request(const std::string& headers = {}, const std::string& body = {}) {
    return "GET /_emulator/requests HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n" + body;
}

const std::string last = "Connection: close\r\n";

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

ecr::emulator_config small() {
    ecr::emulator_config config;
    config.limits.message.max_head = 1000;
    config.limits.message.max_headers = 8;
    config.limits.message.max_body = 100;
    config.limits.idle = std::chrono::milliseconds(30);
    return config;
}

struct small_wire : wire {
    small_wire()
        : wire(small()) {}
};

}

BOOST_FIXTURE_TEST_CASE(requests_of_one_connection_are_answered_in_turn, wire) {
    const auto heard = all(request() + request() + request(last));

    BOOST_TEST(count(heard, "HTTP/1.1 200 OK\r\n") == 3U);
    BOOST_TEST(count(heard, "Connection: close\r\n") == 1U);
}

BOOST_FIXTURE_TEST_CASE(what_cannot_be_read_is_refused_and_ends_the_connection, wire) {
    const std::string bad = "HTTP/1.1 400 Bad Request";

    BOOST_TEST(status("nonsense\r\n\r\n") == bad);
    BOOST_TEST(status("GET / HTTP/3.0\r\n\r\n") == bad);
    BOOST_TEST(status("GET / HTTP/1.1\r\nno colon\r\n\r\n") == bad);
    BOOST_TEST(status("POST / HTTP/1.1\r\nContent-Length: ten\r\n\r\n") == bad);
    BOOST_TEST(status("POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab") == bad);
    BOOST_TEST(status("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n") == bad);
    BOOST_TEST(status(std::string("GET /\0 HTTP/1.1\r\n\r\n", 19)) == bad);
    BOOST_TEST(all("nonsense\r\n\r\n").find("SerializationException") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(what_is_too_large_is_refused_before_it_is_read, small_wire) {
    const std::string eight(8, 'a');
    std::string many;
    for (int i = 0; i < 9; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";

    BOOST_TEST(status(request("X: " + std::string(2000, 'x') + "\r\n")) ==
               "HTTP/1.1 431 Request Header Fields Too Large");
    BOOST_TEST(status(request(many)) == "HTTP/1.1 431 Request Header Fields Too Large");
    BOOST_TEST(status(request("Content-Length: 101\r\n")) == "HTTP/1.1 413 Content Too Large");
    BOOST_TEST(status(request("Transfer-Encoding: chunked\r\n",
                              "65\r\n" + std::string(101, 'x') + "\r\n0\r\n\r\n")) ==
               "HTTP/1.1 413 Content Too Large");
    BOOST_TEST(status(request(last + "Content-Length: 100\r\n", std::string(100, 'x'))) == "HTTP/1.1 200 OK");
}

BOOST_FIXTURE_TEST_CASE(an_idle_connection_is_closed, small_wire) {
    BOOST_TEST(all("") == "");
    BOOST_TEST(all("GET / HTT") == "");
    BOOST_TEST(all(request("Content-Length: 50\r\n", "half")) == "");
}

BOOST_FIXTURE_TEST_CASE(a_chunked_body_is_read, wire) {
    const auto body = R"({"milliseconds":1000})";
    const auto post = std::string("POST /_emulator/advance HTTP/1.1\r\nContent-Type: application/json\r\n") +
                      last + "Transfer-Encoding: chunked\r\n\r\n5\r\n" + std::string(body, 5) + "\r\n10\r\n" +
                      std::string(body + 5, 16) + "\r\n0\r\n\r\n";
    const auto before = server.now();

    BOOST_TEST(status(post) == "HTTP/1.1 200 OK");
    BOOST_TEST((server.now() - before).count() >= 1000);
}

BOOST_FIXTURE_TEST_CASE(a_client_that_asks_is_told_to_send_its_body, wire) {
    const auto head = request(last + "Expect: 100-Continue\r\nContent-Length: 4\r\n");
    std::string leave;
    std::string answer;

    test::run_coroutine(context, [&]() -> asio::awaitable<void> {
        tcp::socket socket(context);
        boost::system::error_code ended;
        const tcp::endpoint there(asio::ip::address_v4::loopback(), server.port());
        co_await socket.async_connect(there, asio::use_awaitable);
        co_await asio::async_write(socket, asio::buffer(head), asio::use_awaitable);
        co_await asio::async_read_until(socket, asio::dynamic_buffer(leave), "\r\n\r\n", asio::use_awaitable);
        co_await asio::async_write(socket, asio::buffer("body", 4), asio::use_awaitable);
        co_await asio::async_read(socket, asio::dynamic_buffer(answer),
                                  asio::redirect_error(asio::use_awaitable, ended));
    });

    BOOST_TEST(leave == "HTTP/1.1 100 Continue\r\n\r\n");
    BOOST_TEST(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    BOOST_TEST(all(head + "body").starts_with("HTTP/1.1 200 OK\r\n"));
}

BOOST_FIXTURE_TEST_CASE(http_1_0_ends_with_the_answer_unless_it_is_asked_to_stay, wire) {
    const std::string plain = "GET /_emulator/requests HTTP/1.0\r\n\r\n";
    const std::string staying = "GET /_emulator/requests HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";

    BOOST_TEST(all(plain).starts_with("HTTP/1.0 200 OK\r\n"));
    const auto heard = all(staying + plain);
    BOOST_TEST(count(heard, "HTTP/1.0 200 OK\r\n") == 2U);
    BOOST_TEST(count(heard, "Connection: keep-alive\r\n") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
