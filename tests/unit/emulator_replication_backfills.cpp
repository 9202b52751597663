#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using namespace std::chrono_literals;
using status = ecr::replication_backfill_status;
using result_status = ecr::replication_backfill_result_status;

const ecr::replication_destination virginia{.region = "us-east-1", .registry_id = test::account};
const ecr::replication_destination partner{.region = "eu-west-1", .registry_id = test::other_account};

void replicate_to(test::emulated& in, const std::vector<ecr::replication_destination>& places) {
    on_put_replication_configuration(in.on, {{{{.destinations = places}}}});
}

std::string start(test::emulated& in, const ecr::replication_destination& place = virginia) {
    return *on_start_replication_backfill(in.on, {.destination = place}).replication_backfill_id;
}

ecr::describe_replication_backfill_results_response results(test::emulated& in, const std::string& id) {
    return on_describe_replication_backfill_results(in.on, {.replication_backfill_id = id});
}

bool is(const std::optional<ecr::open_enum<status>>& found, status expected) {
    return found == ecr::open_enum(expected);
}

}

BOOST_AUTO_TEST_SUITE(emulator_replication_backfills)

BOOST_AUTO_TEST_CASE(a_backfill_prepares_copies_and_completes) {
    test::emulated in;
    in.create("web");
    for (const std::string tag : {"v1", "v2"}) test::push(in, "web", "a", tag);
    test::push(in, "web", "b");
    replicate_to(in, {virginia});

    const auto begun = on_start_replication_backfill(in.on, {.destination = virginia});
    const auto id = *begun.replication_backfill_id;
    const auto preparing = results(in, id);
    in.on.now += 2'500ms;
    const auto running = results(in, id);
    in.on.now += 1s;
    const auto done = results(in, id);

    BOOST_TEST(is(begun.status, status::preparing));
    BOOST_TEST((begun.started_at == test::started));
    BOOST_TEST(begun.registry_id.value() == test::account);
    BOOST_TEST(!preparing.progress);
    BOOST_TEST(is(running.status, status::in_progress));
    BOOST_TEST(running.progress->total_replication_count == 3);
    BOOST_TEST(running.progress->completed_replication_count == 1);
    BOOST_TEST(running.results.empty());
    BOOST_TEST(is(done.status, status::complete));
    BOOST_TEST(done.progress->completed_replication_count == 3);
    BOOST_TEST(done.results.size() == 3U);
    BOOST_TEST((done.ended_at == test::started + 3'500ms));
    BOOST_TEST(!done.failure_code);
}

BOOST_AUTO_TEST_CASE(what_was_there_is_in_the_destination_afterwards) {
    test::emulated in;
    in.create("web");
    in.create("other");
    const auto digest = test::push(in, "web", "a", "v1");
    test::push(in, "other", "b", "v1");
    on_put_replication_configuration(
        in.on, {{{{.destinations = {virginia},
                   .repository_filters = {{{"we", ecr::repository_filter_type::prefix_match}}}}}}});
    start(in);
    in.on.now += 1h;
    advance(in.on);

    auto& there = in.all.at(test::account, "us-east-1").repositories;
    BOOST_TEST(there.size() == 1U);
    BOOST_TEST(there.at("web").image_tags.at("v1") == digest);
    BOOST_TEST((there.at("web").images.at(digest).pushed_at == test::started + 2'500ms));
}

BOOST_AUTO_TEST_CASE(a_backfill_with_nothing_to_copy_completes_when_it_is_prepared) {
    test::emulated in;
    replicate_to(in, {virginia});
    const auto id = start(in);
    in.on.now += 2s;

    const auto done = results(in, id);

    BOOST_TEST(is(done.status, status::complete));
    BOOST_TEST(done.progress->total_replication_count == 0);
}

BOOST_AUTO_TEST_CASE(a_backfill_of_which_every_copy_fails_has_failed) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a", "v1");
    replicate_to(in, {partner});
    const auto id = start(in, partner);
    in.on.now += 1h;

    const auto done = results(in, id);

    BOOST_TEST(is(done.status, status::failed));
    BOOST_TEST(done.failure_code.has_value());
    BOOST_TEST(done.progress->failed_replication_count == 1);
    BOOST_TEST(done.progress->failure_codes.at(0) == "AccessDeniedException");
    BOOST_TEST(done.results.at(0).failure_code.value() == "AccessDeniedException");
    BOOST_TEST(done.results.at(0).image_id.image_digest.value() == digest);
    BOOST_TEST(done.results.at(0).image_id.image_tag.value() == "v1");
}

BOOST_AUTO_TEST_CASE(results_come_in_pages_and_by_status) {
    test::emulated in;
    in.create("web");
    const auto lost = test::push(in, "web", "lost", "v0");
    for (int at = 1; at != 5; ++at) test::push(in, "web", std::to_string(at), "v" + std::to_string(at));
    replicate_to(in, {virginia});
    const auto id = start(in);
    in.on.now += 2s;
    advance(in.on);
    on_batch_delete_image(in.on, {.repository_name = "web", .image_ids = {{.image_digest = lost}}});
    in.on.now += 1h;
    ecr::describe_replication_backfill_results_request request{.replication_backfill_id = id,
                                                               .max_results = 2};
    std::vector<std::size_t> sizes;

    do {
        const auto page = on_describe_replication_backfill_results(in.on, request);
        sizes.push_back(page.results.size());
        request.next_token = page.next_token;
    } while (request.next_token);
    const auto failures = on_describe_replication_backfill_results(
        in.on, {.replication_backfill_id = id, .result_status_filter = result_status::failed});

    BOOST_TEST(sizes == (std::vector<std::size_t>{2, 2, 1}), boost::test_tools::per_element());
    BOOST_TEST(is(failures.status, status::complete));
    BOOST_TEST(failures.results.size() == 1U);
    BOOST_TEST(failures.results.at(0).failure_code.value() == "ImageNotFoundException");
    TEST_FAULT(describe_replication_backfill_results, in, invalid_parameter, "nextToken",
               {.replication_backfill_id = id, .next_token = "x"});
}

BOOST_AUTO_TEST_CASE(a_stop_lets_the_copy_under_way_finish) {
    test::emulated in;
    in.create("web");
    for (int at = 0; at != 4; ++at) test::push(in, "web", std::to_string(at));
    replicate_to(in, {virginia});
    const auto id = start(in);
    in.on.now += 2'700ms;

    const auto asked = on_stop_replication_backfill(in.on, {.replication_backfill_id = id});
    TEST_FAULT(stop_replication_backfill, in, replication_backfill_invalid_status, "STOPPING", {id});
    in.on.now += 1h;
    const auto stopped = results(in, id);

    BOOST_TEST(is(asked.status, status::stopping));
    BOOST_TEST(is(stopped.status, status::stopped));
    BOOST_TEST((stopped.ended_at == test::started + 3s));
    BOOST_TEST(stopped.progress->total_replication_count == 4);
    BOOST_TEST(stopped.progress->completed_replication_count == 2);
    BOOST_TEST(stopped.results.size() == 2U);
    BOOST_TEST(in.all.at(test::account, "us-east-1").repositories.at("web").images.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_stop_before_the_first_copy_stops_at_once) {
    test::emulated in;
    in.create("web");
    test::push(in, "web", "a");
    replicate_to(in, {virginia});
    const auto id = start(in);
    in.on.now += 1s;

    const auto stopped = on_stop_replication_backfill(in.on, {.replication_backfill_id = id});
    in.on.now += 1h;

    BOOST_TEST(is(stopped.status, status::stopped));
    BOOST_TEST(!results(in, id).progress);
    BOOST_TEST((results(in, id).ended_at == test::started + 1s));
    TEST_FAULT(stop_replication_backfill, in, replication_backfill_invalid_status, "STOPPED", {id});
}

BOOST_AUTO_TEST_CASE(only_a_destination_of_the_rules_is_filled) {
    test::emulated in;
    replicate_to(in, {virginia});

    TEST_FAULT(start_replication_backfill, in, invalid_parameter, "123456789012", {.destination = partner});
    TEST_FAULT(start_replication_backfill, in, invalid_parameter, "210987654321",
               {.destination = virginia, .registry_id = test::other_account});
}

BOOST_AUTO_TEST_CASE(a_region_has_one_backfill_at_a_time) {
    test::emulated in;
    replicate_to(in, {virginia, {"us-east-1", test::other_account}});
    start(in);

    TEST_FAULT(start_replication_backfill, in, replication_backfill_in_progress, "us-east-1",
               {.destination = {"us-east-1", test::other_account}});
    in.on.now += 1h;
    start(in);

    BOOST_TEST(on_list_replication_backfills(in.on, {}).backfills.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_registry_has_ten_backfills_at_a_time) {
    test::emulated in;
    std::vector<ecr::replication_destination> places;
    for (int at = 0; at != 11; ++at) places.push_back({"region-" + std::to_string(at), test::account});
    replicate_to(in, places);
    for (int at = 0; at != 10; ++at) start(in, places[static_cast<std::size_t>(at)]);

    TEST_FAULT(start_replication_backfill, in, limit_exceeded, "10", {.destination = places.back()});
    in.on.now += 1h;
    start(in, places.back());

    const auto first = on_list_replication_backfills(in.on, {.max_results = 6});
    const auto second =
        on_list_replication_backfills(in.on, {.max_results = 6, .next_token = first.next_token});
    BOOST_TEST(first.registry_id.value() == test::account);
    BOOST_TEST(first.backfills.size() == 6U);
    BOOST_TEST(second.backfills.size() == 5U);
    BOOST_TEST(!second.next_token);
    BOOST_TEST((second.backfills.at(4).status == ecr::open_enum(status::preparing)));
    TEST_FAULT(list_replication_backfills, in, invalid_parameter, "nextToken", {.next_token = "x"});
}

BOOST_AUTO_TEST_CASE(the_emulator_remembers_so_many_backfills_and_for_90_days) {
    test::emulated in;
    in.all.limits().backfills = 1;
    replicate_to(in, {virginia});
    start(in);
    in.on.now += 24h * 90;
    TEST_FAULT(start_replication_backfill, in, limit_exceeded, "remembers", {.destination = virginia});

    in.on.now += 2'001ms;
    start(in);

    BOOST_TEST(on_list_replication_backfills(in.on, {}).backfills.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_backfill_that_is_not_there_is_not_found) {
    test::emulated in;
    replicate_to(in, {virginia});
    const auto id = start(in);

    TEST_FAULT(stop_replication_backfill, in, replication_backfill_not_found, "with id '123456789012'",
               {"none"});
    TEST_FAULT(stop_replication_backfill, in, replication_backfill_not_found, "210987654321",
               {id, test::other_account});
    TEST_FAULT(describe_replication_backfill_results, in, replication_backfill_not_found, "none",
               {.replication_backfill_id = "none"});
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(replication_backfills_routes(),
                       {"StartReplicationBackfill", "StopReplicationBackfill", "ListReplicationBackfills",
                        "DescribeReplicationBackfillResults"});
}

BOOST_AUTO_TEST_SUITE_END()
