#include <ecr/detail/http_writer.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <vector>

namespace {

std::string written(const ecr::http_request& request) {
    std::string text;
    const auto problem = ecr::detail::write_http_head(text, request);
    BOOST_TEST(!problem.has_value());
    return text;
}

}

BOOST_AUTO_TEST_SUITE(http_writer)

BOOST_AUTO_TEST_CASE(a_call_is_written_with_its_headers_in_order_its_length_and_its_body) {
    const std::array<ecr::header_view, 3> headers{{{"Host", "api.ecr.eu-west-1.amazonaws.com"},
                                                   {"X-Amz-Target", "A.B"},
                                                   {"authorization", "AWS4 a=b, c"}}};
    const ecr::http_request request{.headers = headers, .body = {.text = "{}"}};

    BOOST_TEST(written(request) == "POST / HTTP/1.1\r\n"
                                   "Host: api.ecr.eu-west-1.amazonaws.com\r\n"
                                   "X-Amz-Target: A.B\r\n"
                                   "authorization: AWS4 a=b, c\r\n"
                                   "Content-Length: 2\r\n"
                                   "\r\n"
                                   "{}");
}

BOOST_AUTO_TEST_CASE(a_length_is_stated_unless_there_is_nothing_to_send_with_a_question) {
    struct {
        std::string_view method;
        std::string_view body;
        std::string_view expected;
    } const cases[] = {
        {"GET", "", "GET /x?y=%20 HTTP/1.1\r\n\r\n"},
        {"HEAD", "", "HEAD /x?y=%20 HTTP/1.1\r\n\r\n"},
        {"GET", "b", "GET /x?y=%20 HTTP/1.1\r\nContent-Length: 1\r\n\r\nb"},
        {"PUT", "", "PUT /x?y=%20 HTTP/1.1\r\nContent-Length: 0\r\n\r\n"},
        {"POST", "", "POST /x?y=%20 HTTP/1.1\r\nContent-Length: 0\r\n\r\n"},
        {"DELETE", "", "DELETE /x?y=%20 HTTP/1.1\r\nContent-Length: 0\r\n\r\n"},
    };
    for (const auto& each : cases)
        BOOST_TEST(written({.method = each.method, .target = "/x?y=%20", .body = {.text = each.body}}) ==
                   each.expected);
}

BOOST_AUTO_TEST_CASE(only_a_small_body_follows_the_head) {
    for (const std::size_t size : {16384u, 16385u}) {
        const std::string body(size, 'b');

        const auto text = written({.body = {.text = body}});

        const auto head = "POST / HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n";
        BOOST_TEST(ecr::detail::is_sent_with_head(size) == (size == 16384));
        BOOST_TEST(text == head + (size == 16384 ? body : ""));
    }
}

BOOST_AUTO_TEST_CASE(a_small_blob_is_encoded_behind_the_head) {
    const std::vector<std::byte> blob(3, std::byte{0});

    const auto text = written({.body = {.text = R"({"b":""})", .blob_at = 6, .blob = blob}});

    BOOST_TEST(text == "POST / HTTP/1.1\r\nContent-Length: 12\r\n\r\n{\"b\":\"AAAA\"}");
}

