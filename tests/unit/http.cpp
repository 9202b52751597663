#include <ecr/http.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <vector>

BOOST_AUTO_TEST_SUITE(http)

BOOST_AUTO_TEST_CASE(a_header_is_found_in_any_case_and_the_first_one_counts) {
    const std::array<ecr::header_view, 3> headers{
        {{"Date", "now"}, {"X-Amzn-RequestId", "1"}, {"date", "then"}}};
    const ecr::http_head head{.headers = headers};

    BOOST_TEST(head.header("dATE") == "now");
    BOOST_TEST(head.header("x-amzn-requestid") == "1");
    BOOST_TEST(head.header("x-amzn-request") == "");
    BOOST_TEST(head.header("") == "");
}

BOOST_AUTO_TEST_CASE(the_size_of_a_body_counts_the_blob_as_it_is_sent) {
    const std::vector<std::byte> bytes(4);

    BOOST_TEST(ecr::request_body{}.size() == 0u);
    BOOST_TEST((ecr::request_body{.text = "{}"}.size()) == 2u);
    BOOST_TEST((ecr::request_body{.text = "\"\"", .blob_at = 1, .blob = bytes}.size()) == 10u);
}

BOOST_AUTO_TEST_SUITE_END()
