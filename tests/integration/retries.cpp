#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/create_repository.hpp>

#include <boost/test/unit_test.hpp>

#include <support/scripted_calls.hpp>

BOOST_AUTO_TEST_SUITE(retries)

namespace {

using namespace std::chrono_literals;
using namespace test;
using ecr::error_kind;

using waits = std::vector<std::chrono::milliseconds>;

std::size_t made(const scripted_calls& scene) {
    return scene.service->requests.size();
}

ecr::create_repository_request some_repository() {
    ecr::create_repository_request request;
    request.repository_name = "team/web";
    return request;
}

ecr::batch_get_image_request some_image() {
    ecr::batch_get_image_request request;
    request.repository_name = "team/web";
    request.image_ids.emplace_back().image_tag = "latest";
    return request;
}

}

BOOST_AUTO_TEST_CASE(a_failing_service_gets_three_numbered_attempts_of_one_invocation) {
    scripted_calls scene;
    scene.prepare(service_error(500, "ServerException", "oops"), 3);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST_REQUIRE(made(scene) == 3U);
    const auto& requests = scene.service->requests;
    BOOST_TEST(requests[0].header("amz-sdk-request") == "attempt=1; max=3");
    BOOST_TEST(requests[1].header("amz-sdk-request") == "attempt=2; max=3");
    BOOST_TEST(requests[2].header("amz-sdk-request") == "attempt=3; max=3");
    BOOST_TEST(requests[0].header("amz-sdk-invocation-id").size() == 36U);
    BOOST_TEST(requests[1].header("amz-sdk-invocation-id") == requests[0].header("amz-sdk-invocation-id"));
    BOOST_TEST(requests[2].header("amz-sdk-invocation-id") == requests[0].header("amz-sdk-invocation-id"));
    BOOST_TEST((scene.time->waits == waits{25ms, 50ms}));
    BOOST_TEST((outcome.error() == ecr::errc::server));
    BOOST_TEST(outcome.error().attempts() == 3);
    BOOST_TEST((outcome.error().elapsed() == 75ms));
    BOOST_TEST(outcome.error().request_id() == "11-22");
    BOOST_TEST(outcome.error().endpoint() == "https://api.ecr.eu-west-1.amazonaws.com");
}

BOOST_AUTO_TEST_CASE(each_call_has_an_invocation_id_of_its_own) {
    scripted_calls scene;

    (void)scene.call(ecr::list_images, some_images());
    (void)scene.call(ecr::list_images, some_images());

    const auto& requests = scene.service->requests;
    BOOST_TEST(requests[0].header("amz-sdk-invocation-id") != requests[1].header("amz-sdk-invocation-id"));
}

BOOST_AUTO_TEST_CASE(only_what_may_pass_is_tried_again_and_after_the_wait_that_suits_it) {
    struct row {
        scripted_reply reply;
        std::optional<std::chrono::milliseconds> wait;
    };
    scripted_reply page{.status = 503, .body = "<html>Service Unavailable</html>"};
    scripted_reply bare{.status = 502, .body = ""};
    scripted_reply redirect{.status = 307, .body = ""};
    scripted_reply garbage{.body = "<html>hello</html>"};
    scripted_reply cut{.body = R"({"imageIds":[{"imageTag":"a)"};
    scripted_reply wrong{.body = R"({"imageIds":7})"};
    auto half = broken(error_kind::http);
    half.started = true;
    const std::vector<row> table{
        {service_error(500, "ServerException"), 25ms},
        {service_error(504, "Whatever"), 25ms},
        {page, 25ms},
        {bare, 25ms},
        {garbage, 25ms},
        {cut, 25ms},
        {wrong, 25ms},
        {half, 25ms},
        {broken(error_kind::connect), 25ms},
        {broken(error_kind::resolve), 25ms},
        {service_error(400, "ThrottlingException"), 500ms},
        {service_error(429, "Whatever"), 500ms},
        {service_error(400, "TooManyRequestsException"), 500ms},
        {service_error(400, "RepositoryNotFoundException"), {}},
        {service_error(403, "AccessDeniedException"), {}},
        {service_error(400, "LimitExceededException"), {}},
        {service_error(501, "Whatever"), {}},
        {redirect, {}},
        {broken(error_kind::configuration, "larger than max_body"), {}},
        {broken(error_kind::cancelled), {}},
    };
    for (std::size_t i = 0; i != table.size(); ++i) {
        BOOST_TEST_CONTEXT("row " << i) {
            scripted_calls scene;
            scene.prepare(table[i].reply);

            const auto outcome = scene.call(ecr::list_images, some_images());

            BOOST_TEST(outcome.has_value() == table[i].wait.has_value());
            BOOST_TEST((scene.time->waits == (table[i].wait ? waits{*table[i].wait} : waits{})));
            BOOST_TEST(made(scene) == (table[i].wait ? 2U : 1U));
        }
    }
}

