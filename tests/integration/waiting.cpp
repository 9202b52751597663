#include <ecr/waiters.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/test/unit_test.hpp>

#include <support/scripted_calls.hpp>

BOOST_AUTO_TEST_SUITE(waiting)

namespace {

using namespace std::chrono_literals;
using namespace test;
using waits = std::vector<std::chrono::milliseconds>;

scripted_reply scan(const std::string& status, const std::string& more = "") {
    return {.body = R"({"imageScanStatus":{"status":")" + status + "\"}" + more + "}"};
}

struct scene : scripted_calls {
    /// Waits for the end of a waiter.
    template <class Waiter, class... Rest>
    auto wait(const Waiter& on, const typename Waiter::request_type& request, const Rest&... rest) {
        if (!client) client.emplace(context.get_executor(), config);
        ecr::result<typename Waiter::outcome> outcome;
        auto body = [&]() -> boost::asio::awaitable<void> {
            auto work = on(*client, request, rest..., ecr::as_result);
            outcome = co_await std::move(work);
        };
        run_coroutine(context, std::move(body));
        return outcome;
    }

    template <class... Rest>
    auto scan_complete(const Rest&... rest) {
        return wait(ecr::image_scan_complete, image, rest...);
    }

    ecr::describe_image_scan_findings_request image{.repository_name = "team/web",
                                                    .image_id = {.image_tag = "latest"}};
};

std::string message(const ecr::error& failure) {
    return std::string(failure.message());
}

}

