#include "support/http_splits.hpp"

#include <ecr/detail/http_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdlib>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::atomic<std::size_t> allocations = 0;

}

void* operator new(std::size_t size) {
    ++allocations;
    if (void* const room = std::malloc(size)) return room;
    throw std::bad_alloc();
}
void operator delete(void* room) noexcept {
    std::free(room);
}
void operator delete(void* room, std::size_t) noexcept {
    std::free(room);
}

namespace {

using ecr::detail::http_defect;
using support::http_outcome;
using support::read;
using support::response;

}

BOOST_AUTO_TEST_SUITE(http_reader)

BOOST_AUTO_TEST_CASE(an_answer_of_the_service_is_read) {
    const auto outcome = read("HTTP/1.1 400 Bad Request\r\n"
                              "x-amzn-RequestId:\t 7a62c49f-347e-4fc4-9331-6e8e7a96aa73 \t\r\n"
                              "Date: Mon, 27 Jul 2026 18:42:31 GMT\r\n"
                              "Content-Type: application/x-amz-json-1.1\r\n"
                              "Content-Length: 7\r\n"
                              "X-Empty:\r\n"
                              "\r\n"
                              "{\"a\":1}");

    const std::vector<std::pair<std::string, std::string>> headers{
        {"x-amzn-RequestId", "7a62c49f-347e-4fc4-9331-6e8e7a96aa73"},
        {"Date", "Mon, 27 Jul 2026 18:42:31 GMT"},
        {"Content-Type", "application/x-amz-json-1.1"},
        {"Content-Length", "7"},
        {"X-Empty", ""}};
    BOOST_TEST(outcome.heads == 1);
    BOOST_TEST(outcome.status == 400);
    BOOST_TEST(outcome.version == 11u);
    BOOST_TEST((outcome.content_length == 7u));
    BOOST_TEST((outcome.headers == headers));
    BOOST_TEST(outcome.body == "{\"a\":1}");
    BOOST_TEST(outcome.done);
    BOOST_TEST(outcome.keep_alive);
}

BOOST_AUTO_TEST_CASE(the_end_of_the_body_and_the_use_of_the_connection_follow_from_the_head) {
    struct {
        std::string_view name;
        std::string text;
        int status;
        std::string_view body;
        bool keep_alive;
    } const cases[] = {
        {"a length", response("Content-Length: 2\r\n", "ab"), 200, "ab", true},
        {"no body", response("Content-Length: 0\r\n"), 200, "", true},
        {"an equal length twice", response("Content-Length: 2\r\nContent-Length: 2\r\n", "ab"), 200, "ab",
         true},
        {"a list of equal lengths", response("Content-Length: 2, 2\r\n", "ab"), 200, "ab", true},
        {"leading zeros", response("Content-Length: 0002\r\n", "ab"), 200, "ab", true},
        {"chunks", response("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n0\r\n\r\n"), 200, "ab", true},
        {"chunks in capitals", response("transfer-encoding: CHUNKED\r\n", "0\r\n\r\n"), 200, "", true},
        {"odd chunks", response("Transfer-Encoding: chunked\r\n", "1;x=\"\r\n"), 200, "", false},
        {"trailers",
         response("Transfer-Encoding: chunked\r\n",
                  "1;x=\"y\"\r\na\r\n0\r\nContent-Length: 9\r\nX: y\r\n\r\n"),
         200, "a", true},
        {"until the end", response("", "abc"), 200, "abc", false},
        {"until the end, empty", response(""), 200, "", false},
        {"close", response("Content-Length: 1\r\nConnection: close\r\n", "a"), 200, "a", false},
        {"close in a list", response("Content-Length: 1\r\nConnection: x, CLOSE\r\n", "a"), 200, "a", false},
        {"keep-alive said", response("Content-Length: 1\r\nConnection: keep-alive\r\n", "a"), 200, "a", true},
        {"version 1.0", "HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na", 200, "a", false},
        {"version 1.0 kept alive", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 1\r\n\r\na",
         200, "a", true},
        {"version 1.0 until the end", "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\n\r\nabc", 200, "abc",
         false},
        {"version 1.0 in chunks",
         "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n",
         200, "a", false},
        {"no content", "HTTP/1.1 204 No Content\r\n\r\n", 204, "", true},
        {"not modified", "HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n", 304, "", true},
        {"no content in chunks", "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked\r\n\r\n", 204, "",
         true},
        {"empty reason", "HTTP/1.1 503 \r\nContent-Length: 0\r\n\r\n", 503, "", true},
        {"unknown status", "HTTP/1.1 799 \xc3\xa9\t?\r\nContent-Length: 0\r\n\r\n", 799, "", true},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            const auto outcome = read(each.text);

            BOOST_TEST(outcome.heads == 1);
            BOOST_TEST(outcome.status == each.status);
            BOOST_TEST(outcome.body == each.body);
            BOOST_TEST(outcome.done == (each.name != "odd chunks"));
            BOOST_TEST(outcome.keep_alive == each.keep_alive);
            BOOST_TEST(outcome.used == (outcome.done ? each.text.size() : 0));
        }
    }
}

