#include <ecr/detail/canonical_request.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

using namespace ecr::detail;
using ecr::header_view;

namespace {

std::string headers_of(const std::vector<header_view>& headers) {
    ecr::detail::canonical_request request;
    for (const auto& header : headers) {
        const auto added = request.add(header);
        if (added.has_error()) return added.error().reason;
    }
    BOOST_TEST(!request.write("GET", "/", "", "hash").has_error());
    const auto text = request.text();
    return std::string(text.substr(7, text.size() - 7 - 5));
}

}

BOOST_AUTO_TEST_SUITE(canonical_request)

BOOST_AUTO_TEST_CASE(six_parts_stand_on_their_lines) {
    ecr::detail::canonical_request request;
    BOOST_TEST(!request.add({"X-B", "2"}).has_error());
    BOOST_TEST(!request.add({"Host", "example.com"}).has_error());

    const auto written = request.write("POST", "/a/../b", "c=d&a", "UNSIGNED-PAYLOAD");

    BOOST_TEST(!written.has_error());
    BOOST_TEST(request.text() == "POST\n/b\na=&c=d\nhost:example.com\nx-b:2\n\nhost;x-b\nUNSIGNED-PAYLOAD");
    BOOST_TEST(request.signed_headers() == "host;x-b");
}

BOOST_AUTO_TEST_CASE(headers_are_lowered_sorted_trimmed_collapsed_and_joined) {
    BOOST_TEST(headers_of({{"B", "1"}, {"a", "2"}}) == "a:2\nb:1\n\na;b");
    BOOST_TEST(headers_of({{"A", " \t b  c\t\td \t "}}) == "a:b c d\n\na");
    BOOST_TEST(headers_of({{"A", ""}, {"B", "   "}}) == "a:\nb:\n\na;b");
    BOOST_TEST(headers_of({{"A", "2"}, {"b", "x"}, {"a", " 1 "}, {"A", ""}}) == "a:2,1,\nb:x\n\na;b");
    BOOST_TEST(headers_of({{"a-b", "1"}, {"a", "2"}, {"a_b", "3"}, {"ab", "4"}}) ==
               "a:2\na-b:1\na_b:3\nab:4\n\na;a-b;a_b;ab");
    BOOST_TEST(headers_of({{"a", "\xc3\xbc \x80 12345678"}}) == "a:\xc3\xbc \x80 12345678\n\na");
}

BOOST_AUTO_TEST_CASE(a_space_is_found_wherever_it_stands) {
    for (std::size_t place = 0; place < 40; ++place) {
        std::string value(40, '~');
        value[place] = '\t';
        auto expected = value;
        expected.replace(place, 1, place == 0 ? "" : " ");

        BOOST_TEST(headers_of({{"a", value}}) == "a:" + expected.substr(0, place == 39 ? 39 : 40) + "\n\na");
    }
}

BOOST_AUTO_TEST_CASE(a_line_break_or_null_in_a_value_is_refused_without_showing_the_value) {
    for (const char bad : {'\r', '\n', '\0'}) {
        for (std::size_t place = 0; place < 20; ++place) {
            std::string value(20, 's');
            value[place] = bad;
            const header_view header{"X-Token", value};
            ecr::detail::canonical_request request;

            const auto added = request.add(header);

            BOOST_TEST_REQUIRE(added.has_error());
            BOOST_TEST(added.error().reason == "header \"X-Token\" holds a line break or a null character");
            BOOST_TEST(check_header(header).error().reason == added.error().reason);
            BOOST_TEST(request.signed_headers().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_name_that_is_no_token_is_refused) {
    using namespace std::string_view_literals;
    for (const auto name :
         {""sv, "a b"sv, "a:"sv, "a\r"sv, "a\nb"sv, "a\0b"sv, "\xc3\xbc"sv, "a/b"sv, "(a)"sv}) {
        ecr::detail::canonical_request request;

        const auto added = request.add({name, "1"});

        BOOST_TEST(added.has_error());
        BOOST_TEST(check_header({name, "1"}).has_error());
        BOOST_TEST(request.signed_headers().empty());
    }
    BOOST_TEST(check_header({"a\nb", "1"}).error().reason ==
               "header name is \"a?b\": it is empty or holds a forbidden character");
    BOOST_TEST(!check_header({"!#$%&'*+-.^_`|~09azAZ", "1"}).has_error());
}

BOOST_AUTO_TEST_CASE(a_method_that_is_no_token_is_refused) {
    ecr::detail::canonical_request request;

    for (const auto* method : {"", "GET /", "GET\n"})
        BOOST_TEST(request.write(method, "/", "", "").has_error());
}

BOOST_AUTO_TEST_CASE(one_object_serves_one_request_after_the_other) {
    ecr::detail::canonical_request request;
    BOOST_TEST(!request.add({"old", "1"}).has_error());
    BOOST_TEST(!request.write("GET", "/old", "old=1", "old").has_error());

    request.clear();
    BOOST_TEST(!request.add({"new", "2"}).has_error());
    BOOST_TEST(!request.write("PUT", "/", "", "hash").has_error());

    BOOST_TEST(request.text() == "PUT\n/\n\nnew:2\n\nnew\nhash");
}

BOOST_AUTO_TEST_CASE(a_server_adds_just_the_headers_that_the_client_lists) {
    const std::vector<header_view> received{
        {"Host", "h"}, {"X-A", "1"}, {"User-Agent", "u"}, {"x-a", "2"}, {"B", "3"}};
    ecr::detail::canonical_request request;

    const auto added = request.add_listed(received, "host;user-agent;x-a");

    BOOST_TEST(!added.has_error());
    BOOST_TEST(!request.write("GET", "/", "", "hash").has_error());
    BOOST_TEST(request.text() == "GET\n/\n\nhost:h\nuser-agent:u\nx-a:1,2\n\nhost;user-agent;x-a\nhash");
}

BOOST_AUTO_TEST_CASE(a_listed_header_that_did_not_arrive_is_refused) {
    const std::vector<header_view> received{{"Host", "h"}};

    for (const auto* names : {"", "x", "host;x", "host;", ";host", "Host", "host;;host", "host,x"}) {
        ecr::detail::canonical_request request;
        BOOST_TEST(request.add_listed(received, names).has_error(), names);
    }
    BOOST_TEST(ecr::detail::canonical_request().add_listed(received, "host;x").error().reason ==
               "signed header \"x\" is missing");
}

BOOST_AUTO_TEST_CASE(headers_that_change_on_the_way_are_not_signed) {
    for (const auto* name :
         {"Authorization", "connection", "EXPECT", "Keep-Alive", "proxy-authenticate", "proxy-authorization",
          "te", "trailer", "transfer-encoding", "upgrade", "User-Agent", "X-Amzn-Trace-Id"})
        BOOST_TEST(is_unsigned_header(name), name);
    for (const auto* name :
         {"", "t", "tee", "host", "x-amz-date", "content-length", "x-amzn-trace-ie", "user_agent"})
        BOOST_TEST(!is_unsigned_header(name), name);
}

BOOST_AUTO_TEST_SUITE_END()
