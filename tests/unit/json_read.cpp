#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operation/describe_images.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <support/user_shapes.hpp>
#include <utility>
#include <vector>

namespace {

using ecr::detail::json_reader;
using namespace std::chrono_literals;

template <class Shape = mine::everything>
Shape read(std::string_view text) {
    Shape object;
    BOOST_TEST(ecr::detail::json_read(text, object) == "", text);
    return object;
}

// Each chunk is a copy without a byte to spare, so that the address sanitizer sees a read beyond the end.
template <class Shape>
std::string read_in_chunks(const std::vector<std::string_view>& chunks, Shape& object) {
    json_reader reader(object);
    bool accepted = true;
    for (const auto chunk : chunks) {
        const std::vector<char> copy(chunk.begin(), chunk.end());
        accepted = reader.write({copy.data(), copy.size()});
    }
    accepted = reader.finish();
    BOOST_TEST(accepted == reader.error().problem.empty());
    return accepted ? "" : to_string(reader.error());
}

std::vector<std::string_view> pieces(std::string_view text, std::size_t length) {
    std::vector<std::string_view> all;
    for (std::size_t at = 0; at < text.size(); at += length) all.push_back(text.substr(at, length));
    return all;
}

std::string golden(const std::string& name) {
    std::ifstream file(std::string(ECR_TEST_DATA) + "/../wire/operations/" + name);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Everything that can be split in an unlucky place, and unknown members of every shape in between.
constexpr std::string_view every_kind =
    R"( {"flag":true,"small":-2147483648,"unknown\u00e9":"x","large":9223372036854775807,"real":-1.25e-2,)"
    R"("text":"é\u00e9\ud83d\ude00\n\"\\😀漢","u":{"flag":[{"a":{"b":[null,1,"}"]}}]},"time":1714564800.125,)"
    "\"bytes\":\"AAEC/+8=\",\r\n\t\"color\":\"DARK_GREEN\",\"point\":{\"x\":1.0E1,\"label\":\"é\"},"
    R"("points":[{"x":1},{},{"x":-2,"y":-1234567890.0625e-17,"label":null}],"named":{"é":{"x":1},"":{"x":2}},)"
    R"("maybeFlag":false,"maybeSmall":0,"maybeLarge":-9223372036854775808,"maybeReal":"-Infinity","漢":null,)"
    R"("maybeText":"","maybeTime":"2024-05-01T12:00:00.125Z","maybeBytes":"","maybeColor":"BLU\u00cb",)"
    R"("maybePoint":{},"maybeTexts":["","a\\","\u0000é"],"counts":{"RED":1,"\u0052ED2":2},)"
    R"("rows":[[],[1,2],[3]],"Secret_Text":"s","":[],"z":-0.1e+2,"y":[[],{},"",0,false]} )";

mine::everything every_value() {
    mine::everything object{.flag = true,
                            .small = -2147483647 - 1,
                            .large = 9223372036854775807,
                            .real = -0.0125,
                            .text = "éé\U0001F600\n\"\\\U0001F600漢",
                            .time = ecr::timestamp(1714564800125ms),
                            .bytes = ecr::blob::copy(std::string_view("\0\1\2\xff\xef", 5)),
                            .color = mine::color::dark_green,
                            .point = {.x = 10, .label = "é"},
                            .points = {{.x = 1}, {}, {.x = -2}},
                            .named = {{"é", {.x = 1}}, {"", {.x = 2}}}};
    object.maybe_flag = false;
    object.maybe_small = 0;
    object.maybe_large = -9223372036854775807 - 1;
    object.maybe_real = -std::numeric_limits<double>::infinity();
    object.maybe_text = "";
    object.maybe_time = object.time;
    object.maybe_bytes.emplace();
    object.maybe_color = ecr::open_enum<mine::color>("BLUË");
    object.maybe_point.emplace();
    object.maybe_texts = {"", "a\\", std::string("\0é", 3)};
    object.counts = {{mine::color::red, 1}, {ecr::open_enum<mine::color>("RED2"), 2}};
    object.rows = {{}, {1, 2}, {3}};
    object.secret = "s";
    return object;
}

}

BOOST_AUTO_TEST_SUITE(json_read)

