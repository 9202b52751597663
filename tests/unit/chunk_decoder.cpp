#include <ecr/detail/chunk_decoder.hpp>

#include <boost/test/unit_test.hpp>

#include <ostream>
#include <string>
#include <string_view>

namespace {

struct outcome {
    std::string data{};
    std::size_t used = 0;
    bool done = false;
    std::string problem{};

    friend bool operator==(const outcome&, const outcome&) = default;
    friend std::ostream& operator<<(std::ostream& out, const outcome& o) {
        return out << '<' << o.data << ">, used " << o.used << ", done " << o.done << ", " << o.problem;
    }
};

void feed(ecr::detail::chunk_decoder& decoder, std::string_view piece, outcome& result) {
    while (!piece.empty() && !decoder.done() && !decoder.failed()) {
        const auto [used, data] = decoder.take(piece);
        BOOST_TEST_REQUIRE(used > 0u);
        result.data += data;
        result.used += used;
        piece.remove_prefix(used);
    }
}

outcome decoded(std::string_view text, std::size_t cut, std::size_t max_line = 100) {
    ecr::detail::chunk_decoder decoder(max_line);
    outcome result;
    feed(decoder, text.substr(0, cut), result);
    feed(decoder, text.substr(cut), result);
    result.done = decoder.done();
    result.problem = decoder.problem();
    return result;
}

/// The result for a text in one piece, which is also that of every other way to cut it.
outcome decoded(std::string_view text) {
    const auto whole = decoded(text, 0);
    for (std::size_t cut = 1; cut < text.size(); ++cut) BOOST_TEST(decoded(text, cut) == whole);
    ecr::detail::chunk_decoder decoder(100);
    outcome bytewise;
    for (const char& c : text) feed(decoder, {&c, 1}, bytewise);
    bytewise.done = decoder.done();
    bytewise.problem = decoder.problem();
    BOOST_TEST(bytewise == whole);
    return whole;
}

}

BOOST_AUTO_TEST_SUITE(chunk_decoder)

