#include <ecr/operation/list_images.hpp>

#include <boost/test/unit_test.hpp>

#include <support/scripted_calls.hpp>

BOOST_AUTO_TEST_SUITE(clocks)

namespace {

using namespace std::chrono_literals;
using namespace test;

/// The refusal of a service whose clock is at `date`.
scripted_reply refusal(const std::string& code, const std::string& date) {
    auto reply = service_error(403, code);
    reply.headers.emplace_back("Date", date);
    return reply;
}

}

BOOST_AUTO_TEST_CASE(a_request_signed_with_the_wrong_time_is_signed_again_with_the_services) {
    scripted_calls scene;
    scene.prepare(refusal("InvalidSignatureException", "Fri, 02 Jan 2026 04:04:05 GMT"));

    const auto outcome = scene.call(ecr::list_images, some_images());
    (void)scene.call(ecr::list_images, some_images());

    BOOST_TEST(outcome.has_value());
    const auto& requests = scene.service->requests;
    BOOST_TEST_REQUIRE(requests.size() == 3U);
    BOOST_TEST(requests[0].header("x-amz-date") == "20260102T030405Z");
    BOOST_TEST(requests[1].header("x-amz-date") == "20260102T040405Z");
    BOOST_TEST(requests[2].header("x-amz-date") == "20260102T040405Z");
    BOOST_TEST(requests[1].header("amz-sdk-request") == "ttl=20260102T040435Z; attempt=2; max=3");
    BOOST_TEST(scene.time->waits.empty());
    for (const auto& each : requests) BOOST_TEST(signature_problem(each, some_keys(), "eu-west-1") == "");
}

BOOST_AUTO_TEST_CASE(the_same_difference_is_corrected_only_once) {
    scripted_calls scene;
    scene.prepare(refusal("InvalidSignatureException", "Fri, 02 Jan 2026 04:04:05 GMT"), 9);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST(outcome.has_error());
    BOOST_TEST(scene.service->requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_refusal_is_final_when_the_clocks_agree_or_are_not_to_be_corrected) {
    struct row {
        std::string code;
        std::string date;
        bool correct;
    };
    for (const auto& [code, date, correct] :
         {row{"InvalidSignatureException", "Fri, 02 Jan 2026 03:07:05 GMT", true},
          row{"InvalidSignatureException", "Fri, 02 Jan 2026 04:04:05 GMT", false},
          row{"RepositoryNotFoundException", "Fri, 02 Jan 2026 04:04:05 GMT", true},
          row{"InvalidSignatureException", "yesterday", true}}) {
        scripted_calls scene;
        scene.config.retry.correct_clock_skew = correct;
        scene.prepare(refusal(code, date));

        const auto outcome = scene.call(ecr::list_images, some_images());
        (void)scene.call(ecr::list_images, some_images());

        BOOST_TEST(outcome.has_error(), code << date);
        BOOST_TEST_REQUIRE(scene.service->requests.size() == 2U);
        BOOST_TEST(scene.service->requests[1].header("x-amz-date") == "20260102T030405Z");
    }
}

BOOST_AUTO_TEST_CASE(the_answer_of_a_cache_says_nothing_of_the_time) {
    scripted_calls scene;
    auto cached = refusal("InvalidSignatureException", "Fri, 02 Jan 2026 04:04:05 GMT");
    cached.headers.emplace_back("Age", "3600");
    scene.prepare(cached);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST(outcome.has_error());
    BOOST_TEST(scene.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_wait_for_a_connection_is_no_difference_between_the_clocks) {
    scripted_calls scene;
    auto late = refusal("InvalidSignatureException", "Fri, 02 Jan 2026 03:13:05 GMT");
    late.meanwhile = [&](const seen_request&) { scene.time->pass(9min); };
    late.times.pool = 8min;
    late.times.connect = 1min;
    scene.prepare(late);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST(outcome.has_error());
    BOOST_TEST(scene.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(every_attempt_is_signed_when_it_is_made) {
    scripted_calls scene;
    auto slow = service_error(500, "ServerException");
    slow.meanwhile = [&](const seen_request&) { scene.time->pass(90s); };
    scene.prepare(slow, 2);

    (void)scene.call(ecr::list_images, some_images());

    const auto& requests = scene.service->requests;
    BOOST_TEST_REQUIRE(requests.size() == 3U);
    BOOST_TEST(requests[0].header("x-amz-date") == "20260102T030405Z");
    BOOST_TEST(requests[1].header("x-amz-date") == "20260102T030535Z");
    BOOST_TEST(requests[2].header("x-amz-date") == "20260102T030705Z");
}

BOOST_AUTO_TEST_SUITE_END()
