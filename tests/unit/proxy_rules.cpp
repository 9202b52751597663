#include <ecr/detail/proxy_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace ecr::detail;

using variables = std::map<std::string, std::string, std::less<>>;

ecr::proxy_settings read(const variables& environment) {
    return proxy_from_environment([&](std::string_view name) -> std::optional<std::string> {
        const auto at = environment.find(name);
        if (at == environment.end()) return std::nullopt;
        return at->second;
    });
}

ecr::endpoint endpoint_at(std::string host, ecr::url_scheme scheme = ecr::url_scheme::https) {
    ecr::endpoint where;
    where.scheme = scheme;
    where.host = std::move(host);
    where.port = scheme == ecr::url_scheme::https ? 443 : 80;
    return where;
}

std::string shown(const proxy_hop& hop) {
    const auto& where = hop.where;
    auto text = (where.scheme == ecr::url_scheme::https ? "https " : "http ") + where.host + " " +
                std::to_string(where.port);
    if (!hop.authorization.empty()) text.append(" ").append(hop.authorization.reveal());
    return text;
}

std::string shown(const proxy_result& result) {
    if (!result.problem.empty()) return result.problem;
    return result.value ? shown(*result.value) : "direct";
}

}

BOOST_AUTO_TEST_SUITE(proxy_rules)

BOOST_AUTO_TEST_CASE(the_environment_is_read_by_its_rules) {
    const struct {
        variables environment;
        std::string http, https, no_proxy;
    } table[] = {
        {{}, "", "", ""},
        {{{"http_proxy", "a"}, {"HTTP_PROXY", "b"}}, "a", "", ""},
        {{{"https_proxy", "a"}, {"HTTPS_PROXY", "b"}}, "", "a", ""},
        {{{"HTTP_PROXY", "a"}, {"HTTPS_PROXY", "b"}, {"NO_PROXY", "c"}}, "a", "b", "c"},
        {{{"no_proxy", "a"}, {"NO_PROXY", "b"}}, "", "", "a"},
        {{{"http_proxy", " \t"}, {"HTTP_PROXY", "b"}, {"no_proxy", ""}, {"NO_PROXY", "c"}}, "b", "", "c"},
        {{{"ALL_PROXY", "a"}}, "a", "a", ""},
        {{{"all_proxy", "a"}, {"ALL_PROXY", "b"}, {"HTTPS_PROXY", "c"}}, "a", "c", ""},
        {{{"https_proxy", ""}, {"all_proxy", "a"}}, "a", "a", ""},
        {{{"HTTP_PROXY", "a"}, {"HTTPS_PROXY", "b"}, {"REQUEST_METHOD", "GET"}}, "", "b", ""},
        {{{"HTTP_PROXY", "a"}, {"http_proxy", "b"}, {"REQUEST_METHOD", ""}}, "b", "", ""},
        {{{"HTTP_PROXY", "a"}, {"ALL_PROXY", "b"}, {"REQUEST_METHOD", "GET"}}, "b", "b", ""},
        {{{"Http_Proxy", "a"}}, "", "", ""},
    };

    for (const auto& row : table) {
        const auto settings = read(row.environment);
        BOOST_TEST(settings.http_proxy.reveal() == row.http);
        BOOST_TEST(settings.https_proxy.reveal() == row.https);
        BOOST_TEST(settings.no_proxy == row.no_proxy);
    }
}

BOOST_AUTO_TEST_CASE(a_proxy_url_is_taken_apart) {
    const struct {
        std::string url, parts;
    } table[] = {
        {"http://proxy", "http proxy 80"},
        {"https://proxy", "https proxy 443"},
        {"HTTPS://Proxy.Example:8443/", "https proxy.example 8443"},
        {"proxy:3128", "http proxy 3128"},
        {"proxy", "http proxy 80"},
        {"//proxy:3128", "http proxy 3128"},
        {" http://proxy:3128\n", "http proxy 3128"},
        {"http://10.0.0.1:3128", "http 10.0.0.1 3128"},
        {"http://[FD00::1]:3128", "http fd00::1 3128"},
        {"http://my_proxy.", "http my_proxy. 80"},
        {"http://user:pass@proxy:1", "http proxy 1 Basic dXNlcjpwYXNz"},
        {"user:pass@proxy:1", "http proxy 1 Basic dXNlcjpwYXNz"},
        {"http://user@proxy", "http proxy 80 Basic dXNlcjo="},
        {"http://:pass@proxy", "http proxy 80 Basic OnBhc3M="},
        {"http://@proxy", "http proxy 80"},
        {"http://:@proxy", "http proxy 80"},
        {"http://us%65r:p%40s%2Fs%3a@proxy", "http proxy 80 Basic dXNlcjpwQHMvczo="},
        {"http://user:p@ss:w@proxy", "http proxy 80 Basic dXNlcjpwQHNzOnc="},
        {"http://user:%C3%A4@proxy", "http proxy 80 Basic dXNlcjrDpA=="},
    };

    for (const auto& row : table) BOOST_TEST_CONTEXT(row.url) {
            BOOST_TEST(shown(parse_proxy(row.url)) == row.parts);
        }
}