BOOST_AUTO_TEST_CASE(the_response_holds_nothing_of_an_attempt_that_could_not_be_read) {
    scripted_calls scene;
    scene.prepare({.body = R"({"imageIds":[{"imageTag":"a"},{"imageTag":"b"}],"nextToken":"more","x":)"});
    scene.prepare({.body = R"({"imageIds":[{"imageDigest":"sha256:1"}]})"});

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(outcome.has_value());
    BOOST_TEST_REQUIRE(outcome->image_ids.size() == 1U);
    BOOST_TEST(!outcome->image_ids[0].image_tag.has_value());
    BOOST_TEST(outcome->image_ids[0].image_digest.value() == "sha256:1");
    BOOST_TEST(!outcome->next_token.has_value());
}

BOOST_AUTO_TEST_CASE(an_answer_that_breaks_off_keeps_its_status_and_request_id) {
    scripted_calls scene;
    auto half = broken(error_kind::timeout);
    half.started = true;
    half.headers.emplace_back("x-amzn-RequestId", "33-44");
    scene.prepare(half);

    const auto outcome = scene.call(ecr::list_images, some_images(), {.max_attempts = 1});

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST(outcome.error().http_status() == 200);
    BOOST_TEST(outcome.error().request_id() == "33-44");
}

BOOST_AUTO_TEST_CASE(the_number_of_attempts_is_the_configured_one_unless_the_call_says_otherwise) {
    struct row {
        int configured;
        std::optional<int> for_the_call;
        std::size_t expected;
    };
    for (const auto& [configured, for_the_call, expected] :
         {row{3, {}, 3}, row{5, {}, 5}, row{5, 2, 2}, row{1, {}, 1}, row{0, {}, 1}, row{3, -1, 1},
          row{1, 4, 4}}) {
        scripted_calls scene;
        scene.config.retry.max_attempts = configured;
        scene.prepare(service_error(500, "ServerException"), 9);

        const auto outcome = scene.call(ecr::list_images, some_images(), {.max_attempts = for_the_call});

        BOOST_TEST(outcome.has_error());
        BOOST_TEST(made(scene) == expected);
        BOOST_TEST(scene.service->requests[0].header("amz-sdk-request") ==
                   "attempt=1; max=" + std::to_string(expected));
    }
}

BOOST_AUTO_TEST_CASE(the_service_may_ask_for_a_longer_wait) {
    scripted_calls scene;
    auto busy = service_error(503, "ServiceUnavailable");
    busy.headers.emplace_back("X-Amz-Retry-After", "1500");
    scene.prepare(busy);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST(outcome.has_value());
    BOOST_TEST((scene.time->waits == waits{1500ms}));
}

BOOST_AUTO_TEST_CASE(limit_exceeded_is_a_rate_for_some_operations_and_for_all_by_a_switch) {
    scripted_calls scene;
    scene.prepare(service_error(400, "LimitExceededException"));
    const auto of_images = scene.call(ecr::batch_get_image, some_image());
    scene.prepare(service_error(400, "LimitExceededException"));
    const auto of_repositories = scene.call(ecr::create_repository, some_repository());
    scripted_calls switched;
    switched.config.retry.limit_exceeded_is_throttling = true;
    switched.prepare(service_error(400, "LimitExceededException"));
    const auto of_switched = switched.call(ecr::create_repository, some_repository());

    BOOST_TEST(of_images.has_value());
    BOOST_TEST(of_repositories.has_error());
    BOOST_TEST(of_switched.has_value());
}

BOOST_AUTO_TEST_CASE(an_echo_of_an_attempt_whose_answer_was_lost_is_marked) {
    struct row {
        scripted_reply first;
        bool marked;
    };
    auto unsent = broken(error_kind::connect);
    unsent.request_sent = false;
    for (const auto& [first, marked] :
         {row{broken(error_kind::connect), true}, row{unsent, false}, row{service_error(503, "Busy"), true},
          row{service_error(400, "ThrottlingException"), false}}) {
        scripted_calls scene;
        scene.prepare(first);
        scene.prepare(service_error(400, "RepositoryAlreadyExistsException"));

        const auto outcome = scene.call(ecr::create_repository, some_repository());

        BOOST_TEST_REQUIRE(outcome.has_error());
        BOOST_TEST((outcome.error() == ecr::errc::repository_already_exists));
        BOOST_TEST(outcome.error().possibly_applied() == marked);
    }
}

