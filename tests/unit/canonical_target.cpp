#include <ecr/detail/canonical_target.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using namespace ecr::detail;

namespace {

std::string path(std::string_view text, path_rules rules = {}) {
    std::string out;
    append_canonical_path(out, text, rules);
    return out;
}

std::string query(std::string_view text) {
    std::string out;
    const auto appended = append_canonical_query(out, text);
    return appended.has_error() ? appended.error().reason : out;
}

}

BOOST_AUTO_TEST_SUITE(canonical_target)

BOOST_AUTO_TEST_CASE(a_path_is_normalized_and_escaped_once_more) {
    BOOST_TEST(path("") == "/");
    BOOST_TEST(path("/") == "/");
    BOOST_TEST(path("//") == "/");
    BOOST_TEST(path("/../..") == "/");
    BOOST_TEST(path("/a/./b/../../c/") == "/c/");
    BOOST_TEST(path("/a//b") == "/a/b");
    BOOST_TEST(path("/a/b/..") == "/a");
    BOOST_TEST(path("/...") == "/...");
    BOOST_TEST(path("/a%20b%2F..") == "/a%2520b%252F..");
    BOOST_TEST(path("a") == "/a");
}

BOOST_AUTO_TEST_CASE(each_path_rule_has_its_own_switch) {
    BOOST_TEST(path("/a//../%41", {.normalize = false}) == "/a//../%2541");
    BOOST_TEST(path("/a//../%41", {.double_encode = false}) == "/%41");
    BOOST_TEST(path("/a//../%41", {.normalize = false, .double_encode = false}) == "/a//../%41");
    BOOST_TEST(path("", {.normalize = false, .double_encode = false}) == "/");
    BOOST_TEST(path("/a\nb", {.normalize = false, .double_encode = false}) == "/a%0Ab");
}

BOOST_AUTO_TEST_CASE(a_query_is_sorted_by_encoded_name_and_then_by_encoded_value) {
    BOOST_TEST(query("") == "");
    BOOST_TEST(query("b=1&a=2") == "a=2&b=1");
    BOOST_TEST(query("a=2&a=10&a=1") == "a=1&a=10&a=2");
    BOOST_TEST(query("a-=1&a=b&aa=1") == "a=b&a-=1&aa=1");
    BOOST_TEST(query("a=0&a=/") == "a=%2F&a=0");
    BOOST_TEST(query("a&b=") == "a=&b=");
    BOOST_TEST(query("&&a=1&&") == "a=1");
    BOOST_TEST(query("=1") == "=1");
    BOOST_TEST(query("a=b=c") == "a=b%3Dc");
}

BOOST_AUTO_TEST_CASE(all_spellings_of_a_query_have_one_form) {
    for (const auto* text : {"a=b%20c%2f", "a=b+c/", "a=b c%2F", "%61=%62%20%63%2F"})
        BOOST_TEST(query(text) == "a=b%20c%2F");
}

BOOST_AUTO_TEST_CASE(a_broken_escape_in_a_query_is_refused) {
    for (const auto* text : {"%", "a=%4", "a=%zz", "%4=1", "a=1&b=%"})
        BOOST_TEST(query(text) ==
                   "query holds a percent sign that is not followed by two hexadecimal digits");
}

BOOST_AUTO_TEST_CASE(a_signature_in_the_query_does_not_sign_itself) {
    BOOST_TEST(query("X-Amz-Signature=00&X-Amz-Date=1&X%2DAmz-Signature=1") == "X-Amz-Date=1");
    BOOST_TEST(query("x-amz-signature=00") == "x-amz-signature=00");
}

BOOST_AUTO_TEST_CASE(a_query_to_be_signed_keeps_its_order_and_loses_an_earlier_signature) {
    std::string out;

    const auto appended = append_unsigned_query(
        out,
        "b=1&X-Amz-Algorithm=x&X-Amz-Credential=x&X-Amz-Date=x&a=2+3&X-Amz-Expires=x&X-Amz-SignedHeaders=x&"
        "X-Amz-Security-Token=x&c&X-Amz-Signature=x&X-Amz-Other=4");

    BOOST_TEST(!appended.has_error());
    BOOST_TEST(out == "b=1&a=2%203&c=&X-Amz-Other=4");
}

BOOST_AUTO_TEST_SUITE_END()