BOOST_AUTO_TEST_CASE(a_bad_proxy_url_is_refused_without_showing_any_of_it) {
    const std::string path =
        "must end after host and port; a / ? or # in the password is written %2F, %3F or %23";
    const std::string port = "needs a port from 1 to 65535 after the colon";
    const std::string control = "has a control character in its user or password";
    const std::string percent = "has a % in its user or password that must be written %25";
    const struct {
        std::string url, problem;
    } table[] = {
        {"", "is empty"},
        {" ", "is empty"},
        {"http://", "has no host"},
        {"http://user:canary@", "has no host"},
        {"socks5://user:canary@proxy:1080", "names a SOCKS proxy: only http and https proxies are supported"},
        {"SOCKS5H://proxy", "names a SOCKS proxy: only http and https proxies are supported"},
        {"ftp://canary@proxy", "must begin with http:// or https://"},
        {"user:canary://x@proxy", "must begin with http:// or https://"},
        {"http://proxy/canary", path},
        {"http://user:can/ary@proxy", path},
        {"http://user:canary?@proxy", path},
        {"http://user:canary#@proxy", path},
        {"http://user:canary", port},
        {"http://user:canary@proxy:", port},
        {"http://user:canary@proxy:0", port},
        {"http://user:canary@proxy:65536", port},
        {"http://user:canary@pro xy", "has an invalid host"},
        {"http://user:canary@proxy\r\nX: y", "has an invalid host"},
        {"http://fd00::1", "has an invalid host"},
        {"http://[fd00::1%25canary]", "has an invalid host"},
        {"http://user:canary%0d%0a@proxy", control},
        {"http://user:canary\x7f@proxy", control},
        {"http://user:canary%@proxy", percent},
        {"http://user:canary%4@proxy", percent},
        {"http://canary%zz@proxy", percent},
        {"http://us%3Aer:canary@proxy", "has a colon in its user name"},
    };

    for (const auto& row : table) {
        BOOST_TEST_CONTEXT(row.url) {
            const auto result = parse_proxy(row.url);
            BOOST_TEST(result.problem == "proxy URL " + row.problem);
            BOOST_TEST(result.problem.find("canary") == std::string::npos);
            BOOST_TEST(!result.value);
        }
    }
}

