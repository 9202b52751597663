#include <ecr/json.hpp>
#include <ecr/waiters.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(waiters)

namespace {

using namespace std::chrono_literals;
using ecr::errc;
using ecr::wait_state;
using verdict = std::optional<wait_state>;

constexpr verdict none{};
constexpr verdict success = wait_state::success;
constexpr verdict failure = wait_state::failure;
constexpr verdict retry = wait_state::retry;

template <class Operation, class... Acceptors>
verdict judge(const ecr::waiter<Operation, Acceptors...>& on,
              const ecr::result<typename Operation::response_type>& answer,
              std::chrono::nanoseconds elapsed = 0s) {
    const typename Operation::request_type request{};
    return on.judge({request, answer, 1, elapsed});
}

template <class Operation, class... Acceptors>
verdict judge_json(const ecr::waiter<Operation, Acceptors...>& on, const std::string& json) {
    return judge(on, ecr::from_json<typename Operation::response_type>(json));
}

template <class Operation, class... Acceptors>
verdict judge_error(const ecr::waiter<Operation, Acceptors...>& on, const std::string& code,
                    std::chrono::nanoseconds elapsed = 0s) {
    ecr::error_data parts;
    parts.code_text = code;
    return judge(on, ecr::error(std::move(parts)), elapsed);
}

struct row {
    std::string text;
    verdict expected;
};

template <class Waiter>
void check(const Waiter& on, const std::vector<row>& table) {
    for (const auto& [json, expected] : table) {
        BOOST_TEST_CONTEXT(on.name() << ": " << json) {
            BOOST_TEST((judge_json(on, json) == expected));
        }
    }
}

template <class Waiter>
void check_errors(const Waiter& on, const std::vector<row>& table) {
    for (const auto& [code, expected] : table) {
        BOOST_TEST_CONTEXT(on.name() << ": " << code) {
            BOOST_TEST((judge_error(on, code) == expected));
        }
    }
}

std::string scan(const std::string& status, const std::string& more = "") {
    return R"({"imageScanStatus":{"status":")" + status + "\"}" + more + "}";
}

const std::string findings = R"(,"imageScanFindings":{"findingSeverityCounts":{"HIGH":2}})";

}

BOOST_AUTO_TEST_CASE(the_published_waiters_are_as_published) {
    check(ecr::image_scan_complete, {{scan("COMPLETE"), success},
                                     {scan("FAILED"), failure},
                                     {scan("IN_PROGRESS"), none},
                                     {scan("ACTIVE"), none},
                                     {scan("PENDING"), none},
                                     {scan("SOMETHING_NEW"), none},
                                     {"{}", none}});
    check_errors(ecr::image_scan_complete,
                 {{"ScanNotFoundException", none}, {"AccessDeniedException", none}});
    check(ecr::lifecycle_policy_preview_complete, {{R"({"status":"COMPLETE"})", success},
                                                   {R"({"status":"FAILED"})", failure},
                                                   {R"({"status":"IN_PROGRESS"})", none},
                                                   {R"({"status":"EXPIRED"})", none},
                                                   {"{}", none}});
    check_errors(ecr::lifecycle_policy_preview_complete, {{"LifecyclePolicyPreviewNotFoundException", none}});
    const auto& scans = ecr::image_scan_complete.defaults();
    const auto& previews = ecr::lifecycle_policy_preview_complete.defaults();
    BOOST_TEST((scans.delay == 5s && scans.max_attempts == 60));
    BOOST_TEST((previews.delay == 5s && previews.max_attempts == 20));
    BOOST_TEST((scans.min_delay == 5s && scans.max_delay == 120s));
    BOOST_TEST((previews.min_delay == 5s && previews.max_delay == 120s));
}

BOOST_AUTO_TEST_CASE(scan_findings_ready_knows_every_state) {
    check(ecr::scan_findings_ready, {{scan("COMPLETE", findings), success},
                                     {scan("ACTIVE", findings), success},
                                     {scan("ACTIVE", R"(,"imageScanFindings":{})"), success},
                                     {scan("COMPLETE"), none},
                                     {scan("ACTIVE"), none},
                                     {scan("IN_PROGRESS"), none},
                                     {scan("IN_PROGRESS", findings), none},
                                     {scan("PENDING"), none},
                                     {scan("FAILED"), failure},
                                     {scan("UNSUPPORTED_IMAGE"), failure},
                                     {scan("SCAN_ELIGIBILITY_EXPIRED", findings), failure},
                                     {scan("FINDINGS_UNAVAILABLE"), failure},
                                     {scan("LIMIT_EXCEEDED"), failure},
                                     {scan("IMAGE_ARCHIVED"), failure},
                                     {scan("SOMETHING_NEW", findings), none},
                                     {"{}", none}});
    check_errors(ecr::scan_findings_ready, {{"ScanNotFoundException", retry},
                                            {"ImageNotFoundException", none},
                                            {"AccessDeniedException", none}});
    BOOST_TEST(
        (judge_error(ecr::scan_findings_ready, "ScanNotFoundException", ecr::scan_start_grace) == retry));
    BOOST_TEST((judge_error(ecr::scan_findings_ready, "ScanNotFoundException", ecr::scan_start_grace + 1ns) ==
                none));
}

