#include <ecr/emulator/request_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_request_reader)

namespace {

using ecr::emulation::message_limits;
using ecr::emulation::request_reader;

constexpr message_limits small{.max_head = 200, .max_headers = 4, .max_body = 20};

/// The requests in the bytes, given in pieces of this size; a refusal ends the list with its status.
std::vector<std::string> read(std::string_view bytes, std::size_t piece) {
    std::vector<std::string> seen;
    request_reader reader(small);
    while (!bytes.empty() && reader.refusal() == 0) {
        reader.write(bytes.substr(0, piece));
        bytes.remove_prefix(std::min(piece, bytes.size()));
        while (reader.done()) {
            const bool keep = reader.keep_alive();
            const auto request = reader.take();
            seen.push_back(request.method + " " + request.target + " " + std::to_string(request.version) +
                           " " + std::to_string(request.headers.size()) + (keep ? " + " : " - ") +
                           request.body);
            reader.reset();
        }
    }
    if (reader.refusal() != 0) seen.push_back(std::to_string(reader.refusal()));
    return seen;
}

struct example {
    std::string bytes{};
    std::vector<std::string> seen{};
};

const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";

const std::vector<example> examples{
    {"GET /a?b HTTP/1.1\r\nHost: h\r\n\r\n", {"GET /a?b 11 1 + "}},
    {"GET / HTTP/1.0\r\n\r\n", {"GET / 10 0 - "}},
    {"GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\nGET /b HTTP/1.1\r\nConnection: close\r\n\r\n",
     {"GET / 10 1 + ", "GET /b 11 1 - "}},
    {"POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\nbodyGET / HTTP/1.1\r\n\r\n",
     {"POST / 11 1 + body", "GET / 11 0 + "}},
    {chunked + "3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nT: t\r\n\r\n" + chunked + "0\r\n\r\n",
     {"POST / 11 1 + abcde", "POST / 11 1 + "}},
    {"POST / HTTP/1.1\r\nContent-Length: 20\r\n\r\n01234567890123456789",
     {"POST / 11 1 + 01234567890123456789"}},
    {"POST / HTTP/1.1\r\nContent-Length: 21\r\n\r\n", {"413"}},
    {chunked + "15\r\n012345678901234567890\r\n0\r\n\r\n", {"413"}},
    {chunked + "x\r\n", {"400"}},
    {"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", {"400"}},
    {"POST / HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", {"400"}},
    {"POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", {"400"}},
    {"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", {"400"}},
    {"POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", {"400"}},
    {"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", {"400"}},
    {"GET / HTTP/1.1\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\nE: 5\r\n\r\n", {"431"}},
    {"GET / HTTP/1.1\r\nA: " + std::string(300, 'a') + "\r\n\r\n", {"431"}},
    {std::string(300, 'a'), {"431"}},
    {"GET / HTTP/1.1\r\nA", {}},
    {"nonsense\r\n\r\n", {"400"}},
};

}

BOOST_AUTO_TEST_CASE(requests_are_read_alike_however_they_are_cut) {
    for (const auto& each : examples) {
        for (std::size_t piece = 1; piece <= each.bytes.size(); ++piece) {
            BOOST_TEST_CONTEXT(each.bytes << " in pieces of " << piece)
            BOOST_TEST(read(each.bytes, piece) == each.seen, boost::test_tools::per_element());
        }
    }
}

BOOST_AUTO_TEST_CASE(leave_to_send_a_body_is_asked_for_once) {
    const std::string head = "POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n";
    request_reader waiting(small);
    waiting.write(head);
    request_reader complete(small);
    complete.write(head + "body");
    request_reader silent(small);
    silent.write("POST / HTTP/1.1\r\nContent-Length: 4\r\n\r\n");

    BOOST_TEST(waiting.must_encourage());
    BOOST_TEST(!waiting.must_encourage());
    BOOST_TEST(!complete.must_encourage());
    BOOST_TEST(!silent.must_encourage());
}

BOOST_AUTO_TEST_SUITE_END()