BOOST_AUTO_TEST_CASE(every_kind_of_value_is_read) {
    BOOST_TEST(read(every_kind) == every_value());
}

BOOST_AUTO_TEST_CASE(every_split_into_two_chunks_gives_the_same) {
    for (std::size_t at = 0; at <= every_kind.size(); ++at) {
        BOOST_TEST_CONTEXT("split at " << at) {
            mine::everything object;

            BOOST_TEST(read_in_chunks({every_kind.substr(0, at), {}, every_kind.substr(at)}, object) == "");
            BOOST_TEST(object == every_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(chunks_of_every_small_size_give_the_same) {
    for (std::size_t length = 1; length != 70; ++length) {
        BOOST_TEST_CONTEXT("chunks of " << length) {
            mine::everything object;

            BOOST_TEST(read_in_chunks(pieces(every_kind, length), object) == "");
            BOOST_TEST(object == every_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_response_is_read_alike_whole_and_byte_by_byte_and_written_back) {
    const std::string text = golden("describe_images.response.json");
    const auto whole = read<ecr::describe_images_response>(text);
    ecr::describe_images_response bytewise;
    std::string written;

    BOOST_TEST(read_in_chunks(pieces(text, 1), bytewise) == "");

    BOOST_TEST(whole.image_details.size() > 1U);
    BOOST_TEST((whole == bytewise));
    BOOST_TEST(!ecr::detail::json_write(whole, written).has_value());
    BOOST_TEST((read<ecr::describe_images_response>(written) == whole));
}

BOOST_AUTO_TEST_CASE(a_text_without_anything_is_an_empty_object) {
    for (const std::string_view text : {"", " ", "\r\n\t ", "{}", " { \n} "}) {
        mine::everything object;

        BOOST_TEST(ecr::detail::json_read(text, object) == "", text);
        BOOST_TEST(object == mine::everything());
    }
    mine::nothing nothing;
    BOOST_TEST(ecr::detail::json_read(R"({"a":1,"b":{"c":[]}})", nothing) == "");
}

BOOST_AUTO_TEST_CASE(a_null_is_an_absent_value) {
    const auto object =
        read(R"({"flag":null,"small":null,"large":null,"real":null,"text":null,"time":null,"bytes":null,)"
             R"("color":null,"point":null,"points":null,"named":null,"maybeFlag":null,"maybePoint":null,)"
             R"("maybeTexts":null,"counts":null,"rows":null,"Secret_Text":null})");

    BOOST_TEST(object == mine::everything());
    BOOST_TEST((read(R"({"points":[null,{"x":1},null]})").points == std::vector<mine::point>{{.x = 1}}));
    BOOST_TEST((read(R"({"rows":[null,[null]]})").rows == std::vector<std::vector<std::int64_t>>{{}}));
    BOOST_TEST(read(R"({"maybeTexts":[null]})").maybe_texts->empty());
    BOOST_TEST(read(R"({"named":{"a":null},"counts":{"RED":null}})") == mine::everything());
}

BOOST_AUTO_TEST_CASE(of_a_repeated_member_the_last_counts) {
    struct {
        std::string_view member, first, last;
    } const cases[] = {
        {"flag", "true", "false"},
        {"small", "1", "2"},
        {"real", "1.5", "2"},
        {"text", "\"a long text that is replaced\"", "\"b\""},
        {"time", "1", "\"2024-05-01T12:00:00Z\""},
        {"bytes", "\"AAAA\"", "\"\""},
        {"color", "\"BLUE\"", "\"RED\""},
        {"point", R"({"x":1,"label":"a"})", R"({"label":"b"})"},
        {"points", R"([{"x":1},{"x":2}])", R"([{"label":"b"}])"},
        {"named", R"({"a":{"x":1}})", R"({"b":{}})"},
        {"maybeSmall", "1", "2"},
        {"maybeText", "\"a\"", "\"b\""},
        {"maybePoint", R"({"x":1,"label":"a"})", "{}"},
        {"maybeTexts", R"(["a","b"])", "[]"},
        {"counts", R"({"RED":1})", R"({"DARK_GREEN":2})"},
        {"rows", "[[1],[2]]", "[[3]]"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.member) {
            const std::string key = "\"" + std::string(each.member) + "\":";
            const std::string first = key + std::string(each.first);
            const std::string last = key + std::string(each.last);

            BOOST_TEST(read("{" + first + ",\"x\":0," + last + "}") == read("{" + last + "}"));
            BOOST_TEST(read("{" + first + "," + key + "null}") == mine::everything());
            BOOST_TEST(read("{" + key + "null," + last + "}") == read("{" + last + "}"));
            BOOST_TEST((read("{" + first + "}") != read("{" + last + "}")));
        }
    }
}

BOOST_AUTO_TEST_CASE(of_a_repeated_key_in_a_map_the_last_counts) {
    const auto object = read(R"({"named":{"a":{"x":1,"label":"l"},"b":{"x":2},"a":{},"b":null}})");

    BOOST_TEST((object.named == std::map<std::string, mine::point>{{"a", {}}}));
}

BOOST_AUTO_TEST_CASE(what_the_object_held_is_replaced_only_where_a_member_comes) {
    mine::everything object = every_value();

    BOOST_TEST(ecr::detail::json_read(
                   R"({"points":[{}],"point":{"label":"new"},"counts":{},"maybeText":null})", object) == "");

    mine::everything expected = every_value();
    expected.points = {{}};
    expected.point = {.label = "new"};
    expected.counts.clear();
    expected.maybe_text.reset();
    BOOST_TEST(object == expected);
}

BOOST_AUTO_TEST_CASE(members_are_found_in_any_order) {
    const std::string_view members[] = {R"("x":1)", R"("label":"a")", R"("z":[{"x":2}])"};
    std::size_t order[] = {0, 1, 2};
    do {
        std::string text = "{";
        for (const std::size_t each : order) text.append(members[each]).append(",");
        text.back() = '}';

        BOOST_TEST(read<mine::point>(text) == (mine::point{.x = 1, .label = "a"}), text);
    } while (std::next_permutation(std::begin(order), std::end(order)));
}

BOOST_AUTO_TEST_CASE(names_are_compared_letter_for_letter) {
    const auto point = read<mine::point>(R"({"X":1,"x ":1,"xx":1,"":1,"x\u0000":1,"Label":"a","labe":"a"})");

    BOOST_TEST(point == mine::point());
}

BOOST_AUTO_TEST_CASE(long_texts_keys_and_numbers_are_skipped_and_read) {
    const std::string length(100'000, 'k');
    const std::string digits = "0." + std::string(100'000, '3');
    const std::string text = R"({")" + length + R"(":")" + length + R"(","n":)" + digits + R"(,"text":")" +
                             length + R"(","real":)" + digits + R"(,"named":{")" + length + R"(":{}}})";
    mine::everything object;

    BOOST_TEST(read_in_chunks(pieces(text, 4093), object) == "");

    BOOST_TEST((object.text == length));
    BOOST_TEST(object.real == 1.0 / 3);
    BOOST_TEST(object.named.count(length) == 1U);
}

BOOST_AUTO_TEST_CASE(a_blob_is_decoded_from_pieces_that_escapes_make) {
    BOOST_TEST((read(R"({"bytes":"AAEC\/+8="})").bytes == every_value().bytes));
    BOOST_TEST((read(R"({"bytes":"\u0041AEC/+8\u003d"})").bytes == every_value().bytes));
}

BOOST_AUTO_TEST_CASE(a_text_that_ends_where_the_reader_begins_is_read) {
    struct {
        mine::everything object{};
        alignas(json_reader) char byte[alignof(json_reader)]{};
        json_reader reader{object};
    } frame;
    char& last = frame.byte[std::size(frame.byte) - 1];
    BOOST_REQUIRE(static_cast<const void*>(&last + 1) == &frame.reader);

    for (const char c : std::string_view(R"({"u":[1,{"v":"w"}],"text":"a","small":7})")) {
        last = c;
        BOOST_REQUIRE(frame.reader.write({&last, 1}));
    }

    BOOST_TEST(frame.reader.finish());
    BOOST_TEST(frame.object.small == 7);
}

BOOST_AUTO_TEST_SUITE_END()