BOOST_AUTO_TEST_CASE(a_waiter_polls_until_the_state_is_reached_and_gives_the_last_answer) {
    scene on;
    on.prepare(scan("IN_PROGRESS"), 3);
    on.prepare(scan("COMPLETE", R"(,"imageScanFindings":{"findingSeverityCounts":{"LOW":1}})"));

    const auto outcome = on.scan_complete();

    BOOST_TEST_REQUIRE(outcome.has_value());
    BOOST_TEST((on.time->waits == waits{5s, 5s, 5s}));
    BOOST_TEST(outcome->attempts == 4);
    BOOST_TEST((outcome->elapsed == 15s));
    BOOST_TEST(ecr::severity_counts(outcome->response).at(ecr::finding_severity::low) == 1);
    BOOST_TEST(on.service->requests.front().header("user-agent").find(" m/B,E") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_wait_that_throws_gives_the_same) {
    scene on;
    on.client.emplace(on.context.get_executor(), on.config);
    on.prepare(scan("COMPLETE"));
    on.prepare(scan("FAILED"));
    int attempts = 0;
    bool failed = false;
    auto body = [&]() -> boost::asio::awaitable<void> {
        auto good = ecr::image_scan_complete(*on.client, on.image, 10min);
        const auto ended = co_await std::move(good);
        attempts = ended.attempts;
        try {
            auto bad = ecr::image_scan_complete(*on.client, on.image);
            static_cast<void>(co_await std::move(bad));
        } catch (const ecr::conflict_exception& thrown) {
            failed = thrown.error().kind() == ecr::error_kind::wait;
        }
    };
    run_coroutine(on.context, std::move(body));

    BOOST_TEST(attempts == 1);
    BOOST_TEST(failed);
}

BOOST_AUTO_TEST_CASE(failure_timeout_and_errors_of_the_operation_are_told_apart) {
    scene failing;
    failing.prepare(scan("PENDING"));
    failing.prepare(scan("FAILED"));
    const auto failed = failing.scan_complete();
    scene slow;
    slow.prepare(scan("ACTIVE"), 100);
    const auto timed_out = slow.scan_complete();
    scene denied;
    denied.prepare(scan("PENDING"));
    denied.prepare(service_error(400, "AccessDeniedException"));
    const auto refused = denied.scan_complete();

    BOOST_TEST_REQUIRE((failed.has_error() && timed_out.has_error() && refused.has_error()));
    BOOST_TEST((failed.error().kind() == ecr::error_kind::wait));
    BOOST_TEST((failed.error() == ecr::condition::conflict));
    BOOST_TEST(message(failed.error()) == "image_scan_complete: the state is FAILED");
    BOOST_TEST(failed.error().attempts() == 2);
    BOOST_TEST((timed_out.error().kind() == ecr::error_kind::timeout));
    BOOST_TEST((timed_out.error().timeout() == ecr::timeout_kind::wait));
    BOOST_TEST(message(timed_out.error()) == "image_scan_complete: still ACTIVE after 60 polls");
    BOOST_TEST((timed_out.error().elapsed() == 295s));
    BOOST_TEST((refused.error().kind() == ecr::error_kind::service));
    BOOST_TEST((refused.error() == ecr::condition::denied));
    BOOST_TEST(denied.service->requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(delays_and_polls_are_the_callers) {
    scene on;
    on.prepare(scan("PENDING"), 100);

    const auto outcome = on.scan_complete(ecr::wait_options{.delay = 2s, .max_attempts = 3});

    BOOST_TEST(outcome.has_error());
    BOOST_TEST((on.time->waits == waits{2s, 2s}));
}

BOOST_AUTO_TEST_CASE(with_a_limit_delays_grow_and_the_last_poll_comes_before_it) {
    scene on;
    on.time->dice = 1.0;
    on.prepare(scan("PENDING"), 100);

    const auto outcome = on.scan_complete(60s);

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((on.time->waits == waits{5s, 10s, 20s, 20s}));
    BOOST_TEST((outcome.error().timeout() == ecr::timeout_kind::wait));
    BOOST_TEST((outcome.error().elapsed() == 55s));
}

BOOST_AUTO_TEST_CASE(the_limit_cuts_a_poll_that_is_under_way) {
    scene on;
    std::vector<std::chrono::nanoseconds> left;
    scripted_reply slow = scan("PENDING");
    const auto note = [&](const seen_request& request) { left.push_back(request.deadline - on.time->now()); };
    slow.meanwhile = note;
    on.prepare(slow);
    auto cut = broken(ecr::error_kind::timeout, "too slow");
    cut.failure->timeout = ecr::timeout_kind::operation;
    cut.meanwhile = [&](const seen_request& request) {
        note(request);
        on.time->pass(std::chrono::duration_cast<std::chrono::milliseconds>(left.back()));
    };
    on.prepare(cut);

    const auto outcome = on.scan_complete(20s);

    BOOST_TEST((left == std::vector<std::chrono::nanoseconds>{20s, 15s}));
    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().timeout() == ecr::timeout_kind::wait));
    BOOST_TEST((outcome.error().elapsed() == 20s));
}

BOOST_AUTO_TEST_CASE(a_timeout_of_a_call_is_not_that_of_the_wait) {
    scene on;
    on.config.timeout.operation = 3s;
    auto cut = broken(ecr::error_kind::timeout, "too slow");
    cut.failure->timeout = ecr::timeout_kind::operation;
    on.prepare(cut);

    const auto outcome = on.scan_complete(20s);

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().timeout() == ecr::timeout_kind::operation));
}

