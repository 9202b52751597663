#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/scanning_rules.hpp>
#include <ecr/exception.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using namespace std::chrono_literals;
using ecr::scan_frequency;
using ecr::scan_status;
using ecr::scan_type;

const std::string some_findings =
    R"({"imageScanFindings":{"vulnerabilitySourceUpdatedAt":1600000000,"findings":[
    {"name":"CVE-1","severity":"HIGH"},{"name":"CVE-2","severity":"LOW"},{"name":"CVE-3","severity":"HIGH"}],
    "enhancedFindings":[{"title":"CVE-4","severity":"UNTRIAGED"}]}})";

ecr::image_identifier by_digest(const std::string& digest) {
    return {.image_digest = digest};
}

scan_status status_of(test::emulated& in, const std::string& digest) {
    const auto answer =
        on_describe_image_scan_findings(in.on, {.repository_name = "web", .image_id = by_digest(digest)});
    return answer.image_scan_status->status->known().value();
}

void set_rules(test::emulated& in, scan_type type, scan_frequency frequency,
               const std::string& filter = "*") {
    const ecr::scanning_repository_filter only{filter, ecr::scanning_repository_filter_type::wildcard};
    on_put_registry_scanning_configuration(
        in.on, {type, {{{.scan_frequency = frequency, .repository_filters = {only}}}}});
}

std::string chart_text(test::emulated& in) {
    return std::string(R"({"schemaVersion":2,"mediaType":")") + test::oci_image + R"(","config":)" +
           test::descriptor("application/vnd.cncf.helm.config.v1+json", test::upload(in, "web", "{}")) +
           R"(,"layers":[]})";
}

registry& own(test::emulated& in) {
    return in.all.at(test::account, in.on.region);
}

}

BOOST_TEST_DONT_PRINT_LOG_VALUE(ecr::scan_status)

BOOST_AUTO_TEST_SUITE(emulator_image_scans)

BOOST_AUTO_TEST_CASE(a_scan_waits_runs_and_completes) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a", "v1");

    const auto begun =
        on_start_image_scan(in.on, {.repository_name = "web", .image_id = {.image_tag = "v1"}});

    BOOST_TEST(begun.registry_id.value() == test::account);
    BOOST_TEST(begun.image_id->image_digest.value() == digest);
    BOOST_TEST(begun.image_id->image_tag.value() == "v1");
    BOOST_TEST((begun.image_scan_status->status == ecr::open_enum(scan_status::pending)));
    in.on.now += 999ms;
    BOOST_TEST(status_of(in, digest) == scan_status::pending);
    in.on.now += 1ms;
    BOOST_TEST(status_of(in, digest) == scan_status::in_progress);
    in.on.now += 3'999ms;
    BOOST_TEST(status_of(in, digest) == scan_status::in_progress);
    in.on.now += 1ms;
    BOOST_TEST(status_of(in, digest) == scan_status::complete);
}

BOOST_AUTO_TEST_CASE(findings_appear_when_the_scan_is_complete) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    set_findings(own(in), "web", digest, some_findings);
    const ecr::describe_image_scan_findings_request request{.repository_name = "web",
                                                            .image_id = by_digest(digest)};
    on_start_image_scan(in.on, {.repository_name = "web", .image_id = by_digest(digest)});

    in.on.now += 2s;
    const auto running = on_describe_image_scan_findings(in.on, request);
    in.on.now += 1h;
    const auto done = on_describe_image_scan_findings(in.on, request);

    BOOST_TEST(!running.image_scan_findings);
    const auto& findings = done.image_scan_findings.value();
    BOOST_TEST(findings.findings.size() == 3U);
    BOOST_TEST(findings.enhanced_findings.size() == 1U);
    BOOST_TEST((findings.image_scan_completed_at == test::started + 5s));
    BOOST_TEST((findings.vulnerability_source_updated_at == ecr::timestamp(1'600'000'000s)));
    BOOST_TEST(findings.finding_severity_counts.at(ecr::finding_severity::high) == 2);
    BOOST_TEST(findings.finding_severity_counts.at(ecr::finding_severity::low) == 1);
    BOOST_TEST(findings.finding_severity_counts.at(ecr::open_enum<ecr::finding_severity>("UNTRIAGED")) == 1);
}

BOOST_AUTO_TEST_CASE(an_image_of_which_nothing_is_known_has_no_findings) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    on_start_image_scan(in.on, {.repository_name = "web", .image_id = by_digest(digest)});
    in.on.now += 5s;

    const auto done =
        on_describe_image_scan_findings(in.on, {.repository_name = "web", .image_id = by_digest(digest)});

    BOOST_TEST(done.image_scan_findings.value().findings.empty());
    BOOST_TEST(done.image_scan_findings.value().finding_severity_counts.empty());
    BOOST_TEST(!done.next_token);
}

BOOST_AUTO_TEST_CASE(findings_of_both_kinds_come_in_pages_with_all_counts) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    set_findings(own(in), "web", digest, some_findings);
    on_start_image_scan(in.on, {.repository_name = "web", .image_id = by_digest(digest)});
    in.on.now += 5s;
    std::vector<std::string> names;
    std::vector<std::size_t> sizes;
    ecr::describe_image_scan_findings_request request{
        .repository_name = "web", .image_id = by_digest(digest), .max_results = 2};

    do {
        const auto page = on_describe_image_scan_findings(in.on, request);
        const auto& found = page.image_scan_findings.value();
        for (const auto& each : found.findings) names.push_back(*each.name);
        for (const auto& each : found.enhanced_findings) names.push_back(*each.title);
        sizes.push_back(found.findings.size() + found.enhanced_findings.size());
        BOOST_TEST(found.finding_severity_counts.size() == 3U);
        request.next_token = page.next_token;
    } while (request.next_token);

    BOOST_TEST(names == (std::vector<std::string>{"CVE-1", "CVE-2", "CVE-3", "CVE-4"}),
               boost::test_tools::per_element());
    BOOST_TEST(sizes == (std::vector<std::size_t>{2, 2}), boost::test_tools::per_element());
    TEST_FAULT(describe_image_scan_findings, in, invalid_parameter, "nextToken",
               {.repository_name = "web", .image_id = by_digest(digest), .next_token = "garbage"});
}

