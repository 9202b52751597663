#include <ecr/detail/uri.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>

using namespace ecr::detail;

BOOST_AUTO_TEST_SUITE(uri)

BOOST_AUTO_TEST_CASE(only_unreserved_characters_stay_as_they_are) {
    const std::string_view unreserved = "ABCXYZabcxyz0189-_.~";
    std::size_t kept = 0;
    for (int i = 0; i < 256; ++i) {
        const char c = static_cast<char>(i);
        const auto encoded = percent_encode({&c, 1});
        kept += encoded.size() == 1 ? 1 : 0;
        BOOST_TEST((encoded.size() == 1 || encoded.size() == 3));
    }

    BOOST_TEST(percent_encode(unreserved) == unreserved);
    BOOST_TEST(kept == 66u);
    BOOST_TEST(percent_encode(" /+%=&\n") == "%20%2F%2B%25%3D%26%0A");
    BOOST_TEST(percent_encode("\xe1\x88\xb4") == "%E1%88%B4");
    BOOST_TEST(percent_encode(std::string_view("\0", 1)) == "%00");
    BOOST_TEST(percent_encode("").empty());
}

BOOST_AUTO_TEST_CASE(a_path_keeps_its_slashes) {
    std::string path("before:");

    append_encoded_path(path, "/a b/%41/");

    BOOST_TEST(path == "before:/a%20b/%2541/");
}

BOOST_AUTO_TEST_CASE(a_sendable_path_escapes_only_what_cannot_be_sent) {
    std::string path;

    append_sendable(path, "/a b/%41?#[]\x7f\xff\n~");

    BOOST_TEST(path == "/a%20b/%41?#[]%7F%FF%0A~");
}

BOOST_AUTO_TEST_CASE(decoding_undoes_encoding_for_every_byte) {
    std::string all;
    for (int i = 0; i < 256; ++i) all += static_cast<char>(i);

    BOOST_TEST((percent_decode(percent_encode(all)) == all));
    BOOST_TEST((percent_decode("%2f%2F+ %00") == std::string("//+ \0", 5)));
    BOOST_TEST((percent_decode("") == std::string()));
}