BOOST_AUTO_TEST_CASE(a_request_that_was_sent_on_a_dead_connection_before_counts_as_lost) {
    scripted_calls scene;
    auto echo = service_error(400, "RepositoryAlreadyExistsException");
    echo.sent_before = true;
    scene.prepare(echo);

    const auto outcome = scene.call(ecr::create_repository, some_repository());

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST(outcome.error().possibly_applied());
    BOOST_TEST(outcome.error().attempts() == 1);
}

BOOST_AUTO_TEST_CASE(a_failing_service_uses_up_the_quota_of_the_client_and_its_views) {
    scripted_calls scene;
    std::size_t retried = 0;
    std::string last;
    for (int i = 0; i != 30; ++i) {
        scene.prepare(service_error(500, "ServerException"), 3);
        const auto before = made(scene);
        const auto outcome = scene.call(ecr::list_images, some_images());
        scene.service->replies.clear();
        retried += made(scene) - before - 1;
        last = to_string(outcome.error());
    }

    BOOST_TEST(retried == 35U); // 500 in the bucket, 14 for each
    BOOST_TEST(last.find("ServerException") != last.npos, last);
    BOOST_TEST(last.find("quota of retries is used up") != last.npos, last);
    const auto other = scene.call(ecr::list_images, some_images(), {.region = "us-east-1"});
    BOOST_TEST(other.has_value());
}

BOOST_AUTO_TEST_CASE(a_wait_that_does_not_fit_the_deadline_is_not_begun) {
    scripted_calls scene;
    scene.prepare(service_error(503, "Busy", "come back later"), 3);

    const auto outcome = scene.call(ecr::list_images, some_images(), {.timeout = 60ms});

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((scene.time->waits == waits{25ms}));
    BOOST_TEST(made(scene) == 2U);
    BOOST_TEST(outcome.error().code_text() == "Busy");
    BOOST_TEST(outcome.error().message() ==
               "come back later; the next attempt would start after the deadline");
    BOOST_TEST(outcome.error().attempts() == 2);
}

BOOST_AUTO_TEST_CASE(an_attempt_is_limited_by_what_ends_first) {
    scripted_calls scene;
    const auto start = scene.time->now();

    (void)scene.call(ecr::list_images, some_images());
    (void)scene.call(ecr::list_images, some_images(), {.timeout = 5s});
    (void)scene.call(ecr::list_images, some_images(), {.timeout = 5s, .attempt_timeout = 2s});
    (void)scene.call(ecr::list_images, some_images(), {.attempt_timeout = 0s});

    const auto& requests = scene.service->requests;
    BOOST_TEST((requests[0].deadline == start + 60s));
    BOOST_TEST((requests[0].deadline_kind == ecr::timeout_kind::attempt));
    BOOST_TEST((requests[1].deadline == start + 5s));
    BOOST_TEST((requests[1].deadline_kind == ecr::timeout_kind::operation));
    BOOST_TEST((requests[2].deadline == start + 2s));
    BOOST_TEST((requests[2].deadline_kind == ecr::timeout_kind::attempt));
    BOOST_TEST((requests[3].deadline == ecr::time_source::time_point::max()));
}

BOOST_AUTO_TEST_CASE(adaptive_retry_gives_up_when_its_rate_leaves_no_turn_before_the_deadline) {
    scripted_calls scene;
    scene.config.retry.mode = ecr::retry_mode::adaptive;
    scene.config.retry.max_attempts = 1;
    scene.prepare(service_error(400, "ThrottlingException"));
    (void)scene.call(ecr::list_images, some_images());

    std::optional<ecr::error> failure;
    std::size_t before = 0;
    for (int i = 0; i != 5 && !failure; ++i) {
        before = made(scene);
        const auto outcome = scene.call(ecr::list_images, some_images(), {.timeout = 20ms});
        if (outcome.has_error()) failure = outcome.error();
    }

    BOOST_TEST_REQUIRE(failure.has_value());
    BOOST_TEST(made(scene) == before);
    BOOST_TEST((failure->kind() == error_kind::timeout));
    BOOST_TEST((failure->timeout() == ecr::timeout_kind::operation));
    BOOST_TEST(failure->message().find("adaptive retry") != std::string_view::npos);
    BOOST_TEST(failure->attempts() == 0);
}

BOOST_AUTO_TEST_SUITE_END()
