#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_trials.hpp>

BOOST_AUTO_TEST_SUITE(providers_instance_metadata)

namespace {

using namespace test;
using ecr::fault_kind;

ecr::emulator_config instance(const std::string& role) {
    ecr::emulator_config config;
    config.identities.instance = {.account = "210987654321", .role = role, .region = "eu-west-1"};
    return config;
}

struct scene : provider_trials {
    explicit scene(const std::string& role = "worker")
        : provider_trials("instance-metadata", instance(role)) {
        settings.endpoint = server.endpoint_url();
    }

    provider_ptr provider() override {
        return std::make_shared<ecr::instance_metadata_credentials>(with, settings);
    }
    std::shared_ptr<const ecr::credentials> ask() {
        const auto made = provider();
        return keys_of(*made);
    }

    ecr::instance_metadata_settings settings{};
};

}

BOOST_FIXTURE_TEST_CASE(keys_make_calls_until_they_expire, scene) {
    call_until_expiry();
}

BOOST_FIXTURE_TEST_CASE(keys_are_replaced_when_they_expire, scene) {
    refresh();
}

BOOST_FIXTURE_TEST_CASE(keys_outlive_an_outage, scene) {
    outlive_an_outage();
}

BOOST_FIXTURE_TEST_CASE(each_question_can_be_given_up, scene) {
    for (const int answers : {0, 1, 2}) give_up(answers);
}

// A token, the role and its keys make three requests; a lost answer to the first means that there is no such
// service.
BOOST_FIXTURE_TEST_CASE(what_may_pass_is_tried_again_and_what_is_final_is_told, scene) {
    go_through({{once(fault_kind::error), "", 4},
                {once(fault_kind::error, 1), "", 4},
                {once(fault_kind::error, 2), "", 4},
                {always(fault_kind::error), "HTTP 500", 3},
                {refusal(503, "ServiceUnavailable", 1), "HTTP 503", 4},
                {refusal(403, "Forbidden"), "HTTP 403", 1},
                {refusal(404, "NotFound", 1), "no role is attached", 2},
                {refusal(404, "NotFound", 2), "is gone", 3},
                {refusal(403, "Forbidden", 2), "HTTP 403", 3},
                {once(fault_kind::garbage), "no token was given", 1},
                {once(fault_kind::garbage, 1), "is gone", 3},
                {once(fault_kind::garbage, 2), "the answer is not what it should be", 3},
                {once(fault_kind::truncate, 1), "", 4},
                {once(fault_kind::truncate, 2), "", 4},
                {once(fault_kind::reset_before), "hop limit", 1},
                {once(fault_kind::reset_before, 1), "", 4},
                {once(fault_kind::reset_after, 2), "", 4},
                {once(fault_kind::stall, 2), "", 4},
                {never_answered(), "hop limit", 1},
                {never_answered(2), "timed out, 3 attempts", 5}});
}

BOOST_FIXTURE_TEST_CASE(a_token_that_is_over_is_replaced, scene) {
    const auto made = provider();

    BOOST_TEST(keys_of(*made), problem);
    server.advance(6h);
    BOOST_TEST(keys_of(*made), problem);

    // Again the role, refused, and all three.
    BOOST_TEST(asked() == 3 + 1 + 3);
}

BOOST_FIXTURE_TEST_CASE(keys_stay_the_same_until_they_are_about_to_expire, scene) {
    const auto first = ask();
    const auto second = ask();
    server.advance(5h + 50min);
    const auto third = ask();

    BOOST_TEST_REQUIRE((first && second && third), problem);
    BOOST_TEST(first->access_key_id == second->access_key_id);
    BOOST_TEST(first->access_key_id != third->access_key_id);
    BOOST_TEST(call_with(*third) == "");
}

BOOST_FIXTURE_TEST_CASE(in_an_outage_keys_are_given_out_longer_than_they_say, scene) {
    const auto made = provider();
    BOOST_TEST_REQUIRE(keys_of(*made), problem);
    auto outage = refusal(503, "ServiceUnavailable");
    outage.operation = companion;
    server.faults().add(outage);

    time->pass(6h);
    const auto keys = keys_of(*made);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST((keys->expiration.value() > time->utc_now()));
}

BOOST_FIXTURE_TEST_CASE(an_instance_knows_its_region, scene) {
    std::string region;

    run_coroutine(context, [&]() -> asio::awaitable<void> {
        auto work = ecr::instance_region(with, settings);
        region = co_await std::move(work);
    });

    BOOST_TEST(region == "eu-west-1");
}

BOOST_AUTO_TEST_CASE(an_instance_without_a_role_has_no_keys) {
    scene now("");

    BOOST_TEST(!now.ask());
    BOOST_TEST(now.problem.find("no role is attached") != std::string::npos, now.problem);
}

BOOST_AUTO_TEST_SUITE_END()
