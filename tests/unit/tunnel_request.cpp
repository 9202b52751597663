#include <ecr/detail/tunnel_request.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

BOOST_AUTO_TEST_SUITE(tunnel_request)

namespace {

using namespace ecr::detail;

const ecr::endpoint service{.host = "a.com", .port = 443};

ecr::endpoint at(std::string host, std::uint16_t port) {
    ecr::endpoint where;
    where.host = std::move(host);
    where.port = port;
    return where;
}

proxy_hop some_proxy(ecr::secret authorization = {}) {
    proxy_hop hop;
    hop.where = at("proxy", 3128);
    hop.authorization = std::move(authorization);
    return hop;
}

const proxy_hop open_proxy = some_proxy();
const proxy_hop guarded_proxy = some_proxy("Basic dXNlcjpwYXNz");

}

BOOST_AUTO_TEST_CASE(a_tunnel_is_asked_for_with_host_port_and_credentials) {
    BOOST_TEST(connect_request(service, open_proxy).value().reveal() ==
               "CONNECT a.com:443 HTTP/1.1\r\nHost: a.com:443\r\n\r\n");
    BOOST_TEST(connect_request(at("fd00::1", 80), guarded_proxy).value().reveal() ==
               "CONNECT [fd00::1]:80 HTTP/1.1\r\nHost: [fd00::1]:80\r\n"
               "Proxy-Authorization: Basic dXNlcjpwYXNz\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(nothing_is_smuggled_into_the_request) {
    for (const auto* host : {"", "a.com\r\nX: y", "a.com\n", "a b", "a.com/", "[::1]", "user@a.com"}) {
        BOOST_TEST_CONTEXT(host) {
            BOOST_TEST(!connect_request(at(host, 443), guarded_proxy));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_head_ends_with_an_empty_line) {
    constexpr auto goes_on = std::string_view::npos;
    const std::pair<std::string_view, std::size_t> table[] = {
        {"", goes_on},         {"\r\n", goes_on},     {"a\r\n", goes_on}, {"a\r\n\r", goes_on},
        {"a\r\r", goes_on},    {"a\r\nb\n", goes_on}, {"a\r\n\r\n", 5},   {"a\n\n", 3},
        {"a\n\r\n", 4},        {"a\r\n\n", 4},        {"\r\n\r\n", 4},    {"a\nb\n\nc\n\n", 5},
        {"a\n\nb\r\n\r\n", 3},
    };
    for (const auto& [answer, end] : table) BOOST_TEST_CONTEXT(answer) {
            BOOST_TEST(end_of_head(answer) == end);
        }
}

BOOST_AUTO_TEST_CASE(a_success_opens_the_tunnel) {
    for (const auto* answer :
         {"HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n",
          "HTTP/1.1 204\r\n\r\n", "HTTP/1.1 299 \n\n"})
        BOOST_TEST_CONTEXT(answer) {
            BOOST_TEST(!tunnel_refusal(answer, service, guarded_proxy));
        }
}

BOOST_AUTO_TEST_CASE(what_opens_no_tunnel_is_explained) {
    const std::string advice = "; let it permit CONNECT to this host and port, or add the host to no_proxy";
    const struct {
        std::string line;
        int status;
        std::string message;
    } table[] = {
        {"HTTP/1.1 403 Forbidden", 403, "refuses a tunnel to a.com:443: \"403 Forbidden\"" + advice},
        {"HTTP/1.1 405 No", 405, "refuses a tunnel to a.com:443: \"405 No\"" + advice},
        {"HTTP/1.1 400", 400, "refuses a tunnel to a.com:443: \"400\""},
        {"HTTP/1.1 302 Found", 302, "refuses a tunnel to a.com:443: \"302 Found\""},
        {"HTTP/1.1 100 Continue", 100, "refuses a tunnel to a.com:443: \"100 Continue\""},
        {"HTTP/1.1 502 \x1b[31mred", 502, "could not open a tunnel to a.com:443: \"502 ?[31mred\""},
        {"HTTP/1.1 407 No", 407, "refuses the user name and password of the proxy URL"},
        {"SSH-2.0-OpenSSH", 0, "does not answer like an HTTP proxy: \"SSH-2.0-OpenSSH\""},
        {"HTTP/2.0 200 OK", 0, "does not answer like an HTTP proxy: \"HTTP/2.0 200 OK\""},
        {"HTTP/1.1 2xx OK", 0, "does not answer like an HTTP proxy: \"HTTP/1.1 2xx OK\""},
        {"HTTP/1.1 2000", 0, "does not answer like an HTTP proxy: \"HTTP/1.1 2000\""},
        {"HTTP/1.1 20", 0, "does not answer like an HTTP proxy: \"HTTP/1.1 20\""},
        {"HTTP/1.1 000 ", 0, "does not answer like an HTTP proxy: \"HTTP/1.1 000 \""},
        {"", 0, "does not answer like an HTTP proxy: \"\""},
    };

    for (const auto& row : table) {
        BOOST_TEST_CONTEXT(row.line) {
            const auto failure = tunnel_refusal(row.line + "\r\n\r\n", service, guarded_proxy);

            BOOST_TEST_REQUIRE(failure.has_value());
            BOOST_TEST((failure->kind == ecr::error_kind::proxy));
            BOOST_TEST(failure->http_status == row.status);
            BOOST_TEST(!failure->cause.failed());
            BOOST_TEST(failure->message == "proxy proxy:3128 " + row.message);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_without_credentials_that_wants_some_says_how_to_give_them) {
    const auto failure = tunnel_refusal("HTTP/1.1 407 Who?\r\n\r\n", service, open_proxy);

    BOOST_TEST(
        failure.value().message ==
        "proxy proxy:3128 asks for a user name and password: put user:password@ before the host of the "
        "proxy URL");
}

BOOST_AUTO_TEST_CASE(nobody_speaks_behind_the_tunnel_before_the_client) {
    for (const auto* answer : {"HTTP/1.1 200 OK\r\n\r\nmore", "HTTP/1.1 200 OK\n\n\n",
                               "HTTP/1.1 200 OK\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"}) {
        BOOST_TEST_CONTEXT(answer) {
            const auto failure = tunnel_refusal(answer, service, open_proxy);

            BOOST_TEST(failure.value().message == "proxy proxy:3128 says more than a tunnel allows");
            BOOST_TEST(failure->http_status == 0);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_a_proxy_quotes_of_the_credentials_is_masked) {
    const std::string head = " dXNlcjpwYXNz and dXNlcjpwYXNzdXNlcjpwYXNz\r\n\r\n";

    for (const std::string line : {"HTTP/1.1 400", "HTTP/1.1 503", "SSH-2.0"}) {
        BOOST_TEST_CONTEXT(line) {
            const auto failure = tunnel_refusal(line + head, service, guarded_proxy);

            BOOST_TEST(failure.value().message.ends_with(" *** and ******\""), failure->message);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
