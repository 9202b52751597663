#include <ecr/detail/service_error.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

using ecr::errc;
using ecr::error_kind;
using ecr::detail::error_headers;

ecr::error parse(std::string_view body, int status = 400) {
    return ecr::detail::parse_service_error(status, error_headers{}, body);
}

}

BOOST_AUTO_TEST_SUITE(service_error)

BOOST_AUTO_TEST_CASE(a_code_is_cut_at_the_first_colon_and_then_after_the_first_hash) {
    const std::vector<std::pair<std::string_view, std::string_view>> table = {
        {"Foo", "Foo"},
        {"Foo:", "Foo"},
        {"Foo:http://x#Bar", "Foo"},
        {"a#Foo", "Foo"},
        {"a#Foo:http://x", "Foo"},
        {"a#b#Foo", "b#Foo"},
        {":Foo", ""},
        {"#", ""},
        {"", ""},
    };

    for (const auto& [given, expected] : table) {
        BOOST_TEST(ecr::detail::bare_error_code(given) == expected);
    }
}

BOOST_AUTO_TEST_CASE(the_first_source_that_yields_a_code_counts) {
    struct row {
        std::string_view header;
        std::string_view body;
        std::string_view expected;
    };
    const std::vector<row> table = {
        {"A", R"({"code":"B","__type":"C"})", "A"},         {"A", R"({"__type":"C","code":"B"})", "A"},
        {"", R"({"__type":"C","code":"B"})", "B"},          {":x", R"({"code":"x#","__type":"C"})", "C"},
        {"", R"({"code":404,"__type":"C"})", "C"},          {"", R"({"code":null,"__type":"C"})", "C"},
        {"", R"({"code":{"code":"B"},"__type":"C"})", "C"}, {"", R"({"code":["B"],"__type":"C"})", "C"},
        {"", R"({"Code":"B","__Type":"C"})", "400"},        {"A", "<html>", "A"},
    };

    for (const row& each : table) {
        const error_headers headers{.error_type = each.header, .request_id = {}};
        const auto failure = ecr::detail::parse_service_error(400, headers, each.body);
        BOOST_TEST_CONTEXT(each.header << ' ' << each.body) {
            BOOST_TEST(failure.code_text() == each.expected);
            BOOST_TEST((failure.kind() == (each.expected == "400" ? error_kind::http : error_kind::service)));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_first_filled_message_counts_and_one_that_is_no_text_costs_nothing) {
    const std::vector<std::pair<std::string_view, std::string_view>> table = {
        {R"({"__type":"A","message":"m","Message":"M","errorMessage":"e"})", "m"},
        {R"({"__type":"A","errorMessage":"e","Message":"M","message":"m"})", "m"},
        {R"({"__type":"A","errorMessage":"e","Message":"M"})", "M"},
        {R"({"__type":"A","errorMessage":"e","Message":"M","message":null})", "M"},
        {R"({"__type":"A","message":"","Message":"M"})", "M"},
        {R"({"__type":"A","message":5,"Message":"M"})", "M"},
        {R"({"__type":"A","message":{"message":"m"},"errorMessage":"e"})", "e"},
        {R"({"message":["m"],"__type":"A"})", ""},
        {R"({"message":true,"__type":"A"})", ""},
        {R"({"message":1e999,"__type":"A"})", ""},
        {R"({"other":"o","x":{"y":"a\nb"},"message":"m\n","z":"o","__type":"A"})", "m\n"},
        {"\t{\"__type\": \"A\"}\r\n ", ""},
        {R"({"__type":"A"})", ""},
    };

    for (const auto& [body, expected] : table) {
        const auto failure = parse(body);
        BOOST_TEST_CONTEXT(body) {
            BOOST_TEST(failure.code_text() == "A");
            BOOST_TEST(failure.message() == expected);
            BOOST_TEST(failure.body_snippet().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(only_the_top_level_is_looked_at) {
    const auto failure = parse(R"({"a":{"__type":"X","message":"x","registryId":"1"},)"
                               R"("b":[{"code":"Y"},"message",["z"]],"__type":"ServerException"})");

    BOOST_TEST((failure == errc::server));
    BOOST_TEST(failure.message().empty());
    BOOST_TEST(failure.details() == nullptr);
}

BOOST_AUTO_TEST_CASE(the_request_id_is_taken_from_either_header) {
    const auto parse_with = [](std::string_view first, std::string_view second) {
        const auto header = [=](std::string_view name) {
            if (name == "x-amzn-requestid") return first;
            return name == "x-amz-request-id" ? second : std::string_view();
        };
        return std::string(ecr::detail::parse_service_error(500, header, "").request_id());
    };

    BOOST_TEST(parse_with("a", "b") == "a");
    BOOST_TEST(parse_with("", "b") == "b");
    BOOST_TEST(parse_with("", "") == "");
}

BOOST_AUTO_TEST_CASE(what_the_body_says_beyond_a_message_is_kept) {
    const auto failure =
        parse(R"({"__type":"InvalidLayerPartException","registryId":"012345678901",)"
              R"("repositoryName":"web","uploadId":"u","lastValidByteReceived":5368709120})");
    const auto kms = parse(R"({"__type":"KmsException","kmsError":"NotFound"})");

    BOOST_REQUIRE(failure.details());
    BOOST_TEST(failure.details()->registry_id.value() == "012345678901");
    BOOST_TEST(failure.details()->repository_name.value() == "web");
    BOOST_TEST(failure.details()->upload_id.value() == "u");
    BOOST_TEST(failure.details()->last_valid_byte_received.value() == 5368709120);
    BOOST_TEST(!failure.details()->kms_error.has_value());
    BOOST_REQUIRE(kms.details());
    BOOST_TEST(kms.details()->kms_error.value() == "NotFound");
}

BOOST_AUTO_TEST_CASE(the_last_valid_byte_may_be_any_number_that_is_whole) {
    const std::vector<std::pair<std::string, std::optional<std::int64_t>>> table = {
        {"0", 0},
        {"-1", -1},
        {"9223372036854775807", 9223372036854775807},
        {"1.0E7", 10000000},
        {"1.5", std::nullopt},
        {"1e300", std::nullopt},
        {"-1e999", std::nullopt},
        {"9223372036854775808", std::nullopt},
        {"\"7\"", std::nullopt},
        {"[7]", std::nullopt},
        {"null", std::nullopt},
    };

    for (const auto& [text, expected] : table) {
        const auto failure =
            parse(R"({"__type":"InvalidLayerPartException","lastValidByteReceived":)" + text + "}");
        const auto* details = failure.details();
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST((failure == errc::invalid_layer_part));
            BOOST_TEST(((details ? details->last_valid_byte_received : std::nullopt) == expected));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_body_that_is_no_json_object_leaves_status_and_beginning) {
    const std::string deep = std::string(100, '[') + std::string(100, ']');
    const std::vector<std::string> bodies = {
        "<html></html>",
        "upstream connect error",
        R"({"__type":"ServerException","message":"cut)",
        R"({"__type":"ServerException"} and more)",
        R"({"__type":"ServerException"}{})",
        R"({"__type":"ServerException","deep":)" + deep + "}",
        R"(["ServerException"])",
        R"([{"__type":"ServerException"}])",
        R"("ServerException")",
        "null",
        "5",
        " ",
        "\x1F\x8B\x08",
        R"({"__type":"ServerException",})",
        R"({"__type":"\ud800"})",
    };

    for (const auto& body : bodies) {
        const auto failure = parse(body, 503);
        BOOST_TEST_CONTEXT(body) {
            BOOST_TEST((failure.kind() == error_kind::http));
            BOOST_TEST(failure.code_text() == "503");
            BOOST_TEST(failure.http_status() == 503);
            BOOST_TEST(failure.is(ecr::condition::transient));
            BOOST_TEST(!failure.body_snippet().empty());
            BOOST_TEST(!failure.message().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(an_empty_body_is_said_to_be_empty) {
    const auto failure = parse("", 502);

    BOOST_TEST(to_string(failure) == "HTTP 502: answer without a body");
    BOOST_TEST(failure.body_snippet().empty());
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf_8_does_not_cost_the_code) {
    const auto failure = parse("{\"__type\":\"ServerException\",\"message\":\"caf\xE9\"}", 500);

    BOOST_TEST((failure == errc::server));
    BOOST_TEST(failure.message() == "caf\xE9");
    BOOST_TEST(to_string(failure) == "ServerException: caf\\xe9 (HTTP 500)");
}

BOOST_AUTO_TEST_CASE(a_huge_body_is_kept_in_bounds) {
    const std::string huge(1U << 20U, 'x');

    const auto text = parse(huge);
    const auto members = parse(R"({")" + huge + R"(":1,"__type":")" + huge + R"(","message":")" + huge +
                               R"(","uploadId":")" + huge + R"("})");

    BOOST_TEST(text.body_snippet().size() == 512U);
    BOOST_TEST(members.code_text().size() == 1024U);
    BOOST_TEST(members.message().size() == 8192U);
    BOOST_TEST(members.details()->upload_id->size() == 8192U);
}

BOOST_AUTO_TEST_CASE(a_long_name_or_code_is_not_taken_for_its_beginning) {
    const std::string long_code = "ServerException" + std::string(2000, ' ');

    const auto failure = parse(R"({"__type":")" + long_code + R"(","messages":"no"})");

    BOOST_TEST(!failure.code().has_value());
    BOOST_TEST(failure.message().empty());
}

BOOST_AUTO_TEST_CASE(no_secret_of_the_request_comes_back_in_an_error) {
    const auto quoted =
        parse(R"({"__type":"InvalidSignatureException","message":"The Canonical String should have been\n)"
              R"('POST\n/\n\nhost:x\nx-amz-security-token:canary-1\n\nhost'"})",
              403);
    const auto echoed =
        parse("<pre>POST /\nAuthorization: AWS4-HMAC-SHA256 Credential=a, Signature=canary-2\n"
              "X-Amz-Security-Token: canary-3\n</pre>",
              502);
    const auto beyond = parse(std::string(512, 'x') + "canary-4", 502);
    const auto ignored = parse(R"({"__type":"ServerException","authorization":"canary-5"})", 500);

    for (const auto& failure : {quoted, echoed, beyond, ignored}) {
        const auto data = failure.data();
        for (const auto& text : {to_string(failure), data.message, data.body_snippet}) {
            BOOST_TEST(text.find("canary") == text.npos, text);
        }
    }
    BOOST_TEST(quoted.message().find("x-amz-security-token:***") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
