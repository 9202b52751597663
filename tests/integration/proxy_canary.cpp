#include <ecr/client.hpp>
#include <ecr/log.hpp>
#include <ecr/operations.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <support/loopback.hpp>
#include <vector>

// The password of a proxy goes over the wire, and nowhere else.
namespace {

using namespace test;

const std::string password = "cAnArY";
const std::string authorization = "dXNlcjpjQW5Bclk="; // of user and password

/// Answers with a text and keeps what it was sent.
asio::awaitable<void> answer(tcp::socket socket, std::string text, std::string& heard) {
    co_await asio::async_read_until(socket, asio::dynamic_buffer(heard), "\r\n\r\n", asio::use_awaitable);
    co_await asio::async_write(socket, asio::buffer(text), asio::use_awaitable);
}

std::string refusal(const std::string& status) {
    const std::string body = "Proxy-Authorization: Basic " + authorization + " for user:" + password;
    return "HTTP/1.1 " + status + "\r\nX-Quoted: " + authorization +
           "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

struct outcome {
    std::vector<std::string> texts{};
    std::string heard{};
};

outcome call_through(std::string proxy_answer, const std::string& url_end = {}) {
    outcome seen;
    run_coroutine([&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        server proxy(executor,
                     [&](tcp::socket socket) { return answer(std::move(socket), proxy_answer, seen.heard); });
        ecr::credentials keys;
        keys.access_key_id = "AKID";
        keys.secret_access_key = password;
        ecr::client_config config;
        config.region = "eu-west-1";
        config.credentials = std::make_shared<ecr::static_credentials>(std::move(keys));
        config.multi_threaded = false;
        config.retry.max_attempts = 2;
        config.proxy.https_proxy =
            "http://user:" + password + "@127.0.0.1:" + std::to_string(proxy.port()) + url_end;
        config.observer =
            std::make_shared<ecr::line_logger>([&](std::string_view line) { seen.texts.emplace_back(line); },
                                               ecr::line_logger::detail_level::wire);
        const ecr::client client(executor, config);
        const ecr::list_images_request request{.repository_name = "repo"};
        auto work = ecr::list_images(client, request, ecr::as_result);
        const auto result = co_await std::move(work);
        seen.texts.push_back(to_string(result.error()));
    });
    return seen;
}

void check_clean(const outcome& seen) {
    BOOST_TEST(seen.texts.size() >= 3u);
    for (const auto& text : seen.texts) {
        BOOST_TEST(text.find(password) == text.npos, text);
        BOOST_TEST(text.find(authorization) == text.npos, text);
    }
}

}

BOOST_AUTO_TEST_SUITE(proxy_canary)

BOOST_AUTO_TEST_CASE(a_proxy_that_refuses_gives_nothing_away) {
    for (const std::string& status :
         std::vector<std::string>{"407 Proxy Authentication Required", "403 Forbidden", "502 Bad Gateway",
                                  "302 Found " + authorization}) {
        BOOST_TEST_CONTEXT(status) {
            const auto seen = call_through(refusal(status));

            BOOST_TEST(seen.heard.find("Proxy-Authorization: Basic " + authorization) != std::string::npos);
            check_clean(seen);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_that_makes_no_sense_gives_nothing_away) {
    for (const std::string& text : {std::string(), "SSH-2.0 " + authorization + "\r\n\r\n",
                                    "HTTP/1.1 200 OK\r\n\r\nnot TLS " + authorization}) {
        BOOST_TEST_CONTEXT(text) {
            const auto seen = call_through(text);

            BOOST_TEST(seen.heard.find(authorization) != std::string::npos);
            check_clean(seen);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_url_that_cannot_be_used_is_not_quoted) {
    for (const std::string& end : std::vector<std::string>{"/path", "x", "?query=" + password, "\n"}) {
        BOOST_TEST_CONTEXT(end) {
            const auto seen = call_through("", end);

            check_clean(seen);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