BOOST_AUTO_TEST_CASE(a_scan_ends_as_the_loaded_status_says) {
    struct ending {
        std::string text;
        scan_status status;
        bool shows_findings;
    };
    for (const auto& [text, status, shows_findings] : {
             ending{"FAILED", scan_status::failed, false},
             ending{"FINDINGS_UNAVAILABLE", scan_status::findings_unavailable, false},
             ending{"LIMIT_EXCEEDED", scan_status::limit_exceeded, false},
             ending{"SCAN_ELIGIBILITY_EXPIRED", scan_status::scan_eligibility_expired, true},
         }) {
        test::emulated in;
        in.create("web");
        const auto digest = test::push(in, "web", "a");
        set_findings(own(in), "web", digest,
                     R"({"imageScanStatus":{"status":")" + text + R"(","description":"because"}})");
        on_start_image_scan(in.on, {.repository_name = "web", .image_id = by_digest(digest)});
        in.on.now += 5s;

        const auto done =
            on_describe_image_scan_findings(in.on, {.repository_name = "web", .image_id = by_digest(digest)});

        BOOST_TEST((done.image_scan_status->status == ecr::open_enum(status)), text);
        BOOST_TEST(done.image_scan_status->description.value() == "because");
        BOOST_TEST(done.image_scan_findings.has_value() == shows_findings, text);
    }
}

BOOST_AUTO_TEST_CASE(an_image_is_scanned_by_hand_once_in_24_hours) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    const ecr::start_image_scan_request request{.repository_name = "web", .image_id = by_digest(digest)};
    on_start_image_scan(in.on, request);

    in.on.now += 24h - 1ms;
    TEST_FAULT(start_image_scan, in, limit_exceeded, "in the registry with id '123456789012'", request);
    in.on.now += 1ms;
    on_start_image_scan(in.on, request);

    BOOST_TEST(status_of(in, digest) == scan_status::pending);
}

BOOST_AUTO_TEST_CASE(a_new_image_is_scanned_when_a_rule_or_its_repository_says_so) {
    test::emulated in;
    in.create("web");
    in.create("own").description.image_scanning_configuration = ecr::image_scanning_configuration{true};
    const auto before = test::push(in, "web", "before");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push, "w*");

    const auto after = test::push(in, "web", "after");
    const auto own_wish = test::push(in, "own", "a");

    BOOST_TEST(status_of(in, after) == scan_status::pending);
    const auto other =
        on_describe_image_scan_findings(in.on, {.repository_name = "own", .image_id = by_digest(own_wish)});
    BOOST_TEST((other.image_scan_status->status == ecr::open_enum(scan_status::pending)));
    TEST_FAULT(describe_image_scan_findings, in, scan_not_found, before,
               {.repository_name = "web", .image_id = by_digest(before)});
    TEST_FAULT(start_image_scan, in, limit_exceeded, "quota",
               {.repository_name = "web", .image_id = by_digest(after)});
}

BOOST_AUTO_TEST_CASE(another_tag_does_not_scan_an_image_again) {
    test::emulated in;
    in.create("web");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push);
    const auto digest = test::push(in, "web", "a", "v1");
    in.on.now += 1h;

    test::push(in, "web", "a", "v2");

    BOOST_TEST(status_of(in, digest) == scan_status::complete);
}

