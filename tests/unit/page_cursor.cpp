#include <ecr/detail/base64.hpp>
#include <ecr/detail/page_cursor.hpp>

#include <boost/test/unit_test.hpp>

#include <span>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(page_cursor)

namespace {

using cursor = ecr::detail::page_cursor;
using ecr::detail::read_cursor;
using ecr::detail::request_fingerprint;
using ecr::detail::write_cursor;

std::string base64(const std::string& text) {
    std::string made(ecr::detail::base64_size(text.size()), '\0');
    ecr::detail::base64_encode(std::as_bytes(std::span(text)), made.data());
    return made;
}

const std::string print = request_fingerprint("ListImages", R"({"repositoryName":"web"})");

std::string refusal(const std::string& text) {
    const auto read = read_cursor(text, "ListImages", print);
    if (read.has_value()) return "none";
    BOOST_TEST((read.error().kind() == ecr::error_kind::validation));
    return std::string(read.error().message());
}

}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_again) {
    const std::vector<cursor> table{
        {},
        {.token = "abc"},
        {.token = "a\"b\\c\n", .taken = {7, 0}},
        {.token = {}, .taken = {0, 3}},
        {.token = "x", .taken = {123456789012, 1}, .rest_taken = true},
    };
    for (const auto& each : table) {
        const auto text = write_cursor(each, "ListImages", print);
        const auto read = read_cursor(text, "ListImages", print);

        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST_REQUIRE(read.has_value());
            BOOST_TEST((*read == each));
            BOOST_TEST(text.find_first_of(" \t\r\n") == text.npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_resume_tokens_of_boto3_are_understood) {
    const auto within = read_cursor(base64(R"({"nextToken": "abc", "boto_truncate_amount": 2})"), "O", "f");
    const auto between = read_cursor(base64(R"({"nextToken": "abc"})"), "O", "f");
    const auto in_the_first =
        read_cursor(base64(R"({"nextToken": null, "boto_truncate_amount": 5})"), "O", "f");

    BOOST_TEST((within.value() == cursor{.token = "abc", .taken = {2, 0}, .rest_taken = true}));
    BOOST_TEST((between.value() == cursor{.token = "abc", .taken = {}, .rest_taken = false}));
    BOOST_TEST((in_the_first.value() == cursor{.token = {}, .taken = {5, 0}, .rest_taken = true}));
}

BOOST_AUTO_TEST_CASE(all_else_is_a_token_of_the_service) {
    for (const std::string& text :
         {std::string("eyJ"), std::string("AAAAAYabc/+="), base64("{}"), base64("[1]"), base64("not json"),
          base64(R"({"nextToken": 7})"), base64(R"({"other": "x"})"),
          base64(R"({"nextToken": "a", "boto_truncate_amount": -1})")}) {
        const auto read = read_cursor(text, "ListImages", print);

        BOOST_TEST((read.value() == cursor{.token = text, .taken = {}, .rest_taken = false}));
    }
    BOOST_TEST((read_cursor("", "ListImages", print).value() == cursor{}));
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_request_is_refused) {
    const auto other = request_fingerprint("ListImages", R"({"repositoryName":"api"})");

    BOOST_TEST(refusal(write_cursor({}, "ListImages", other)) ==
               "page_options::starting_token: the cursor belongs to another request of ListImages");
    BOOST_TEST(refusal(write_cursor({}, "DescribeImages", print)) ==
               "page_options::starting_token: the cursor belongs to DescribeImages, not to ListImages");
    BOOST_TEST(refusal("ecr-cursor-2:abcd") ==
               "page_options::starting_token: the cursor is of another version of this library");
}

BOOST_AUTO_TEST_CASE(a_damaged_cursor_is_refused) {
    const auto whole = write_cursor({.token = "abc", .taken = {1, 2}}, "ListImages", print);
    const std::string damaged = "page_options::starting_token: the cursor is damaged";

    for (std::size_t size = std::string_view("ecr-cursor-1:").size(); size != whole.size(); ++size) {
        BOOST_TEST(refusal(whole.substr(0, size)) == damaged);
    }
    BOOST_TEST(refusal(whole + "A") == damaged);
    for (const auto* json :
         {R"({"operation":"ListImages","taken":[-1]})", R"({"operation":"ListImages","taken":[1,2,3]})",
          R"({"operation":"ListImages"})", R"({"operation":7,"taken":[]})", R"([])"}) {
        BOOST_TEST(refusal("ecr-cursor-1:" + base64(json)) == damaged);
    }
}

BOOST_AUTO_TEST_CASE(the_fingerprint_tells_operations_and_requests_apart) {
    BOOST_TEST(request_fingerprint("A", "{}").size() == 20U);
    BOOST_TEST(request_fingerprint("A", "{}") == request_fingerprint("A", "{}"));
    BOOST_TEST(request_fingerprint("A", "{}") != request_fingerprint("B", "{}"));
    BOOST_TEST(request_fingerprint("A", "{}") != request_fingerprint("A", R"({"x":1})"));
}

BOOST_AUTO_TEST_SUITE_END()