BOOST_AUTO_TEST_CASE(bytes_behind_the_response_are_left_and_cost_the_connection) {
    for (const auto& text : {response("Content-Length: 2\r\n", "ab"),
                             response("Transfer-Encoding: chunked\r\n", "2\r\nab\r\n0\r\n\r\n"),
                             std::string("HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n")}) {
        for (const std::string_view more : {"x", "\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"}) {
            const auto outcome = read(text + std::string(more));

            BOOST_TEST(outcome.done);
            BOOST_TEST(outcome.used == text.size());
            BOOST_TEST(outcome.promises_keep_alive);
            BOOST_TEST(!outcome.keep_alive);
            BOOST_TEST(outcome.heads == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(interim_responses_are_passed_over) {
    const auto last = response("Content-Length: 2\r\n", "ab");
    struct {
        std::string_view name;
        std::string before;
    } const cases[] = {
        {"continue", "HTTP/1.1 100 Continue\r\n\r\n"},
        {"processing, twice", "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n"},
        {"hints with headers", "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\nContent-Length: 9\r\n\r\n"},
        {"unknown", "HTTP/1.1 199 ?\r\nConnection: close\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            const auto outcome = read(each.before + last);

            BOOST_TEST(outcome.heads == 1);
            BOOST_TEST(outcome.status == 200);
            BOOST_TEST(outcome.headers.size() == 1u);
            BOOST_TEST(outcome.body == "ab");
            BOOST_TEST(outcome.keep_alive);
            BOOST_TEST(read(each.before).message == "the response ended inside its head");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_value_that_is_folded_over_lines_is_put_together) {
    const auto outcome = read(response("X-Before: 1\r\nX-Folded: a  \r\n\t b\r\n  \r\n c\r\nX-Late:\r\n d\r\n"
                                       "Content-Length: 0\r\nX-After: 2\r\n"));

    const std::vector<std::pair<std::string, std::string>> headers{
        {"X-Before", "1"}, {"X-Folded", "a b c"}, {"X-Late", "d"}, {"Content-Length", "0"}, {"X-After", "2"}};
    BOOST_TEST((outcome.headers == headers));
    BOOST_TEST(outcome.keep_alive);
}

BOOST_AUTO_TEST_CASE(the_next_response_begins_with_a_clean_slate) {
    http_outcome first;
    http_outcome second;
    support::http_recorder first_sink(first);
    support::http_recorder second_sink(second);
    ecr::detail::http_reader reader(first_sink, {.max_body = 5});
    reader.write(response("X: 1\r\nTransfer-Encoding: chunked\r\n", "9\r\n123456789\r\n"));
    BOOST_TEST(reader.failed());

    reader.reset(second_sink);
    BOOST_TEST(!reader.started());
    BOOST_TEST(reader.need_more());
    const auto text = response("Content-Length: 5\r\n", "abcde");
    const auto used = reader.write(text);

    BOOST_TEST(used == text.size());
    BOOST_TEST(reader.done());
    BOOST_TEST(reader.keep_alive());
    BOOST_TEST((reader.failure().defect == http_defect::none));
    BOOST_TEST(reader.failure().message == "");
    BOOST_TEST(second.headers.size() == 1u);
    BOOST_TEST(second.body == "abcde");
    BOOST_TEST(first.body == "12345");
}

BOOST_AUTO_TEST_CASE(a_sink_that_wants_no_more_ends_the_response) {
    struct : ecr::response_sink {
        void head(const ecr::http_head&) override {}
        bool body(std::string_view) override { return ++pieces != 2; }
        int pieces = 0;
    } sink;
    ecr::detail::http_reader reader(sink);

    reader.write(response("Content-Length: 5\r\n", "a"));
    BOOST_TEST(reader.need_more());
    reader.write("b");
    const auto used = reader.write("cde");

    BOOST_TEST(reader.failed());
    BOOST_TEST(used == 0u);
    BOOST_TEST(sink.pieces == 2);
    BOOST_TEST(!reader.keep_alive());
    BOOST_TEST((reader.failure().defect == http_defect::unwanted));
    BOOST_TEST(!reader.finish());
}

BOOST_AUTO_TEST_CASE(a_sink_may_refuse_the_last_piece_too) {
    struct : ecr::response_sink {
        void head(const ecr::http_head&) override {}
        bool body(std::string_view) override { return false; }
    } sink;
    for (const auto& text : {response("Content-Length: 1\r\n", "a"),
                             response("Transfer-Encoding: chunked\r\n", "1\r\na\r\n0\r\n\r\n")}) {
        ecr::detail::http_reader reader(sink);

        reader.write(text);

        BOOST_TEST((reader.failure().defect == http_defect::unwanted));
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_allocated_for_a_response_once_a_few_were_read) {
    struct : ecr::response_sink {
        void head(const ecr::http_head& head) override { headers += head.headers.size(); }
        bool body(std::string_view piece) override { return (bytes += piece.size()) != 0; }
        std::size_t headers = 0;
        std::size_t bytes = 0;
    } sink;
    const auto sized = response("X-Amzn-RequestId: 7a62c49f\r\nX-Folded: a\r\n b\r\nContent-Length: 2000\r\n",
                                std::string(2000, 'x'));
    const auto chunked = response("Transfer-Encoding: chunked\r\n", "3;a=b\r\nabc\r\n0\r\nX: y\r\n\r\n");
    ecr::detail::http_reader reader(sink);
    const auto read_both = [&](std::size_t cut) {
        for (const auto& text : {std::string_view(sized), std::string_view(chunked)}) {
            reader.reset(sink);
            reader.write(text.substr(0, cut));
            reader.write(text.substr(cut));
        }
    };
    read_both(0);

    const auto before = allocations.load();
    for (std::size_t i = 0; i != 500; ++i) read_both(i % chunked.size());
    const auto after = allocations.load();

    BOOST_TEST(before > 0u);
    BOOST_TEST(after == before);
    BOOST_TEST(sink.headers == 501u * 4);
    BOOST_TEST(sink.bytes == 501u * 2003);
}

BOOST_AUTO_TEST_SUITE_END()
