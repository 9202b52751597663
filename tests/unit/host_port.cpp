#include <ecr/detail/host_port.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using namespace ecr::detail;

namespace {

std::string split(std::string_view text) {
    host_port parts;
    switch (split_host_port(text, parts)) {
    case host_port_problem::host:
        return "bad host";
    case host_port_problem::port:
        return "bad port";
    case host_port_problem::none:
        break;
    }
    return std::string(parts.host) + " " + (parts.port ? std::to_string(*parts.port) : "none");
}

}

BOOST_AUTO_TEST_SUITE(host_port)

BOOST_AUTO_TEST_CASE(host_and_port_are_taken_apart) {
    const struct {
        std::string text, parts;
    } table[] = {
        {"host", "host none"},
        {"host:1", "host 1"},
        {"host:65535", "host 65535"},
        {"1.2.3.4:80", "1.2.3.4 80"},
        {"[::1]", "::1 none"},
        {"[::1]:443", "::1 443"},
        {"::1", "::1 none"},
        {"fd00::1:80", "fd00::1:80 none"},
        {"*", "* none"},
        {"", "bad host"},
        {":80", "bad host"},
        {"[]", "bad host"},
        {"[::1", "bad host"},
        {"[::1]80", "bad host"},
        {"[host]:80", "bad host"},
        {"host:", "bad port"},
        {"host:0", "bad port"},
        {"host:65536", "bad port"},
        {"host:-1", "bad port"},
        {"host:80x", "bad port"},
        {"host:1:2", "bad port"},
        {"[::1]:", "bad port"},
    };

    for (const auto& row : table) BOOST_TEST_CONTEXT(row.text) {
            BOOST_TEST(split(row.text) == row.parts);
        }
}

BOOST_AUTO_TEST_CASE(only_an_ipv6_address_is_joined_in_brackets) {
    BOOST_TEST(join_host_port("host", 443) == "host:443");
    BOOST_TEST(join_host_port("10.0.0.1", 80) == "10.0.0.1:80");
    BOOST_TEST(join_host_port("fd00::1", 65535) == "[fd00::1]:65535");
}

BOOST_AUTO_TEST_SUITE_END()
