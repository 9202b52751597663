#include <ecr/response_metadata.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(response_metadata)

BOOST_AUTO_TEST_CASE(a_header_is_found_in_any_case) {
    ecr::response_metadata metadata;

    metadata.add_header("X-Amzn-RequestId", "Abc");

    BOOST_TEST(metadata.headers.at(0).name == "x-amzn-requestid");
    BOOST_TEST(metadata.headers.at(0).value == "Abc");
    for (const auto name : {"x-amzn-requestid", "X-Amzn-RequestId", "X-AMZN-REQUESTID"}) {
        BOOST_TEST(metadata.header(name).value_or("none") == "Abc");
    }
}

BOOST_AUTO_TEST_CASE(a_missing_header_is_not_an_empty_one) {
    ecr::response_metadata metadata;

    metadata.add_header("empty", "");

    BOOST_TEST((metadata.header("empty") == std::string_view()));
    BOOST_TEST(!metadata.header("emptY ").has_value());
    BOOST_TEST(!metadata.header("empt").has_value());
    BOOST_TEST(!metadata.header("").has_value());
}

BOOST_AUTO_TEST_CASE(the_first_of_equal_headers_is_found_and_all_are_kept) {
    ecr::response_metadata metadata;

    metadata.add_header("Via", "1");
    metadata.add_header("via", "2");

    BOOST_TEST(metadata.header("VIA").value_or("none") == "1");
    BOOST_TEST(metadata.headers.size() == 2U);
}

BOOST_AUTO_TEST_CASE(only_ascii_letters_change_case) {
    ecr::response_metadata metadata;

    metadata.add_header("[\\]^@\xC3\x89Z", "v");

    BOOST_TEST(metadata.headers.at(0).name == "[\\]^@\xC3\x89z");
    BOOST_TEST(!metadata.header("{|}~`\xC3\x89z").has_value());
}

BOOST_AUTO_TEST_CASE(a_reply_holds_an_answer_and_its_metadata) {
    ecr::reply<std::string> reply;

    reply.value = "answer";
    reply.metadata.attempts = 2;

    BOOST_TEST(reply.value == "answer");
    BOOST_TEST(reply.metadata.attempts == 2);
    BOOST_TEST(reply.metadata.http_status == 0);
}

BOOST_AUTO_TEST_SUITE_END()
