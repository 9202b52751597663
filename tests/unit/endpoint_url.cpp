#include <ecr/detail/endpoint_url.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using ecr::detail::parse_endpoint_url;

namespace {

struct good_url {
    std::string text{};
    bool secure{};
    std::string host{};
    std::uint16_t port{};
    std::string path{};
};

struct bad_url {
    std::string text{};
    std::string problem{};
};

}

BOOST_AUTO_TEST_SUITE(endpoint_url)

BOOST_AUTO_TEST_CASE(a_url_is_split_into_its_parts) {
    const good_url table[] = {
        {"https://host", true, "host", 443, ""},
        {"http://host", false, "host", 80, ""},
        {"http://localhost:4566", false, "localhost", 4566, ""},
        {"https://host/", true, "host", 443, ""},
        {"https://host//", true, "host", 443, ""},
        {"https://host/a/b/", true, "host", 443, "/a/b"},
        {"https://host:8443/custom", true, "host", 8443, "/custom"},
        {"HTTPS://Host.Example/Path", true, "host.example", 443, "/Path"},
        {"http://[::1]:4566/x", false, "::1", 4566, "/x"},
        {"https://[2001:DB8::1]", true, "2001:db8::1", 443, ""},
        {"http://127.0.0.1:1", false, "127.0.0.1", 1, ""},
        {"http://h:65535", false, "h", 65535, ""},
        {"http://h:00080", false, "h", 80, ""},
        {"http://my_stack.svc.:80", false, "my_stack.svc.", 80, ""},
        {"https://h/a%2Fb/c@d", true, "h", 443, "/a%2Fb/c@d"},
    };

    for (const auto& row : table) {
        const auto result = parse_endpoint_url(row.text);
        BOOST_TEST_CONTEXT(row.text) {
            BOOST_TEST(result.problem == "");
            BOOST_TEST(result.value.secure == row.secure);
            BOOST_TEST(result.value.host == row.host);
            BOOST_TEST(result.value.port == row.port);
            BOOST_TEST(result.value.path == row.path);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_says_what_is_wrong_and_names_the_value) {
    const std::string scheme = "endpoint URL must begin with http:// or https://: ";
    const std::string port = "endpoint URL needs a port from 1 to 65535 after the colon: ";
    const std::string name = "endpoint URL has an invalid host name: ";
    const std::string address = "endpoint URL needs an IPv6 address without zone in its brackets: ";
    const std::string query = "endpoint URL must not contain a query or a fragment: ";
    const std::string path = "endpoint URL has a character in its path that must be percent-encoded: ";
    const bad_url table[] = {
        {"", "endpoint URL is empty, must begin with http:// or https://: \"\""},
        {"localhost:4566", scheme + "\"localhost:4566\""},
        {"ftp://h", scheme + "\"ftp://h\""},
        {"://h", scheme + "\"://h\""},
        {" http://h", scheme + "\" http://h\""},
        {"http:/h", scheme + "\"http:/h\""},
        {"http://", "endpoint URL has no host name: \"http://\""},
        {"http:///x", "endpoint URL has no host name: \"http:///x\""},
        {"http://:80", "endpoint URL has no host name: \"http://:80\""},
        {"http://a b", name + "\"http://a b\""},
        {"http://a..b", name + "\"http://a..b\""},
        {"http://h\\x", name + "\"http://h\\x\""},
        {"http://[::1]x", name + "\"http://[::1]x\""},
        {"http://h\r\nX-Evil: 1", name + "\"http://h??X-Evil: 1\""},
        {"http://h:", port + "\"http://h:\""},
        {"http://h:0", port + "\"http://h:0\""},
        {"http://h:65536", port + "\"http://h:65536\""},
        {"http://h:99999999999", port + "\"http://h:99999999999\""},
        {"http://h:-1", port + "\"http://h:-1\""},
        {"http://h:+1", port + "\"http://h:+1\""},
        {"http://h:80x", port + "\"http://h:80x\""},
        {"http://::1", "endpoint URL has no host name: \"http://::1\""},
        {"http://[::1]:", port + "\"http://[::1]:\""},
        {"http://[::1", address + "\"http://[::1\""},
        {"http://[]", address + "\"http://[]\""},
        {"http://[fe80::1%25eth0]", address + "\"http://[fe80::1%25eth0]\""},
        {"http://h?q=1", query + "\"http://h\""},
        {"http://h/x?", query + "\"http://h/x\""},
        {"http://h/#f", query + "\"http://h/\""},
        {"http://h/a b", path + "\"http://h/a b\""},
        {"http://h/%4", path + "\"http://h/%4\""},
        {"http://h/%", path + "\"http://h/%\""},
        {"http://h/%4g", path + "\"http://h/%4g\""},
        {"http://h/%g4", path + "\"http://h/%g4\""},
        {"http://h/\xc3\xa9", path + "\"http://h/??\""},
    };

    for (const auto& row : table) {
        const auto result = parse_endpoint_url(row.text);
        BOOST_TEST(result.problem == row.problem);
        BOOST_TEST(result.value.host == "");
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_never_shows_a_password_or_a_query) {
    for (const std::string text : {"http://user:hidden@h", "http://hidden@h", "http://user:hid/hidden@h",
                                   "http://user:?hidden@h", "ftp://user:hidden@h", "user:hidden@h",
                                   "http://u@hidden@h", "http://h/?token=hidden", "http://h#hidden"}) {
        const auto result = parse_endpoint_url(text);
        BOOST_TEST(!result.problem.empty());
        BOOST_TEST(result.problem.find("hidden") == std::string::npos, result.problem);
    }
    BOOST_TEST(parse_endpoint_url("http://user:hidden@h/x").problem ==
               "endpoint URL must not contain a user name or password: \"http://***@h/x\"");
}

BOOST_AUTO_TEST_CASE(nothing_behind_the_end_of_the_text_is_read) {
    const std::string_view whole = "http://h/%41:80";

    BOOST_TEST(parse_endpoint_url(whole.substr(0, 12)).problem == "");
    BOOST_TEST(parse_endpoint_url(whole.substr(0, 11)).problem.ends_with("\"http://h/%4\""));
    BOOST_TEST(parse_endpoint_url(whole.substr(0, 10)).problem.ends_with("\"http://h/%\""));
}

BOOST_AUTO_TEST_CASE(a_long_value_is_cut_in_the_message) {
    const auto result = parse_endpoint_url("http://" + std::string(100'000, 'a'));

    BOOST_TEST(!result.problem.empty());
    BOOST_TEST(result.problem.size() < 200u);
}

BOOST_AUTO_TEST_SUITE_END()