BOOST_AUTO_TEST_CASE(progress_tells_attempt_state_and_next_delay) {
    scene on;
    on.prepare(service_error(400, "ScanNotFoundException"));
    on.prepare(scan("IN_PROGRESS"));
    on.prepare(scan("ACTIVE", R"(,"imageScanFindings":{})"));
    std::vector<std::string> told;
    ecr::wait_options options;
    options.progress = [&](const ecr::wait_progress& seen) {
        const auto next = seen.next_delay ? std::to_string(*seen.next_delay / 1s) : "none";
        told.push_back(std::to_string(seen.attempt) + " " + std::string(seen.state) + " " +
                       std::to_string(seen.elapsed / 1s) + " " + next);
    };

    const auto outcome = on.wait(ecr::scan_findings_ready, on.image, options);

    BOOST_TEST(outcome.has_value());
    BOOST_TEST(told == (std::vector<std::string>{"1 ScanNotFoundException 0 5", "2 IN_PROGRESS 5 5",
                                                 "3 ACTIVE 10 none"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_scan_that_never_begins_is_given_up_after_the_grace) {
    scene on;
    on.prepare(service_error(400, "ScanNotFoundException"), 100);

    const auto outcome = on.wait(ecr::scan_findings_ready, on.image);

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error() == ecr::errc::scan_not_found));
    BOOST_TEST(on.time->waits.size() == 13U);
}

BOOST_AUTO_TEST_CASE(a_wait_is_cancelled_between_polls) {
    scene on;
    on.prepare(scan("PENDING"), 2);
    on.time->stands_still = true;
    on.client.emplace(on.context.get_executor(), on.config);
    ecr::result<ecr::waited<ecr::describe_image_scan_findings_response>> outcome;
    const auto body = [&]() -> boost::asio::awaitable<void> {
        auto work = ecr::image_scan_complete(*on.client, on.image, ecr::as_result);
        outcome = co_await std::move(work);
    };
    boost::asio::cancellation_signal signal;
    boost::asio::co_spawn(
        on.context, body,
        boost::asio::bind_cancellation_slot(signal.slot(), [](const std::exception_ptr&) {}));
    on.context.poll();
    signal.emit(boost::asio::cancellation_type::terminal);
    on.context.run_for(10s);

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().kind() == ecr::error_kind::cancelled));
    BOOST_TEST(on.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_storage_class_is_waited_for_with_the_request_that_changes_it) {
    scene on;
    on.prepare({.body = R"({"imageDetails":[{"imageStatus":"ACTIVATING"}]})"});
    on.prepare({.body = R"({"imageDetails":[{"imageStatus":"ACTIVE"}]})"});
    ecr::update_image_storage_class_request request;
    request.repository_name = "team/web";
    request.image_id.image_tag = "old";
    request.target_storage_class = ecr::target_storage_class::standard;

    const auto restored = on.wait(ecr::storage_class_changed, request);
    request.target_storage_class = ecr::target_storage_class::archive;
    on.prepare({.body = R"({"imageDetails":[{"imageStatus":"ARCHIVED"}]})"});
    const auto archived = on.wait(ecr::storage_class_changed, request, 5min);

    BOOST_TEST(restored.value().attempts == 2);
    BOOST_TEST(archived.value().attempts == 1);
    BOOST_TEST(
        on.service->requests.front().body ==
        R"({"repositoryName":"team/web","imageIds":[{"imageTag":"old"}],"filter":{"imageStatus":"ANY"}})");
}

BOOST_AUTO_TEST_CASE(a_repository_that_is_gone_is_a_success_without_an_answer) {
    scene on;
    on.prepare({.body = R"({"repositories":[{"repositoryName":"web"}]})"});
    on.prepare(service_error(400, "RepositoryNotFoundException"));
    ecr::describe_repositories_request request;
    request.repository_names.emplace().push_back("web");

    const auto outcome = on.wait(ecr::repository_gone, request);

    BOOST_TEST(outcome.value().attempts == 2);
    BOOST_TEST(outcome.value().response.repositories.empty());
}

namespace {

constexpr auto tags_of = [](const ecr::describe_images_response& answer) {
    std::vector<std::string> all;
    for (const auto& each : answer.image_details)
        all.insert(all.end(), each.image_tags.begin(), each.image_tags.end());
    return all;
};

constexpr ecr::waiter tagged_stable{
    "tagged_stable", ecr::describe_images, ecr::wait_defaults{.delay = 1s, .max_attempts = 3},
    ecr::when_any<tags_of>(std::string_view("stable"), ecr::wait_state::success),
    [](const auto& made) -> std::optional<ecr::wait_state> {
        if (made.request.repository_name == "hopeless") return ecr::wait_state::failure;
        return std::nullopt;
    }};

}

BOOST_AUTO_TEST_CASE(a_program_may_declare_waiters_of_its_own) {
    scene on;
    on.prepare({.body = R"({"imageDetails":[{"imageTags":["1"]}]})"});
    on.prepare({.body = R"({"imageDetails":[{"imageTags":["1","stable"]}]})"});
    ecr::describe_images_request request;
    request.repository_name = "web";

    const auto good = on.wait(tagged_stable, request);
    request.repository_name = "hopeless";
    const auto bad = on.wait(tagged_stable, request);

    BOOST_TEST(good.value().attempts == 2);
    BOOST_TEST((on.time->waits == waits{1s}));
    BOOST_TEST(message(bad.error()) == "tagged_stable: it has failed");
}

BOOST_AUTO_TEST_SUITE_END()
