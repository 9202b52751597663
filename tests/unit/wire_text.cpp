#include <ecr/detail/wire_text.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace ecr::detail;

BOOST_AUTO_TEST_SUITE(wire_text)

BOOST_AUTO_TEST_CASE(secrets_are_masked_wherever_they_stand) {
    const std::string run(170, 'x');
    const std::vector<std::pair<std::string, std::string>> table = {
        {R"({"authorizationToken":"canary","a":"b"})", R"({"authorizationToken":"***","a":"b"})"},
        {R"({ "password" : "can\"a ry", "a":1})", R"({ "password" : "***", "a":1})"},
        {R"({"layerPartBlob":"canary)", R"({"layerPartBlob":"***")"},
        {R"({"nextToken":"page","credentialArn":"arn:x"})",
         R"({"nextToken":"page","credentialArn":"arn:x"})"},
        {R"({"token":["canary",{"a":"ca]nary"}],"b":[1]})", R"({"token":"***","b":[1]})"},
        {R"({"token":null,"b":1})", R"({"token":"***","b":1})"},
        {"https://host:443 and https://[::1]:80/a", "https://host:443 and https://[::1]:80/a"},
        {R"({"secretAccessKey":"canary"})", R"({"secretAccessKey":"***"})"},
        {R"({"downloadUrl":"https://x/a?X-Amz-Signature=canary&b=canary","c":1})",
         R"({"downloadUrl":"https://x/a?***","c":1})"},
        {R"({"downloadUrl":"https:\/\/x\/a?sig=canary\u0026b=canary","c":1})",
         R"({"downloadUrl":"https:\/\/x\/a?***","c":1})"},
        {R"({"text":"{\"url\":\"https://x/?canary\"}"})", R"({"text":"{\"url\":\"https://x/?***"}"})"},
        {"see http://user:canary@proxy:8080/a and https://x/?canary, then", // a comma may be part of a query
         "see http://***@proxy:8080/a and https://x/?*** then"},
        {"https://x/?q=mail@host", "https://x/?***"},
        {"token " + run + ".", "token ***"},
        {"plain text, 100% (a/b) - sha256:" + std::string(64, 'a'),
         "plain text, 100% (a/b) - sha256:" + std::string(64, 'a')},
        {"", ""},
    };

    for (const auto& [given, expected] : table) BOOST_TEST(masked(given) == expected);
}

BOOST_AUTO_TEST_CASE(any_beginning_of_a_secret_is_masked_too) {
    const std::string text =
        R"({"a":"b","authorizationToken":"canary canary","c":"https://u:canary@x/?canary"})";

    for (std::size_t size = 0; size <= text.size(); ++size) {
        const std::string shown = masked(text.substr(0, size));
        BOOST_TEST(shown.find("canary") == shown.npos, text.substr(0, size) << " gives " << shown);
    }
}

BOOST_AUTO_TEST_CASE(requests_are_shown_without_what_gives_access) {
    const ecr::endpoint where;
    const std::vector<ecr::header_view> headers{{"Host", "x"},
                                                {"authorization", "canary"},
                                                {"X-Amz-Security-Token", "canary"},
                                                {"Proxy-Authorization", "Basic canary"},
                                                {"Cookie", "canary"},
                                                {"X-Api-Key", "canary"},
                                                {"X-Plain", "a\tb"}};
    const std::string layer(30, 'c');
    ecr::http_request request;
    request.where = &where;
    request.target = "/a?b=canary";
    request.headers = headers;
    request.body = {R"({"layerPartBlob":"","a":1})", 18, std::as_bytes(std::span(layer))};

    BOOST_TEST(dump_request(request) ==
               "POST /a?*** HTTP/1.1\nHost: x\nauthorization: ***\n"
               "X-Amz-Security-Token: ***\nProxy-Authorization: ***\nCookie: ***\n"
               "X-Api-Key: ***\nX-Plain: a\\tb\n\n{\"layerPartBlob\":\"***\",\"a\":1}"
               "... and 30 bytes of a blob");
}

BOOST_AUTO_TEST_CASE(answers_are_shown_in_lines) {
    const std::vector<ecr::header_view> headers{{"Set-Cookie", "canary"}, {"Date", "today"}};

    BOOST_TEST(dump_response(503, headers, "<html>\nno</html>", 20) ==
               "HTTP 503\nSet-Cookie: ***\nDate: today\n\n<html>\\nno</html>... and 4 bytes more");
}

BOOST_AUTO_TEST_SUITE_END()