BOOST_AUTO_TEST_CASE(a_broken_escape_is_not_decoded) {
    for (const auto* text : {"%", "a%", "%4", "%g0", "%0g", "%%41", "%+1", "%-1", "% 1", "%0x", "ab%4"})
        BOOST_TEST(!percent_decode(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_url_is_split_into_what_goes_over_the_wire) {
    const struct {
        std::string_view text, scheme, host, port, path, query, header;
    } samples[] = {
        {"https://example.com", "https", "example.com", "443", "/", "", "example.com"},
        {"http://example.com", "http", "example.com", "80", "/", "", "example.com"},
        {"HTTPS://Example.COM:443/A/b?C=d", "https", "example.com", "443", "/A/b", "C=d", "example.com"},
        {"https://example.com:80/", "https", "example.com", "80", "/", "", "example.com:80"},
        {"http://example.com:443", "http", "example.com", "443", "/", "", "example.com:443"},
        {"https://example.com:/x", "https", "example.com", "443", "/x", "", "example.com"},
        {"https://example.com:00443", "https", "example.com", "443", "/", "", "example.com"},
        {"https://example.com?a=b?c/d", "https", "example.com", "443", "/", "a=b?c/d", "example.com"},
        {"https://example.com/?", "https", "example.com", "443", "/", "", "example.com"},
        {"https://example.com//a/../b/", "https", "example.com", "443", "//a/../b/", "", "example.com"},
        {"https://example.com/a%2Fb%20c", "https", "example.com", "443", "/a%2Fb%20c", "", "example.com"},
        {"https://example.com/a@b:c", "https", "example.com", "443", "/a@b:c", "", "example.com"},
        {"http://[::1]:4566/v2/", "http", "[::1]", "4566", "/v2/", "", "[::1]:4566"},
        {"https://[2001:DB8::A]", "https", "[2001:db8::a]", "443", "/", "", "[2001:db8::a]"},
        {"https://[::ffff:192.0.2.1]:443", "https", "[::ffff:192.0.2.1]", "443", "/", "",
         "[::ffff:192.0.2.1]"},
        {"http://127.0.0.1:65535", "http", "127.0.0.1", "65535", "/", "", "127.0.0.1:65535"},
        {"http://under_score.example.:1", "http", "under_score.example.", "1", "/", "",
         "under_score.example.:1"},
    };

    for (const auto& sample : samples) {
        BOOST_TEST_CONTEXT(sample.text) {
            const auto parts = parse_url(sample.text);
            BOOST_TEST_REQUIRE(!parts.has_error(), parts.error().reason);
            BOOST_TEST(parts->scheme == sample.scheme);
            BOOST_TEST(parts->host == sample.host);
            BOOST_TEST(std::to_string(parts->port) == sample.port);
            BOOST_TEST(parts->path == sample.path);
            BOOST_TEST(parts->query == sample.query);
            BOOST_TEST(parts->host_header() == sample.header);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_bad_url_is_refused_with_its_reason) {
    const struct {
        std::string_view text, reason;
    } samples[] = {
        {"", "url has no scheme: it must begin with https:// or http://"},
        {"example.com", "url has no scheme: it must begin with https:// or http://"},
        {"https:/example.com", "url has no scheme: it must begin with https:// or http://"},
        {"ftp://example.com", "url scheme is \"ftp\": it must be https or http"},
        {"://example.com", "url scheme is \"\": it must be https or http"},
        {" https://example.com", "url scheme is \" https\": it must be https or http"},
        {"https://", "url: host is empty"},
        {"https:///path", "url: host is empty"},
        {"https://:443", "url: host is empty"},
        {"https://?a", "url: host is empty"},
        {"https://key:hush@example.com", "url: user information before the host is not supported"},
        {"https://@example.com", "url: user information before the host is not supported"},
        {"https://example.com/#part", "url has a fragment, which is never sent: remove it"},
        {"https://example.com:0", "url: port is \"0\": it must be 1 to 65535"},
        {"https://example.com:65536", "url: port is \"65536\": it must be 1 to 65535"},
        {"https://example.com:-1", "url: port is \"-1\": it must be 1 to 65535"},
        {"https://example.com:+1", "url: port is \"+1\": it must be 1 to 65535"},
        {"https://example.com: 1", "url: port is \" 1\": it must be 1 to 65535"},
        {"https://example.com:80x", "url: port is \"80x\": it must be 1 to 65535"},
        {"https://a:1:2", "url: port is \"1:2\": it must be 1 to 65535"},
        {"https://::1", "url: host is empty"},
        {"https://exa mple.com", "url: host is \"exa mple.com\": it is neither a name nor an address"},
        {"https://ex%61mple.com", "url: host is \"ex%61mple.com\": it is neither a name nor an address"},
        {"https://example.com\r\nX: y/",
         "url: host is \"example.com??X\": it is neither a name nor an address"},
        {"https://[::1", "url: host is \"[::1\": it is neither a name nor an address"},
        {"https://[]", "url: host is \"[]\": it is neither a name nor an address"},
        {"https://[example]", "url: host is \"[example]\": it is neither a name nor an address"},
        {"https://[fe80::1%25eth0]",
         "url: host is \"[fe80::1%25eth0]\": it is neither a name nor an address"},
        {"https://[::1]x", "url: host is \"[::1]x\": it is neither a name nor an address"},
        {"https://example.com/a b",
         "url for \"example.com\" holds a space, control or non-ASCII character: percent-encode it"},
        {"https://example.com/?a=\r\nb",
         "url for \"example.com\" holds a space, control or non-ASCII character: percent-encode it"},
        {"https://example.com/\xc3\xbc",
         "url for \"example.com\" holds a space, control or non-ASCII character: percent-encode it"},
    };

    for (const auto& sample : samples) {
        BOOST_TEST_CONTEXT(sample.text) {
            const auto parts = parse_url(sample.text);
            BOOST_TEST_REQUIRE(parts.has_error());
            BOOST_TEST(parts.error().reason == sample.reason);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_canonical_host_is_lower_case_and_without_the_default_port) {
    const struct {
        std::string_view scheme, host, canonical;
    } samples[] = {
        {"https", "Example.com", "example.com"},
        {"https", "example.com:443", "example.com"},
        {"https", "example.com:80", "example.com:80"},
        {"http", "example.com:80", "example.com"},
        {"http", "example.com:443", "example.com:443"},
        {"https", "example.com:", "example.com"},
        {"https", "[::A]:443", "[::a]"},
        {"http", "[::1]:4566", "[::1]:4566"},
        {"http", "localhost:04566", "localhost:4566"},
    };

    for (const auto& sample : samples) {
        std::string host("x");
        BOOST_TEST(!append_canonical_host(host, sample.scheme, sample.host).has_error());
        BOOST_TEST(host == "x" + std::string(sample.canonical));
    }
    for (const auto* bad : {"", ":443", "a b", "a\n", "a/b", "a@b", "a:x", "[::1", "::1"}) {
        std::string host;
        BOOST_TEST(append_canonical_host(host, "https", bad).has_error(), bad);
        BOOST_TEST(host.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
