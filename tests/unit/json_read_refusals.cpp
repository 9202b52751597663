#include <ecr/detail/json_read.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <support/user_shapes.hpp>
#include <vector>

namespace {

using ecr::detail::json_read_error;
using ecr::detail::json_reader;

// The error, which must not depend on how the text was cut.
json_read_error refusal(std::string_view text) {
    json_read_error first;
    for (const std::size_t length : {text.size() + 1, std::size_t{1}, std::size_t{3}}) {
        mine::everything object;
        json_reader reader(object);
        for (std::size_t at = 0; at < text.size(); at += length) {
            const auto chunk = text.substr(at, length);
            const std::vector<char> copy(chunk.begin(), chunk.end());
            reader.write({copy.data(), copy.size()});
        }
        BOOST_TEST(!reader.finish(), text);
        BOOST_TEST(!reader.write("}"));
        if (length > text.size()) first = reader.error();
        BOOST_TEST(reader.error().problem == first.problem, text);
        BOOST_TEST(reader.error().path == first.path, text);
        BOOST_TEST(reader.error().position <= text.size());
    }
    return first;
}

bool accepted(std::string_view text) {
    mine::everything object;
    const bool whole = ecr::detail::json_read(text, object).empty();
    json_reader reader(object);
    for (const char c : text) reader.write({&c, 1});
    BOOST_TEST(reader.finish() == whole, text);
    return whole;
}

std::string nested(std::string_view open, std::string_view close, std::size_t depth) {
    std::string text;
    for (std::size_t at = 0; at != depth; ++at) text += open;
    for (std::size_t at = 0; at != depth; ++at) text += close;
    return text;
}

}

BOOST_AUTO_TEST_SUITE(json_read_refusals)

BOOST_AUTO_TEST_CASE(a_value_of_another_type_is_refused_with_path_and_problem) {
    struct {
        std::string_view text, path, problem;
    } const cases[] = {
        {R"({"flag":1})", "flag", "expected a boolean, got a number"},
        {R"({"flag":"true"})", "flag", "expected a boolean, got a string"},
        {R"({"maybeFlag":[]})", "maybeFlag", "expected a boolean, got a list"},
        {R"({"small":2147483648})", "small", "expected a 32-bit integer, got 2147483648"},
        {R"({"small":-2147483649})", "small", "expected a 32-bit integer, got -2147483649"},
        {R"({"small":2147483648.0})", "small", "expected a 32-bit integer, got 2147483648.0"},
        {R"({"small":0.5})", "small", "expected a 32-bit integer, got 0.5"},
        {R"({"small":"1"})", "small", "expected a 32-bit integer, got a string"},
        {R"({"small":true})", "small", "expected a 32-bit integer, got a boolean"},
        {R"({"large":9223372036854775808})", "large", "expected a 64-bit integer, got 9223372036854775808"},
        {R"({"large":18446744073709551615})", "large", "expected a 64-bit integer, got 18446744073709551615"},
        {R"({"large":18446744073709551616})", "large", "expected a 64-bit integer, got 18446744073709551616"},
        {R"({"large":-9223372036854777856})", "large", "expected a 64-bit integer, got -9223372036854777856"},
        {R"({"maybeLarge":1e400})", "maybeLarge", "expected a 64-bit integer, got 1e400"},
        {R"({"real":1e400})", "real", "expected a double, got 1e400"},
        {R"({"real":"1.5"})", "real", "expected a double, got other text"},
        {R"({"real":{}})", "real", "expected a double, got an object"},
        {R"({"text":12})", "text", "expected a string, got a number"},
        {R"({"text":false})", "text", "expected a string, got a boolean"},
        {R"({"text":["a"]})", "text", "expected a string, got a list"},
        {R"({"color":0})", "color", "expected a string, got a number"},
        {R"({"time":true})", "time", "expected a timestamp, got a boolean"},
        {R"({"time":"yesterday"})", "time", "expected a timestamp, got other text"},
        {R"({"time":""})", "time", "expected a timestamp, got other text"},
        {R"({"time":1e300})", "time", "expected a timestamp, got 1e300"},
        {R"({"maybeTime":9223372036854775807})", "maybeTime",
         "expected a timestamp, got 9223372036854775807"},
        {R"({"bytes":"not base64!"})", "bytes", "expected base64 text, got other text"},
        {R"({"bytes":"AAA"})", "bytes", "expected base64 text, got other text"},
        {R"({"bytes":1})", "bytes", "expected base64 text, got a number"},
        {R"({"point":[]})", "point", "expected an object, got a list"},
        {R"({"point":"a"})", "point", "expected an object, got a string"},
        {R"({"points":{}})", "points", "expected a list, got an object"},
        {R"({"points":1.5})", "points", "expected a list, got a number"},
        {R"({"counts":[]})", "counts", "expected an object, got a list"},
        {R"({"point":{"label":7}})", "point.label", "expected a string, got a number"},
        {R"({"maybePoint":{"x":[]}})", "maybePoint.x", "expected a 32-bit integer, got a list"},
        {R"({"points":[{},null,{"x":"a"}]})", "points[2].x", "expected a 32-bit integer, got a string"},
        {R"({"points":[1]})", "points[0]", "expected an object, got a number"},
        {R"({"maybeTexts":["","b",{}]})", "maybeTexts[2]", "expected a string, got an object"},
        {R"({"rows":[[],[1,2,"a"]]})", "rows[1][2]", "expected a 64-bit integer, got a string"},
        {R"({"rows":[[],2]})", "rows[1]", "expected a list, got a number"},
        {R"({"counts":{"RED":1,"BLUE":"a"}})", "counts.BLUE", "expected a 32-bit integer, got a string"},
        {R"({"named":{"a":{},"b":{"unknown":{"c":1},"label":1}}})", "named.b.label",
         "expected a string, got a number"},
        {R"({"named":{"a":3}})", "named.a", "expected an object, got a number"},
        {R"({"u":{"x":[1]},"Secret_Text":1})", "Secret_Text", "expected a string, got a number"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.text) {
            const auto error = refusal(each.text);

            BOOST_TEST(error.path == each.path);
            BOOST_TEST(error.problem == each.problem);
        }
    }
}

