#include <boost/test/unit_test.hpp>

#include <support/service_calls.hpp>

BOOST_AUTO_TEST_SUITE(answers)

namespace {

using namespace std::chrono_literals;
using namespace test;
using ecr::error_kind;

}

BOOST_AUTO_TEST_CASE(an_error_of_the_service_is_thrown_as_its_own_type) {
    service_calls at;
    at.peer->otherwise = failing(400, "RepositoryNotFoundException", "no repository 'team/web'");
    bool caught = false;
    auto body = [&]() -> asio::awaitable<void> {
        const auto request = some_images();
        try {
            auto work = ecr::list_images(at.client, request);
            co_await std::move(work);
        } catch (const ecr::repository_not_found_exception& failure) {
            caught = true;
            BOOST_TEST(failure.error().request_id() == "11-22");
            BOOST_TEST(failure.error().http_status() == 400);
            BOOST_TEST(failure.error().attempts() == 1);
            BOOST_TEST((failure.error().elapsed() > 0ns));
            BOOST_TEST(failure.error().endpoint() == at.peer.url());
            BOOST_TEST(failure.error().message() == "no repository 'team/web'");
        }
    };

    run_coroutine(at.context, std::move(body));

    BOOST_TEST(caught);
}

BOOST_AUTO_TEST_CASE(whatever_the_answer_is_it_ends_as_an_error_that_tells) {
    struct row {
        script plan;
        error_kind kind;
        std::string code;
        std::string text;
    };
    const script html{.status = 503, .body = "<html>Busy</html>"};
    const script moved{
        .status = 301, .headers = {{"Location", "https://x.example/a?token=s3cret"}}, .body = ""};
    const script length{.raw = "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n{}"};
    const script switched{.raw = "HTTP/1.1 101 Switching Protocols\r\n\r\n"};
    const script foreign{.raw = "SSH-2.0-OpenSSH_9.2\r\n"};
    const std::vector<row> table{
        {failing(400, "BrandNewException"), error_kind::service, "BrandNewException",
         "BrandNewException: no"},
        {html, error_kind::http, "503", "503"},
        {moved, error_kind::http, "301", "is a redirect, which is never followed: https://x.example/a"},
        {{.body = "garbage"}, error_kind::parse, "", "the answer cannot be read"},
        {{.body = R"({"imageIds":[)"}, error_kind::parse, "", "the answer cannot be read"},
        {{.body = R"({"imageIds":[]})", .cut_at = 5}, error_kind::connect, "", "5 of 15 bytes"},
        {length, error_kind::configuration, "", "max_body"},
        {switched, error_kind::http, "", "protocol"},
        {foreign, error_kind::http, "", "not an HTTP/1 response"},
        {{.reset_after = true}, error_kind::connect, "", "reset"},
    };
    for (std::size_t i = 0; i != table.size(); ++i) {
        BOOST_TEST_CONTEXT("row " << i) {
            service_calls at;
            at.peer->otherwise = table[i].plan;

            const auto outcome = at.list();

            BOOST_TEST_REQUIRE(outcome.has_error());
            const auto text = to_string(outcome.error());
            BOOST_TEST((outcome.error().kind() == table[i].kind), text);
            BOOST_TEST(outcome.error().code_text() == table[i].code);
            BOOST_TEST(text.find(table[i].text) != text.npos, text);
            BOOST_TEST(text.find("s3cret") == text.npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_answer_beyond_a_limit_of_the_config_names_that_limit) {
    const auto with_headers = [](int count) {
        script plan{.body = std::string(100, ' ')};
        for (int i = 0; i != count; ++i) plan.headers.emplace_back("X-H" + std::to_string(i), "v");
        return plan;
    };
    const struct {
        script plan;
        ecr::response_limits limits;
        std::string text;
    } table[] = {
        {with_headers(20), {}, ""},
        {with_headers(20), {.max_head = 150}, "head is larger than response_limits::max_head (150 bytes)"},
        {with_headers(20), {.max_headers = 20}, "more headers than response_limits::max_headers (20)"},
        {with_headers(300), {}, "more headers than response_limits::max_headers (256)"},
        {with_headers(300), {.max_headers = 400}, ""},
        {with_headers(0), {.max_body = 99}, "is larger than response_limits::max_body (99 bytes)"},
        {with_headers(0), {.max_body = 100}, ""},
    };
    for (const auto& each : table) {
        service_calls at;
        at.peer->otherwise = each.plan;
        auto config = config_for(at.peer.url());
        config.response = each.limits;
        config.retry.max_attempts = 3;
        const ecr::client limited(at.context.get_executor(), config);

        const auto outcome = at.call(limited, ecr::list_images, some_images());

        const auto text = problem_of(outcome);
        BOOST_TEST(outcome.has_error() == !each.text.empty(), text);
        BOOST_TEST(text.find(each.text) != text.npos, text);
        BOOST_TEST(at.peer->requests.size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_without_content_is_an_empty_response) {
    for (const script& plan :
         {script{.body = ""}, script{.status = 204, .body = ""}, script{.body = " \n"}}) {
        service_calls at;
        at.peer->otherwise = plan;

        const auto outcome = at.list();

        BOOST_TEST_REQUIRE(problem_of(outcome) == "");
        BOOST_TEST(outcome->image_ids.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_the_service_closes_after_its_answer_is_replaced) {
    service_calls at;
    at.peer->scripts = {{.close = true}, {}};

    const auto first = at.list();
    const auto second = at.list();

    BOOST_TEST(problem_of(first) == "");
    BOOST_TEST(problem_of(second) == "");
    BOOST_TEST(at.peer.accepted() == 2);
}

BOOST_AUTO_TEST_CASE(an_answer_that_never_ends_is_given_up_by_the_limit_that_passes_first) {
    service_calls at;
    at.peer->otherwise = {.cut_at = 1, .stall = true};

    const auto attempt = at.call(at.client.with({.attempt_timeout = 30ms}), ecr::list_images, some_images());
    const auto whole = at.call(at.client.with({.timeout = 30ms}), ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(attempt.has_error());
    BOOST_TEST((attempt.error().timeout() == ecr::timeout_kind::attempt));
    BOOST_TEST_REQUIRE(whole.has_error());
    BOOST_TEST((whole.error().timeout() == ecr::timeout_kind::operation));
    BOOST_TEST(whole.error().attempts() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