BOOST_AUTO_TEST_CASE(addresses_of_this_machine_and_segment_are_never_proxied) {
    for (const auto* host :
         {"localhost",       "LOCALHOST",        "localhost.",        "a.b.localhost",
          "A.LocalHost.",    "127.0.0.1",        "127.255.0.3",       "::1",
          "0:0:0:0:0:0:0:1", "::ffff:127.0.0.1", "169.254.169.254",   "169.254.170.2",
          "169.254.170.23",  "fe80::1",          "fe80::1%eth0",      "FEBF::1",
          "fd00:ec2::23",    "fd00:EC2::254",    "fd00:ec2:0:0::254", "::ffff:a9fe:a9fe"}) {
        BOOST_TEST_CONTEXT(host) {
            BOOST_TEST(never_proxied(host));
        }
    }
    for (const auto* host :
         {"", ".", "localhost.evil.com", "notlocalhost", "local", ".localhost", "126.255.255.255",
          "128.0.0.1", "127.0.0.1.evil.com", "169.253.1.1", "169.255.1.1", "10.0.0.1", "::2", "fec0::1",
          "fd00:ec2::24", "fd00:ec2::", "api.ecr.eu-west-1.amazonaws.com"}) {
        BOOST_TEST_CONTEXT(host) {
            BOOST_TEST(!never_proxied(host));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_proxy_rules_match_names_networks_and_ports) {
    const struct {
        std::string rules, host;
        bool matches;
    } table[] = {
        {"", "a.com", false},
        {" , ,", "a.com", false},
        {"*", "a.com", true},
        {"*", "10.0.0.1", true},
        {"b.com *", "a.com", true},
        {"*:443", "a.com", true},
        {"*:80", "a.com", false},
        {"a.com", "a.com", true},
        {"A.Com", "a.cOM", true},
        {"a.com.", "a.com", true},
        {"a.com", "a.com.", true},
        {"a.com", "x.a.com", true},
        {"a.com", "xa.com", false},
        {"a.com", "com", false},
        {"a.com", "a.com.evil.net", false},
        {".a.com", "x.y.a.com", true},
        {".a.com", "a.com", true},
        {".a.com", "xa.com", false},
        {"*.a.com", "x.a.com", true},
        {"*.a.com", "x.y.a.com", true},
        {"*.a.com", "a.com", false},
        {"*.a.com", ".a.com", false},
        {"*.", "a.com", false},
        {".", "a.com", false},
        {"x.*.com", "x.a.com", false},
        {"b.com,a.com", "a.com", true},
        {"b.com, a.com", "a.com", true},
        {"b.com\ta.com\n", "a.com", true},
        {"a.com:443", "a.com", true},
        {"a.com:8443", "a.com", false},
        {".a.com:443", "x.a.com", true},
        {"a.com:", "a.com", false},
        {"http://a.com", "a.com", false},
        {"10.0.0.0/8", "10.1.2.3", true},
        {"10.0.0.0/8", "11.1.2.3", false},
        {"10.0.0.0/8:443", "10.1.2.3", true},
        {"10.0.0.0/8:80", "10.1.2.3", false},
        {"10.0.0.0/33", "10.0.0.0", false},
        {"10.0.0.1", "10.0.0.1", true},
        {"10.0.0.1:443", "10.0.0.1", true},
        {"10.0.0.1:80", "10.0.0.1", false},
        {"0.0.1", "10.0.0.1", false},
        {".1", "10.0.0.1", false},
        {"10.0.0.0/8", "10.1.2.3.com", false},
        {"2001:db8::/32", "2001:db8:1::5", true},
        {"2001:db8::/32", "2001:db9::5", false},
        {"2001:DB8::5", "2001:db8:0::5", true},
        {"[2001:db8::5]", "2001:db8::5", true},
        {"[2001:db8::5]:443", "2001:db8::5", true},
        {"[2001:db8::5]:80", "2001:db8::5", false},
        {"10.0.0.0/8", "::ffff:10.0.0.1", true},
        {"::/0", "10.0.0.1", false},
    };

    for (const auto& row : table) {
        BOOST_TEST_CONTEXT(row.rules << " for " << row.host) {
            BOOST_TEST(matches_no_proxy(row.rules, row.host, 443) == row.matches);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_scheme_of_the_endpoint_chooses_the_proxy) {
    ecr::proxy_settings settings;
    settings.http_proxy = "http://one:1";
    settings.https_proxy = "http://two:2";
    settings.no_proxy = "direct.example";

    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("a.com", ecr::url_scheme::http))) == "http one 1");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("a.com"))) == "http two 2");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("x.direct.example"))) == "direct");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("169.254.169.254", ecr::url_scheme::http))) ==
               "direct");
    BOOST_TEST(shown(choose_proxy({}, endpoint_at("a.com"))) == "direct");
}

BOOST_AUTO_TEST_CASE(a_bad_proxy_is_an_error_only_where_it_would_be_used) {
    ecr::proxy_settings settings;
    settings.https_proxy = "http://user:canary@proxy:x";
    settings.no_proxy = "direct.example";

    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("a.com"))) ==
               "for https endpoints: proxy URL needs a port from 1 to 65535 after the colon");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("direct.example"))) == "direct");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("127.0.0.1"))) == "direct");
    BOOST_TEST(shown(choose_proxy(settings, endpoint_at("a.com", ecr::url_scheme::http))) == "direct");
}

BOOST_AUTO_TEST_SUITE_END()