BOOST_AUTO_TEST_CASE(text_that_is_not_json_is_refused_with_the_position) {
    struct {
        std::string_view text, problem;
        std::size_t position;
    } const cases[] = {
        {"[]", "is not a JSON object", 0},
        {"null", "is not a JSON object", 0},
        {" \n\"a\"", "is not a JSON object", 2},
        {"17", "is not a JSON object", 0},
        {"<html><body>503</body></html>", "is not a JSON object", 0},
        {"\xef\xbb\xbf{}", "is not a JSON object", 0},
        {std::string_view("\0{}", 3), "is not a JSON object", 0},
        {"{} {}", "there is text after the end", 3},
        {"{}\n\n,", "there is text after the end", 4},
        {std::string_view("{}\0", 3), "there is text after the end", 2},
        {"{", "the text ends too early", 1},
        {R"({"points":[{"x":1)", "the text ends too early", 17},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.text) {
            const auto error = refusal(each.text);

            BOOST_TEST(error.problem == each.problem);
            BOOST_TEST(error.path == "");
            BOOST_TEST(error.position == each.position);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_error_is_one_line) {
    BOOST_TEST(to_string(refusal(R"({"points":[{"x":"a"}]})"))
                   .starts_with("points[0].x: expected a 32-bit integer, got a string (at byte "));
    BOOST_TEST(to_string(refusal("{} x")) == "there is text after the end (at byte 3)");
}

BOOST_AUTO_TEST_CASE(a_long_number_is_cut_in_the_message) {
    const auto error = refusal("{\"small\":" + std::string(100'000, '1') + "}");

    BOOST_TEST(error.problem == "expected a 32-bit integer, got " + std::string(40, '1') + "...");
}

BOOST_AUTO_TEST_CASE(text_that_is_cut_off_anywhere_is_refused) {
    const std::string_view text =
        R"({"small":12,"u":[tru],"text":"\u00e9é\ud83d\ude00","points":[{"x":-1.5e3},null],"named":{"a":{}}})";
    const std::string valid = [&] {
        std::string copy(text);
        return copy.replace(copy.find("tru"), 3, "true").replace(copy.find("-1.5e3"), 6, "-1.5e+3");
    }();
    BOOST_TEST(accepted(valid));
    for (std::size_t length = 1; length != valid.size(); ++length) {
        BOOST_TEST_CONTEXT(length) {
            const auto error = refusal(valid.substr(0, length));

            BOOST_TEST(error.problem == "the text ends too early");
            BOOST_TEST(error.position == length);
        }
    }
}

BOOST_AUTO_TEST_CASE(nesting_is_limited_in_known_and_unknown_members) {
    const auto unknown_list = [](std::size_t depth) {
        return R"({"u":)" + nested("[", "]", depth - 1) + "}";
    };
    const auto unknown_object = [](std::size_t depth) {
        return nested(R"({"u":)", "}", depth - 1).insert((depth - 1) * 5, "{}");
    };
    const auto below_known = [](std::size_t depth) {
        return R"({"points":[{"u":)" + nested("[", "]", depth - 3) + "}]}";
    };

    BOOST_TEST(accepted(unknown_list(32)));
    BOOST_TEST(accepted(unknown_object(32)));
    BOOST_TEST(accepted(below_known(32)));
    for (const auto& text : {unknown_list(33), unknown_object(33), below_known(33), unknown_list(100'000)}) {
        const auto error = refusal(text);

        BOOST_TEST(error.problem.find("deep") != std::string::npos, error.problem);
        BOOST_TEST(error.path == "");
    }
}

// Everything in an unknown member, which takes any value that is JSON, and with a text that is known.
BOOST_AUTO_TEST_CASE(what_boost_json_accepts_is_accepted_and_nothing_else) {
    const std::string_view values[] = {
        "0",
        "-0",
        "01",
        "-",
        "+1",
        "1.",
        ".5",
        "1e",
        "1e+",
        "1E-2",
        "1e5.5",
        "0x1",
        "1_0",
        "--1",
        "1e400",
        "-9223372036854775809",
        "18446744073709551616",
        "1e99999999999",
        "NaN",
        "Infinity",
        "-Infinity",
        "true",
        "True",
        "tru",
        "truee",
        "null",
        "nul",
        "undefined",
        "''",
        "'a'",
        "\"",
        "\"a",
        R"("\")",
        R"("\x")",
        R"("\u12")",
        R"("\u12g4")",
        R"("\ud800")",
        R"("\udc00")",
        R"("\ud800\ud800")",
        R"("\ud800x")",
        R"("\ud800\n")",
        R"("\ud83d\ude00")",
        R"("\uD83D\uDE00")",
        R"("\u0000")",
        R"("\/\b\f\n\r\t\"\\")",
        "\"\t\"",
        "\"\n\"",
        "\"\x7f\"",
        "\"\x80\"",
        "\"\xc3\"",
        "\"\xc3\xa9\"",
        "\"\xc0\x80\"",
        "\"\xed\xa0\x80\"",
        "\"\xf0\x9f\x98\x80\"",
        "\"\xf4\x90\x80\x80\"",
        "\"\xff\"",
        "\"\xe2\x82\"",
        "\"\xe2\x28\xa1\"",
        "\"\xef\xbf\xbe\"",
        "[]",
        "[,]",
        "[1,]",
        "[1 2]",
        "[1",
        "]",
        "[}",
        "{]",
        "{}",
        "{,}",
        R"({"a"})",
        R"({"a":})",
        R"({"a":1,})",
        "{a:1}",
        "{1:2}",
        R"({"a":1 "b":2})",
        R"({"a"::1})",
        R"({"":""})",
        "/**/1",
        "1//",
        "[1,/*x*/2]",
        "\v1",
        "\xc2\xa0"
        "1",
        " \t\r\n1 \t\r\n",
        "",
        ",",
        ":",
    };
    std::vector<std::string> texts;
    for (const auto value : values) {
        texts.push_back("{\"unknown\":" + std::string(value) + "}");
        texts.push_back("{\"unknown\":[{\"x\":" + std::string(value) + "}],\"text\":\"a\"}");
        if (value.starts_with('"')) texts.push_back("{\"text\":" + std::string(value) + "}");
        if (value.starts_with('"')) texts.push_back("{" + std::string(value) + ":1,\"text\":\"b\"}");
    }
    texts.push_back(std::string("{\"unknown\":\"a\0b\"}", 17));
    texts.push_back(std::string("{\"unknown\":\0}", 13));

    std::size_t valid = 0;
    for (const auto& text : texts) {
        boost::system::error_code ec;
        boost::json::parse(text, ec);
        valid += ec ? 0 : 1;

        BOOST_TEST(accepted(text) == !ec, text);
    }
    BOOST_TEST((valid > 40 && valid < texts.size() - 40));
}

BOOST_AUTO_TEST_SUITE_END()