BOOST_AUTO_TEST_CASE(every_state_of_a_scan_is_known_to_scan_findings_ready) {
    for (std::size_t index = 0; index != ecr::detail::enum_table<ecr::scan_status>::count; ++index) {
        const auto status = static_cast<ecr::scan_status>(index);
        const bool waits = status == ecr::scan_status::in_progress || status == ecr::scan_status::pending;
        const auto said =
            judge_json(ecr::scan_findings_ready, scan(std::string(to_string(status)), findings));

        BOOST_TEST(said.has_value() == !waits);
    }
}

BOOST_AUTO_TEST_CASE(the_counts_of_severities_come_with_the_findings) {
    const auto answer = ecr::from_json<ecr::describe_image_scan_findings_response>(scan("ACTIVE", findings));

    const auto counts = ecr::severity_counts(answer);

    BOOST_TEST(counts.size() == 1U);
    BOOST_TEST(counts.at(ecr::finding_severity::high) == 2);
    BOOST_TEST(ecr::severity_counts({}).empty());
}

BOOST_AUTO_TEST_CASE(every_destination_and_every_profile_counts) {
    const auto statuses = [](const std::string& list, std::vector<std::string> values) {
        std::string text;
        for (const auto& each : values) text += (text.empty() ? "" : ",") + (R"({"status":")" + each + "\"}");
        return "{\"" + list + "\":[" + text + "]}";
    };
    const auto check_list = [&](const auto& on, const std::string& list) {
        check(on, {{statuses(list, {"COMPLETE", "COMPLETE"}), success},
                   {statuses(list, {"COMPLETE"}), success},
                   {statuses(list, {"COMPLETE", "IN_PROGRESS"}), none},
                   {statuses(list, {"IN_PROGRESS", "FAILED"}), failure},
                   {statuses(list, {"COMPLETE", "FAILED"}), failure},
                   {statuses(list, {}), none},
                   {"{\"" + list + "\":[{}]}", none},
                   {"{}", none}});
        check_errors(on, {{"ImageNotFoundException", none}});
    };
    check_list(ecr::image_replicated, "replicationStatuses");
    check_list(ecr::image_signed, "signingStatuses");
}

BOOST_AUTO_TEST_CASE(a_backfill_is_done_when_it_has_ended_well) {
    check(ecr::replication_backfill_done, {{R"({"status":"COMPLETE"})", success},
                                           {R"({"status":"FAILED"})", failure},
                                           {R"({"status":"STOPPED"})", failure},
                                           {R"({"status":"STOPPING"})", none},
                                           {R"({"status":"PREPARING"})", none},
                                           {R"({"status":"IN_PROGRESS"})", none}});
    check_errors(ecr::replication_backfill_done, {{"ReplicationBackfillNotFoundException", none}});
}

BOOST_AUTO_TEST_CASE(a_storage_class_has_changed_when_every_image_has_it) {
    const auto images = [](const std::string& first, const std::string& second) {
        return R"({"imageDetails":[{"imageStatus":")" + first + R"("},{"imageStatus":")" + second + "\"}]}";
    };
    check(ecr::images_archived, {{images("ARCHIVED", "ARCHIVED"), success},
                                 {images("ARCHIVED", "ACTIVE"), none},
                                 {R"({"imageDetails":[]})", none}});
    check(ecr::images_active, {{images("ACTIVE", "ACTIVE"), success},
                               {images("ACTIVE", "ACTIVATING"), none},
                               {images("ARCHIVED", "ARCHIVED"), none}});
}

BOOST_AUTO_TEST_CASE(a_repository_exists_or_is_gone) {
    const std::string there = R"({"repositories":[{"repositoryName":"web"}]})";
    check(ecr::repository_exists, {{there, success}});
    check_errors(ecr::repository_exists,
                 {{"RepositoryNotFoundException", retry}, {"AccessDeniedException", none}});
    check(ecr::repository_gone, {{there, retry}});
    check_errors(ecr::repository_gone,
                 {{"RepositoryNotFoundException", success}, {"AccessDeniedException", none}});
}

BOOST_AUTO_TEST_CASE(a_rule_is_valid_when_the_service_says_so) {
    check(ecr::pull_through_rule_valid, {{R"({"isValid":true})", success},
                                         {R"({"isValid":false,"failure":"no such secret"})", none},
                                         {"{}", none}});
    check_errors(ecr::pull_through_rule_valid, {{"PullThroughCacheRuleNotFoundException", none}});
}

BOOST_AUTO_TEST_SUITE_END()
