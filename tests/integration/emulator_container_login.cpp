#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator.hpp>
#include <ecr/operation/get_authorization_token.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <support/emulator_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_container_login)

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

struct registry_client : test::emulator_calls {
    /// The token as it is in the answer of the service.
    std::string token() {
        const auto given = call(client, ecr::get_authorization_token, ecr::get_authorization_token_request());
        BOOST_TEST_REQUIRE(test::problem_of(given) == "");
        return given->authorization_data.at(0).authorization_token.value();
    }

    /// What comes back until the server closes the connection.
    std::string send(const std::string& method, const std::string& headers) {
        const auto request =
            method + " /v2/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + headers + "\r\n";
        std::string heard;
        test::run_coroutine(context, [&]() -> asio::awaitable<void> {
            tcp::socket socket(context);
            boost::system::error_code ended;
            const tcp::endpoint there(asio::ip::address_v4::loopback(), server.port());
            co_await socket.async_connect(there, asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer(request), asio::use_awaitable);
            co_await asio::async_read(socket, asio::dynamic_buffer(heard),
                                      asio::redirect_error(asio::use_awaitable, ended));
        });
        return heard;
    }

    /// How a request with these credentials ends: `200 OK`.
    std::string status(const std::string& authorization, const std::string& method = "GET") {
        const auto heard = send(method, "Authorization: " + authorization + "\r\n");
        const std::string protocol = "HTTP/1.1 ";
        BOOST_TEST_REQUIRE(heard.starts_with(protocol), heard);
        return heard.substr(protocol.size(), heard.find("\r\n") - protocol.size());
    }
};

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string body_of(const std::string& heard) {
    return heard.substr(heard.find("\r\n\r\n") + 4);
}

}

BOOST_FIXTURE_TEST_CASE(a_token_is_good_until_the_emulators_time_says_that_it_is_over, registry_client) {
    const auto given = token();

    BOOST_TEST(status("Basic " + given) == "200 OK");
    server.advance(std::chrono::hours(12) - std::chrono::minutes(5));
    BOOST_TEST(status("Basic " + given) == "200 OK");
    server.advance(std::chrono::minutes(5));
    BOOST_TEST(status("Basic " + given) == "401 Unauthorized");
    BOOST_TEST(status("Basic " + token()) == "200 OK");
}

// docker takes user and password apart and puts them together again.
BOOST_FIXTURE_TEST_CASE(the_token_is_what_docker_makes_of_user_and_password, registry_client) {
    const auto user_and_password = ecr::detail::from_base64(token()).value();
    const auto colon = user_and_password.find(':');
    const auto user = user_and_password.substr(0, colon);
    const auto password = user_and_password.substr(colon + 1);

    BOOST_TEST(user == "AWS");
    BOOST_TEST(status("Basic " + ecr::detail::to_base64(user + ":" + password)) == "200 OK");
    BOOST_TEST(status("basic " + ecr::detail::to_base64(user + ":" + password)) == "200 OK");
    BOOST_TEST(status("Basic " + ecr::detail::to_base64("root:" + password)) == "401 Unauthorized");
}

BOOST_FIXTURE_TEST_CASE(who_has_no_token_of_this_emulator_is_asked_for_one, registry_client) {
    ecr::emulator other(context.get_executor());
    const auto own = token();
    const auto foreign_client = test::client_of(context.get_executor(), other.config_for());
    const auto foreign =
        call(foreign_client, ecr::get_authorization_token, ecr::get_authorization_token_request());
    auto changed = own;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';

    for (const auto& wrong :
         {std::string(), std::string("Basic"), std::string("Basic "), own, "Bearer " + own,
          "Basic " + changed, "Basic " + own + own, "Basic " + own.substr(0, 40),
          "Basic " + foreign->authorization_data.at(0).authorization_token.value()})
        BOOST_TEST(status(wrong) == "401 Unauthorized", wrong);
    const auto asked = send("GET", "");

    BOOST_TEST(asked.starts_with("HTTP/1.1 401 Unauthorized\r\n"), asked);
    BOOST_TEST(holds(asked, "WWW-Authenticate: Basic realm=\"http://localhost/\",service="), asked);
    BOOST_TEST(holds(asked, "Docker-Distribution-Api-Version: registry/2.0\r\n"), asked);
    BOOST_TEST(body_of(asked).starts_with(R"({"errors":[{"code":"UNAUTHORIZED",)"), asked);
}

BOOST_FIXTURE_TEST_CASE(a_head_is_answered_without_a_body, registry_client) {
    const auto well = send("HEAD", "Authorization: Basic " + token() + "\r\n");
    const auto refused = send("HEAD", "");

    BOOST_TEST(well.starts_with("HTTP/1.1 200 OK\r\n"), well);
    BOOST_TEST(holds(well, "Content-Length: 2\r\n"), well);
    BOOST_TEST(body_of(well) == "");
    BOOST_TEST(refused.starts_with("HTTP/1.1 401 Unauthorized\r\n"), refused);
    BOOST_TEST(!holds(refused, "Content-Length: 0\r\n"), refused);
    BOOST_TEST(body_of(refused) == "");
    BOOST_TEST(status("Basic " + token(), "DELETE") == "405 Method Not Allowed");
}

BOOST_FIXTURE_TEST_CASE(the_log_knows_the_request_and_not_the_token, registry_client) {
    const auto given = token();
    server.clear_requests();

    BOOST_TEST(status("Basic " + given) == "200 OK");
    BOOST_TEST(status("Basic " + given + "x") == "401 Unauthorized");
    const auto log = server.requests();

    BOOST_TEST_REQUIRE(log.size() == 2U);
    BOOST_TEST(log[0].operation == "container-login");
    BOOST_TEST(log[0].status == 200);
    BOOST_TEST(log[1].code == "UNAUTHORIZED");
    for (const auto& each : log) BOOST_TEST(!holds(ecr::to_json(each), given.substr(0, 20)));
}

BOOST_FIXTURE_TEST_CASE(faults_strike_the_login_by_its_name, registry_client) {
    server.faults().add({.kind = ecr::fault_kind::throttle, .operation = "container-login", .count = 1});
    const auto given = "Basic " + token();

    BOOST_TEST(status(given) == "400 Bad Request");
    BOOST_TEST(status(given) == "200 OK");
}

BOOST_AUTO_TEST_SUITE_END()