BOOST_AUTO_TEST_CASE(a_large_blob_counts_as_it_is_sent) {
    const std::vector<std::byte> blob(20971520);

    const auto text = written({.body = {.text = "\"\"", .blob_at = 1, .blob = blob}});

    BOOST_TEST(text == "POST / HTTP/1.1\r\nContent-Length: 27962030\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(what_is_in_the_string_before_stays) {
    std::string text = "before ";

    const auto problem = ecr::detail::write_http_head(text, {.method = "GET"});

    BOOST_TEST(!problem.has_value());
    BOOST_TEST(text == "before GET / HTTP/1.1\r\n\r\n");
}

BOOST_AUTO_TEST_CASE(a_string_that_is_used_again_is_not_allocated_again) {
    const std::array<ecr::header_view, 1> headers{{{"Host", "localhost"}}};
    const ecr::http_request request{.headers = headers, .body = {.text = R"({"repositoryName":"web"})"}};
    auto text = written(request);
    const auto* const place = text.data();

    for (int i = 0; i != 100; ++i) {
        text.clear();
        const auto problem = ecr::detail::write_http_head(text, request);
        BOOST_TEST(!problem.has_value());
    }

    BOOST_TEST(static_cast<const void*>(text.data()) == static_cast<const void*>(place));
}

BOOST_AUTO_TEST_CASE(a_header_that_would_change_the_request_is_refused_by_name) {
    using namespace std::string_view_literals;
    struct {
        ecr::header_view header;
        std::string_view path;
        std::string_view problem;
    } const cases[] = {
        {{"X-Token", "a\r\nX-Evil: b"}, "X-Token", "has a control character in its value"},
        {{"X-Token", "a\n"}, "X-Token", "has a control character in its value"},
        {{"X-Token", "a\r"}, "X-Token", "has a control character in its value"},
        {{"X-Token", "a\0b"sv}, "X-Token", "has a control character in its value"},
        {{"X-Token", "0123456789abcdef\x7f"}, "X-Token", "has a control character in its value"},
        {{"", "a"}, "\"\"", "is not the name of a header"},
        {{"X Token", "a"}, "\"X Token\"", "is not the name of a header"},
        {{"X-Token:", "a"}, "\"X-Token:\"", "is not the name of a header"},
        {{"X-Token\r\nX-Evil", "a"}, "\"X-Token??X-Evil\"", "is not the name of a header"},
        {{"X\0Y"sv, "a"}, "\"X?Y\"", "is not the name of a header"},
        {{"X-T\xc3\xb6ken", "a"}, "\"X-T??ken\"", "is not the name of a header"},
        {{"content-LENGTH", "2"}, "content-LENGTH", "is not to be set: the length of the body is added"},
        {{"Transfer-Encoding", "chunked"},
         "Transfer-Encoding",
         "is not to be set: the length of the body is added"},
    };
    for (const auto& each : cases) {
        const std::array<ecr::header_view, 2> headers{{{"Host", "localhost"}, each.header}};
        std::string text = "before";

        const auto problem = ecr::detail::write_http_head(text, {.headers = headers});

        BOOST_TEST_CONTEXT(each.path) {
            BOOST_REQUIRE(problem.has_value());
            BOOST_TEST(problem->path == each.path);
            BOOST_TEST(problem->problem == each.problem);
            BOOST_TEST(text == "before");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_method_or_target_that_would_change_the_request_is_refused) {
    for (const std::string_view target : {"", "/a b", "/a\r\nHost: evil", "/\t", "/\xc3\xa9", "/\x7f"}) {
        std::string text;
        const auto problem = ecr::detail::write_http_head(text, {.target = target});
        BOOST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->path == "target");
        BOOST_TEST(text.empty());
    }
    for (const std::string_view method : {"", "GET /", "GET\r\n", "G\xc3\x89T"}) {
        std::string text;
        const auto problem = ecr::detail::write_http_head(text, {.method = method});
        BOOST_REQUIRE(problem.has_value());
        BOOST_TEST(problem->path == "method");
        BOOST_TEST(text.empty());
    }
}

BOOST_AUTO_TEST_CASE(tabs_and_bytes_beyond_ascii_may_stand_in_a_value) {
    const std::array<ecr::header_view, 2> headers{{{"X-App", "caf\xc3\xa9\tau lait"}, {"X-Empty", ""}}};

    BOOST_TEST(written({.method = "GET", .headers = headers}) ==
               "GET / HTTP/1.1\r\nX-App: caf\xc3\xa9\tau lait\r\nX-Empty: \r\n\r\n");
}

BOOST_AUTO_TEST_SUITE_END()