BOOST_AUTO_TEST_CASE(what_is_allowed_is_read_to_its_end_and_no_further) {
    struct {
        std::string_view text;
        std::string_view data;
    } const cases[] = {
        {"0\r\n\r\n", ""},
        {"000\r\n\r\n", ""},
        {"3\r\nabc\r\n0\r\n\r\n", "abc"},
        {"003\r\nabc\r\n2\r\nde\r\n0\r\n\r\n", "abcde"},
        {"a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "01234567890123456789"},
        {"2\r\n\r\n\r\n0\r\n\r\n", "\r\n"},
        {"5\r\n0\r\n\r\n\r\n0\r\n\r\n", "0\r\n\r\n"},
        {"1;a\r\nx\r\n0;b=c;d=\"e;f\\\"\"\r\n\r\n", "x"},
        {"1 ; a = b\r\nx\r\n0\r\n\r\n", "x"},
        {"1  \r\nx\r\n0\t\r\n\r\n", "x"},
        {"1;\r\nx\r\n0;;\r\n\r\n", "x"},
        {"1;caf\xc3\xa9=\t1\r\nx\r\n0\r\n\r\n", "x"},
        {"1\r\nx\r\n0\r\nExpires: never\r\nX:\r\n\r\n", "x"},
        {"1\r\nx\r\n0\r\nContent-Length: 7\r\nTransfer-Encoding: gzip\r\n\r\n", "x"},
    };
    for (const auto& each : cases) {
        const auto result = decoded(each.text);

        BOOST_TEST_CONTEXT(each.text) {
            BOOST_TEST(result == (outcome{std::string(each.data), each.text.size(), true, ""}));
            BOOST_TEST(decoded(std::string(each.text) + "HTTP/1.1") == result);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_allowed_is_refused_with_its_first_wrong_byte) {
    using namespace std::string_view_literals;
    constexpr std::string_view not_a_number = "the size of a chunk is not a number";
    constexpr std::string_view wrong_end =
        "a chunk does not end where its size says, or a line without CR LF";
    constexpr std::string_view extension = "a chunk has a control character in its extensions";
    constexpr std::string_view trailer = "a trailer is not a header";
    constexpr std::string_view trailer_value = "a trailer has a control character in its value";
    struct {
        std::string_view text;
        std::size_t used;
        std::string_view data;
        std::string_view problem;
    } const cases[] = {
        {"\r\n0\r\n\r\n", 1, "", not_a_number},
        {"-1\r\nx\r\n0\r\n\r\n", 1, "", not_a_number},
        {"+1\r\nx\r\n0\r\n\r\n", 1, "", not_a_number},
        {" 1\r\nx\r\n0\r\n\r\n", 1, "", not_a_number},
        {"0x1\r\nx\r\n0\r\n\r\n", 2, "", not_a_number},
        {"1g\r\nx\r\n0\r\n\r\n", 2, "", not_a_number},
        {";a\r\n\r\n", 1, "", not_a_number},
        {"1\nx\r\n0\r\n\r\n", 2, "", not_a_number},
        {"1\rx\r\n0\r\n\r\n", 3, "", wrong_end},
        {"1;a\nx\r\n0\r\n\r\n", 4, "", extension},
        {"1;\0\r\nx\r\n0\r\n\r\n"sv, 3, "", extension},
        {"1;a\r\rx\r\n0\r\n\r\n", 5, "", wrong_end},
        {"1\r\nxy\r\n0\r\n\r\n", 5, "x", wrong_end},
        {"3\r\nxy\r\n0\r\n\r\n", 7, "xy\r", wrong_end},
        {"1\r\nx\n0\r\n\r\n", 5, "x", wrong_end},
        {"1\r\nx\r0\r\n\r\n", 6, "x", wrong_end},
        {"1\r\nx\r\n\r\n", 7, "x", not_a_number},
        {"0\r\n\n", 4, "", trailer},
        {"0\r\n\rx", 5, "", wrong_end},
        {"0\r\n : a\r\n\r\n", 4, "", trailer},
        {"0\r\n:a\r\n\r\n", 4, "", trailer},
        {"0\r\nA\r\n\r\n", 5, "", trailer},
        {"0\r\nA b: c\r\n\r\n", 5, "", trailer},
        {"0\r\nA: b\r\n c\r\n\r\n", 10, "", trailer},
        {"0\r\nA: b\n\r\n", 8, "", trailer_value},
        {"0\r\nA: b\rc\r\n\r\n", 9, "", wrong_end},
        {"10000000000000000\r\n", 17, "", "the size of a chunk is beyond all bounds"},
        {"fffffffffffffffff\r\n", 17, "", "the size of a chunk is beyond all bounds"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.text) {
            BOOST_TEST(decoded(each.text) ==
                       (outcome{std::string(each.data), each.used, false, std::string(each.problem)}));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_largest_size_is_read_without_overflow) {
    const auto result = decoded("ffffffffffffffff\r\nabc");

    BOOST_TEST(result == (outcome{"abc", 21, false, ""}));
}

BOOST_AUTO_TEST_CASE(each_line_and_all_trailers_together_have_a_limit) {
    constexpr std::string_view problem = "the extensions of a chunk or the trailers are too long";
    struct {
        std::string text;
        bool accepted;
    } const cases[] = {
        {"1;" + std::string(6, 'x') + "\r\na\r\n0;" + std::string(6, 'x') + "\r\nA: 12345\r\n\r\n", false},
        {"1;" + std::string(6, 'x') + "\r\na\r\n0;" + std::string(6, 'x') + "\r\nA: 1\r\n\r\n", true},
        {"1;" + std::string(7, 'x') + "\r\na\r\n0\r\n\r\n", false},
        {"00000001\r\na\r\n0\r\n\r\n", true},
        {"000000001\r\na\r\n0\r\n\r\n", false},
        {"0\r\nA:\r\nB:\r\n\r\n", true},
        {"0\r\nA:\r\nB: 1\r\n\r\n", false},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.text) {
            const auto result = decoded(each.text, 0, 10);

            BOOST_TEST(result.done == each.accepted);
            BOOST_TEST(result.problem == (each.accepted ? "" : problem));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