BOOST_AUTO_TEST_CASE(continuous_scanning_is_active_and_begins_for_images_that_are_there) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    set_findings(own(in), "web", digest, some_findings);
    in.on.now += 1h;
    set_rules(in, scan_type::enhanced, scan_frequency::continuous_scan);

    BOOST_TEST(status_of(in, digest) == scan_status::pending);
    in.on.now += 5s;
    BOOST_TEST(status_of(in, digest) == scan_status::active);
    in.on.now += 24h * 365;
    BOOST_TEST(status_of(in, digest) == scan_status::active);
    TEST_FAULT(start_image_scan, in, validation, "disabled",
               {.repository_name = "web", .image_id = by_digest(digest)});
}

BOOST_AUTO_TEST_CASE(a_change_of_the_scan_type_leaves_no_old_findings) {
    test::emulated in;
    in.create("web");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push);
    const auto digest = test::push(in, "web", "a");
    in.on.now += 1h;

    set_rules(in, scan_type::enhanced, scan_frequency::scan_on_push);

    TEST_FAULT(describe_image_scan_findings, in, scan_not_found, "does not exist for the image",
               {.repository_name = "web", .image_id = by_digest(digest)});
}

BOOST_AUTO_TEST_CASE(what_is_no_image_is_not_scanned) {
    test::emulated in;
    in.create("web");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push);
    const auto image = test::push(in, "web", "a");
    const auto chart = test::put(in, "web", chart_text(in));
    const auto index = test::put(in, "web", test::index_text({image}));

    for (const auto& digest : {chart, index}) {
        BOOST_TEST(status_of(in, digest) == scan_status::unsupported_image);
        TEST_FAULT(start_image_scan, in, unsupported_image_type, digest,
                   {.repository_name = "web", .image_id = by_digest(digest)});
    }
}

BOOST_AUTO_TEST_CASE(an_archived_image_is_not_scanned) {
    test::emulated in;
    in.create("web");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push);
    const auto digest = test::push(in, "web", "a");
    on_update_image_storage_class(in.on, {.repository_name = "web",
                                          .image_id = by_digest(digest),
                                          .target_storage_class = ecr::target_storage_class::archive});

    BOOST_TEST(status_of(in, digest) == scan_status::image_archived);
    TEST_FAULT(start_image_scan, in, image_archived, digest,
               {.repository_name = "web", .image_id = by_digest(digest)});
}

BOOST_AUTO_TEST_CASE(repositories_and_images_that_are_not_there_are_not_found) {
    test::emulated in;
    in.create("web");
    const ecr::image_identifier unknown{.image_tag = "v1"};

    TEST_FAULT(start_image_scan, in, repository_not_found, "'none'",
               {.repository_name = "none", .image_id = unknown});
    TEST_FAULT(start_image_scan, in, image_not_found, "v1", {.repository_name = "web", .image_id = unknown});
    TEST_FAULT(start_image_scan, in, invalid_parameter, "both", {.repository_name = "web"});
    TEST_FAULT(describe_image_scan_findings, in, repository_not_found, "210987654321",
               {.registry_id = test::other_account, .repository_name = "web", .image_id = unknown});
    TEST_FAULT(describe_image_scan_findings, in, image_not_found, "v1",
               {.repository_name = "web", .image_id = unknown});
}

BOOST_AUTO_TEST_CASE(the_details_of_an_image_tell_of_its_scan) {
    test::emulated in;
    in.create("web");
    set_rules(in, scan_type::basic, scan_frequency::scan_on_push);
    const auto digest = test::push(in, "web", "a");
    set_findings(own(in), "web", digest, some_findings);

    const auto early = on_describe_images(in.on, {.repository_name = "web"}).image_details.at(0);
    in.on.now += 5s;
    const auto late = on_describe_images(in.on, {.repository_name = "web"}).image_details.at(0);

    BOOST_TEST((early.image_scan_status->status == ecr::open_enum(scan_status::pending)));
    BOOST_TEST(!early.image_scan_findings_summary);
    BOOST_TEST((late.image_scan_status->status == ecr::open_enum(scan_status::complete)));
    BOOST_TEST(late.image_scan_findings_summary->finding_severity_counts.at(ecr::finding_severity::high) ==
               2);
}

BOOST_AUTO_TEST_CASE(findings_that_cannot_be_read_are_refused) {
    test::emulated in;

    BOOST_CHECK_THROW(set_findings(own(in), "web", "sha256:1", "{"), ecr::exception);
    BOOST_CHECK_THROW(set_findings(own(in), "web", "sha256:1", R"({"imageScanFindings":[]})"),
                      ecr::exception);
    BOOST_TEST(own(in).findings.images.empty());
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(image_scans_routes(), {"StartImageScan", "DescribeImageScanFindings"});
}

BOOST_AUTO_TEST_SUITE_END()
