#include <boost/test/unit_test.hpp>

#include <support/service_calls.hpp>

BOOST_AUTO_TEST_SUITE(views)

namespace {

using namespace test;
using ecr::error_kind;

}

BOOST_AUTO_TEST_CASE(a_view_changes_only_what_it_names) {
    service_calls at;
    const auto view =
        at.client.with({.region = "us-east-1", .registry_id = "111122223333", .headers = {{"X-Mine", "1"}}});
    auto own = some_images();
    own.registry_id = "999999999999";

    (void)at.call(view, ecr::list_images, some_images());
    (void)at.call(view.with({.headers = {{"x-mine", "2"}}}), ecr::list_images, own);
    (void)at.list();

    const auto& sent = at.peer->requests;
    BOOST_TEST(sent.at(0).body == R"({"registryId":"111122223333","repositoryName":"team/web"})");
    BOOST_TEST(sent.at(0).header("x-mine") == "1");
    BOOST_TEST(signature_problem(sent.at(0), signing_keys(), "us-east-1") == "");
    BOOST_TEST(sent.at(0).header("authorization").find(";x-mine,") != std::string::npos);
    BOOST_TEST(sent.at(1).body == R"({"registryId":"999999999999","repositoryName":"team/web"})");
    BOOST_TEST(sent.at(1).header("x-mine") == "2");
    BOOST_TEST(sent.at(2).all("x-mine").empty());
    BOOST_TEST(signature_problem(sent.at(2), signing_keys(), "eu-west-1") == "");
}

BOOST_AUTO_TEST_CASE(any_number_of_extra_headers_is_sent_and_signed) {
    service_calls at;
    for (int count = 0; count != 9; ++count) {
        ecr::call_options options;
        for (int i = 0; i != count; ++i) options.headers.emplace_back("X-Extra-" + std::to_string(i), "v v");
        (void)at.call(at.client.with(options), ecr::list_images, some_images());

        const auto& sent = at.peer->requests.back();
        BOOST_TEST(sent.headers.size() == 10U + static_cast<unsigned>(count));
        BOOST_TEST(signature_problem(sent, signing_keys(), "eu-west-1") == "");
    }
}

BOOST_AUTO_TEST_CASE(headers_that_are_not_the_callers_are_refused_before_anything_is_sent) {
    for (const auto& [name, value] :
         std::vector<std::pair<std::string, std::string>>{{"authorization", "x"},
                                                          {"Host", "x"},
                                                          {"X-Amz-Target", "x"},
                                                          {"CONTENT-TYPE", "x"},
                                                          {"X-Fine", "a\r\nX-Not: b"},
                                                          {"X-Fine", "a\nb"},
                                                          {"X Not", "a"},
                                                          {"", "a"},
                                                          {"Content-Length", "1"},
                                                          {"Transfer-Encoding", "chunked"},
                                                          {"Accept-Encoding", "gzip"}}) {
        service_calls at;

        const auto outcome =
            at.call(at.client.with({.headers = {{name, value}}}), ecr::list_images, some_images());

        BOOST_TEST_REQUIRE(outcome.has_error(), name);
        BOOST_TEST((outcome.error().kind() == error_kind::configuration));
        BOOST_TEST(outcome.error().message().starts_with("call_options::headers: "), outcome.error());
        BOOST_TEST(at.peer.accepted() == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_request_against_the_rules_lists_every_violation_and_is_not_sent) {
    service_calls at;
    ecr::list_images_request wrong;
    wrong.repository_name = "UPPER";
    wrong.max_results = 0;

    const auto full =
        at.call(at.client.with({.validation = ecr::validation_level::full}), ecr::list_images, wrong);
    BOOST_TEST(at.peer.accepted() == 0);
    const auto off =
        at.call(at.client.with({.validation = ecr::validation_level::off}), ecr::list_images, wrong);

    BOOST_TEST_REQUIRE(full.has_error());
    BOOST_TEST((full.error().kind() == error_kind::validation));
    BOOST_TEST(full.error().violations().size() == 2U);
    BOOST_TEST(full.error().attempts() == 0);
    BOOST_TEST(off.has_value());
}

BOOST_AUTO_TEST_SUITE_END()
