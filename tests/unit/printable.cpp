#include <ecr/detail/printable.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

namespace {

std::string printed(std::string_view text, std::size_t limit = std::string_view::npos) {
    std::string out;
    ecr::detail::append_printable(out, text, limit);
    return out;
}

}

BOOST_AUTO_TEST_SUITE(printable)

BOOST_AUTO_TEST_CASE(text_is_kept_and_everything_else_is_escaped) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"", ""},
        {"plain ~ text", "plain ~ text"},
        {"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80", "\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80"},
        {std::string(1, '\0'), "\\x00"},
        {"a\nb\tc\rd", "a\\nb\\tc\\rd"},
        {"\x1F\x7F", "\\x1f\\x7f"},
        {"\xC2\x80\xC2\x9F\xC2\xA0", "\\xc2\\x80\\xc2\\x9f\xC2\xA0"},
        {"\xC0\x80", "\\xc0\\x80"},
        {"\xED\xA0\x80", "\\xed\\xa0\\x80"},
        {"\xF4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
        {"\xE6\xBC", "\\xe6\\xbc"},
        {"\xE6"
         "a",
         "\\xe6"
         "a"},
    };

    for (const auto& [given, expected] : table) BOOST_TEST(printed(given) == expected);
}

BOOST_AUTO_TEST_CASE(nothing_is_cut_in_the_middle_at_the_limit) {
    BOOST_TEST(printed("abc", 3) == "abc");
    BOOST_TEST(printed("abcd", 3) == "abc");
    BOOST_TEST(printed("ab\xC3\xA9", 3) == "ab");
    BOOST_TEST(printed("ab\xC3\xA9", 4) == "ab\xC3\xA9");
    BOOST_TEST(printed("ab\x01", 5) == "ab");
    BOOST_TEST(printed("ab", 0) == "");
}

BOOST_AUTO_TEST_CASE(the_limit_counts_only_what_is_appended) {
    std::string out = "before ";

    ecr::detail::append_printable(out, "abcd", 3);

    BOOST_TEST(out == "before abc");
}

BOOST_AUTO_TEST_CASE(credentials_are_taken_out_wherever_they_are_quoted) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"POST\nx-amz-date:20260801\nX-Amz-Security-Token:IQoJcanary==\nhost:x",
         "POST\nx-amz-date:20260801\nX-Amz-Security-Token:***\nhost:x"},
        {"Authorization: AWS4-HMAC-SHA256 Credential=AKIA/1, Signature=canary\nHost: x",
         "Authorization: ***\nHost: x"},
        {"<li>authorization: Basic Y2FuYXJ5</li>", "<li>authorization: ***</li>"},
        {R"({"authorization":"Bearer canary","a":1})", R"({"authorization":"***","a":1})"},
        {R"({\"sessionToken\": \"canary\"})", R"({\"sessionToken\": \"***\"})"},
        {"Cookie: a=canary; b=canary", "Cookie: ***"},
        {"https://x/?X-Amz-Signature=canary&X-Amz-Security-Token=canary&a=b",
         "https://x/?X-Amz-Signature=***&X-Amz-Security-Token=***&a=b"},
        {"token was bearer eyJhbGciOiJIUzI1NiJ9.canary, sorry", "token was bearer ***, sorry"},
        {"authorizationToken='QVdTOmNhbmFyeQ=='", "authorizationToken='***'"},
        {"password=canary", "password=***"},
        {"http://user:canary@proxy:80/a@b", "http://***@proxy:80/a@b"},
        {"at https://canary@host", "at https://***@host"},
    };

    for (const auto& [given, expected] : table) BOOST_TEST(ecr::detail::redacted(given) == expected);
}

BOOST_AUTO_TEST_CASE(sentences_about_credentials_stay_as_they_are) {
    const std::vector<std::string> table = {
        "",
        "The security token included in the request is expired",
        "Signature expired: 20260801T000000Z is now earlier than 20260801T000500Z",
        "The request signature we calculated does not match the signature you provided.",
        "basic authentication required",
        "authorization",
        "password:",
        "bearer",
        "https://host/mail@host",
    };

    for (const auto& text : table) BOOST_TEST(ecr::detail::redacted(text) == text);
}

BOOST_AUTO_TEST_SUITE_END()
