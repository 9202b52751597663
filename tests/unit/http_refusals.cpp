#include "support/http_splits.hpp"

#include <ecr/detail/http_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace {

using ecr::detail::http_defect;
using support::bytewise;
using support::http_outcome;
using support::read;
using support::response;
using support::whole;

}

BOOST_AUTO_TEST_SUITE(http_refusals)

BOOST_AUTO_TEST_CASE(what_is_not_one_clear_response_is_refused) {
    using namespace std::string_literals;
    const std::string head = "the response head is malformed: ";
    const std::string no_cr = "the response is malformed: a line of the head ends without CR";
    const std::string not_http = "the answer is not an HTTP/1 response";
    const std::string coding =
        "the response is malformed: it has a transfer coding other than chunked, or a length beside it";
    struct {
        std::string_view name;
        std::string text;
        std::string message;
    } const cases[] = {
        {"a later version", "HTTP/2.0 200 OK\r\n\r\n", not_http},
        {"an unknown minor version", "HTTP/1.2 200 OK\r\n\r\n", head},
        {"no version", "HTTP/1. 200 OK\r\n\r\n", head},
        {"small letters", "http/1.1 200 OK\r\n\r\n", not_http},
        {"an empty line first", "\r\nHTTP/1.1 200 OK\r\n\r\n", not_http},
        {"another protocol", "SSH-2.0-OpenSSH_9.2p1", not_http},
        {"a body alone", "{}", not_http},
        {"a TLS alert", "\x15\x03\x03\0\x02\x02\x46"s,
         "the answer is TLS and not HTTP: the port expects https"},
        {"a status of two digits", "HTTP/1.1 20 OK\r\n\r\n", head},
        {"a status of four digits", "HTTP/1.1 2000 OK\r\n\r\n", head},
        {"a status that is no number", "HTTP/1.1 2x0 OK\r\n\r\n", head},
        {"a negative status", "HTTP/1.1 -20 OK\r\n\r\n", head},
        {"a status below all", "HTTP/1.1 099 OK\r\n\r\n", head + "status 99"},
        {"two spaces", "HTTP/1.1  200 OK\r\n\r\n", head},
        {"no status", "HTTP/1.1\r\n\r\n", head},
        {"a control character in the reason", "HTTP/1.1 200 O\0K\r\n\r\n"s, head},
        {"LF after the status", "HTTP/1.1 200 OK\nContent-Length: 0\r\n\r\n", no_cr},
        {"LF after a header", response("Content-Length: 0\nX: y\r\n"), no_cr},
        {"LF only", "HTTP/1.1 200 OK\nContent-Length: 0\n\n", no_cr},
        {"LF as the empty line", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\n", no_cr},
        {"CR inside a value", response("X: a\rb\r\n"), head},
        {"CR CR LF", response("X: a\r\r\n"), head},
        {"NUL in a value", response("X: a\0b\r\n"s), head},
        {"no colon", response("X\r\n"), head},
        {"no name", response(": a\r\n"), head},
        {"a space before the colon", response("Content-Length : 0\r\n"), head},
        {"a space in a name", response("Content Length: 0\r\n"), head},
        {"a name beyond ASCII", response("X-\xc3\xa9: 0\r\n"), head},
        {"a fold before any header", response(" X: a\r\n"), head},
        {"a value folded beyond all bounds",
         response("X: " + std::string(3000, 'a') + "\r\n " + std::string(3000, 'a') + "\r\n"), head},
        {"lengths that differ", response("Content-Length: 2\r\nContent-Length: 3\r\n", "abc"), head},
        {"a list of lengths that differ", response("Content-Length: 2, 3\r\n", "abc"), head},
        {"a negative length", response("Content-Length: -1\r\n", "a"), head},
        {"a length with a plus", response("Content-Length: +1\r\n", "a"), head},
        {"a hexadecimal length", response("Content-Length: 0x1\r\n", "a"), head},
        {"a length with a fraction", response("Content-Length: 1.0\r\n", "a"), head},
        {"an empty length", response("Content-Length:\r\n", "a"), head},
        {"an empty list", response("Content-Length: ,\r\n", "a"), head},
        {"two numbers", response("Content-Length: 1 1\r\n", "a"), head},
        {"a length of 2 to the 64", response("Content-Length: 18446744073709551616\r\n", "a"), head},
        {"a length of 30 digits", response("Content-Length: 100000000000000000000000000000\r\n", "a"), head},
        {"length and chunks", response("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"),
         head},
        {"chunks and length", response("Transfer-Encoding: chunked\r\nContent-Length: 1\r\n", "0\r\n\r\n"),
         head},
        {"chunked twice", response("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), head},
        {"chunked twice in a list", response("Transfer-Encoding: chunked, chunked\r\n"), coding},
        {"compressed chunks", response("Transfer-Encoding: gzip, chunked\r\n"), coding},
        {"chunks, compressed", response("Transfer-Encoding: chunked, gzip\r\n"), coding},
        {"compressed until the end", response("Transfer-Encoding: gzip\r\n"), coding},
        {"compressed with a length", response("Transfer-Encoding: gzip\r\nContent-Length: 1\r\n"), coding},
        {"compressed, then chunked", response("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
         coding},
        {"an empty coding", response("Transfer-Encoding:\r\n"), coding},
        {"a change of protocol", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n",
         "the response changes to a protocol that was not asked for"},
        {"a malformed interim response", "HTTP/1.1 100 Continue\r\nX\r\n\r\n", head},
        {"a malformed chunk", response("Transfer-Encoding: chunked\r\n", "x\r\n"),
         "the response body is malformed: the size of a chunk is not a number"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            const auto outcome = each.text.size() < 1000 ? read(each.text) : bytewise(each.text);

            BOOST_TEST(!outcome.done);
            BOOST_TEST((outcome.defect == http_defect::malformed));
            BOOST_TEST(outcome.message.substr(0, each.message.size()) == each.message);
            BOOST_TEST(outcome.message.size() > head.size());
            BOOST_TEST(outcome.body == "");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_response_that_ends_early_is_told_from_a_complete_one_at_each_byte) {
    const std::string in_head = "the response ended inside its head";
    struct {
        std::string text;
        std::string in_body;
    } const cases[] = {
        {response("Content-Length: 5\r\n", "abcde"), "of 5 bytes"},
        {response("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n"),
         "bytes of a body of unknown size"},
        {"HTTP/1.1 100 Continue\r\n\r\n" + response("Content-Length: 5\r\n", "abcde"), "of 5 bytes"},
    };
    for (const auto& each : cases) {
        for (std::size_t size = 1; size < each.text.size(); ++size) {
            const auto outcome = whole(std::string_view(each.text).substr(0, size));

            const auto expected =
                outcome.heads == 0
                    ? in_head
                    : "the response ended after " + std::to_string(outcome.body.size()) + " " + each.in_body;
            BOOST_TEST((outcome.defect == http_defect::closed_early));
            BOOST_TEST(outcome.message == expected);
            BOOST_TEST(!outcome.keep_alive);
        }
        BOOST_TEST(whole(each.text).done);
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_ends_before_the_response_is_told_apart) {
    http_outcome outcome;
    support::http_recorder sink(outcome);
    ecr::detail::http_reader reader(sink);
    reader.write("");

    const bool complete = reader.finish();

    BOOST_TEST(!complete);
    BOOST_TEST(!reader.started());
    BOOST_TEST((reader.failure().defect == http_defect::closed_early));
    BOOST_TEST(reader.failure().message == "the connection was closed before the response began");
}

BOOST_AUTO_TEST_CASE(what_comes_after_a_failure_is_not_looked_at) {
    http_outcome outcome;
    support::http_recorder sink(outcome);
    ecr::detail::http_reader reader(sink);
    reader.write("x");
    const auto message = reader.failure().message;

    const auto used = reader.write(response("Content-Length: 0\r\n"));
    const bool complete = reader.finish();

    BOOST_TEST(used == 0u);
    BOOST_TEST(!complete);
    BOOST_TEST(reader.started());
    BOOST_TEST(outcome.heads == 0);
    BOOST_TEST(reader.failure().message == message);
}

BOOST_AUTO_TEST_CASE(a_head_may_have_as_many_bytes_as_its_limit_says) {
    const auto text = response("X: " + std::string(70000, 'x') + "\r\nContent-Length: 0\r\n");
    const std::string interim = "HTTP/1.1 100 Continue\r\n\r\n";
    const ecr::response_limits enough{.max_head = text.size()};
    const ecr::response_limits too_few{.max_head = text.size() - 1};

    BOOST_TEST(whole(text, enough).keep_alive);
    BOOST_TEST(bytewise(text, enough).keep_alive);
    for (const auto& outcome : {whole(text, too_few), bytewise(text, too_few), whole(interim + text, enough),
                                whole(text), whole("HTTP/1.1 200 " + std::string(100000, 'x'))}) {
        BOOST_TEST(outcome.heads == 0);
        BOOST_TEST((outcome.defect == http_defect::too_large));
    }
    BOOST_TEST(whole(text).message ==
               "the response head is larger than response_limits::max_head (65536 bytes)");
}

BOOST_AUTO_TEST_CASE(what_lies_beyond_the_limit_of_a_head_does_not_count) {
    const std::string interim = "HTTP/1.1 100 Continue\r\n\r\n";

    const auto within = read(interim + "HTTP/x", {.max_head = interim.size() + 6});
    const auto beyond = read(interim + "HTTP/x", {.max_head = interim.size() + 5});

    BOOST_TEST((within.defect == http_defect::malformed));
    BOOST_TEST((beyond.defect == http_defect::too_large));
}

BOOST_AUTO_TEST_CASE(a_head_may_have_as_many_headers_as_its_limit_says) {
    const ecr::response_limits limits{.max_headers = 3};

    const auto enough = read(response("A: 1\r\nB: 2\r\nContent-Length: 0\r\n"), limits);
    const auto too_many = read(response("A: 1\r\nB: 2\r\nC: 3\r\nContent-Length: 0\r\n"), limits);

    BOOST_TEST(enough.keep_alive);
    BOOST_TEST(too_many.heads == 0);
    BOOST_TEST((too_many.defect == http_defect::too_large));
    BOOST_TEST(too_many.message == "the response has more headers than response_limits::max_headers (3)");
}

BOOST_AUTO_TEST_CASE(a_body_may_have_as_many_bytes_as_its_limit_says) {
    struct {
        std::string text;
        std::string_view body;
        std::string_view message;
    } const cases[] = {
        {response("Content-Length: 3\r\n", "abc"), "abc", ""},
        {response("Content-Length: 4\r\n", "abcd"), "",
         "the response body of 4 bytes is larger than response_limits::max_body (3 bytes)"},
        {response("Content-Length: 18446744073709551615\r\n", "abcd"), "",
         "the response body of 18446744073709551615 bytes is larger than response_limits::max_body (3 "
         "bytes)"},
        {response("", "abc"), "abc", ""},
        {response("", "abcd"), "abc", "the response body is larger than response_limits::max_body (3 bytes)"},
        {response("Transfer-Encoding: chunked\r\n", "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n"), "abc", ""},
        {response("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n2\r\ncd\r\n0\r\n\r\n"), "abc",
         "the response body is larger than response_limits::max_body (3 bytes)"},
    };
    for (const auto& each : cases) {
        const auto outcome = read(each.text, {.max_body = 3});

        BOOST_TEST_CONTEXT(each.text) {
            BOOST_TEST(outcome.heads == 1);
            BOOST_TEST(outcome.body == each.body);
            BOOST_TEST(outcome.message == each.message);
            BOOST_TEST(
                (outcome.defect == (each.message.empty() ? http_defect::none : http_defect::too_large)));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
