#include <ecr/emulator/account_settings.hpp>
#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/pull_through_cache.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>
#include <ecr/emulator/registry_policy.hpp>
#include <ecr/emulator/registry_snapshot.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>
#include <ecr/emulator/signing_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>

namespace {

using namespace ecr::emulation;

const ecr::replication_destination virginia{.region = "us-east-1", .registry_id = test::account};

registry& own(test::emulated& in) {
    return in.all.at(test::account, in.on.region);
}

/// Gives the caller's registry something of everything.
void fill(test::emulated& in) {
    in.create("web");
    test::push(in, "web", "a", "v1");
    on_put_registry_policy(in.on, {R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}})"});
    on_put_account_setting(in.on, {"BLOB_MOUNTING", "ENABLED"});
    on_put_replication_configuration(in.on, {{{{.destinations = {virginia}}}}});
    on_create_repository_creation_template(
        in.on, {.prefix = "team", .applied_for = {ecr::rct_applied_for::create_on_push}});
    on_create_pull_through_cache_rule(in.on,
                                      {.ecr_repository_prefix = "hub", .upstream_registry_url = "quay.io"});
    on_register_pull_time_update_exclusion(in.on, {"arn:aws:iam::123456789012:role/scanner"});
    on_put_signing_configuration(in.on, {{{{.signing_profile_arn = "profile"}}}});
    set_findings(own(in), "web", "sha256:1", R"({"imageScanFindings":{"findings":[{"severity":"LOW"}]}})");
    on_start_replication_backfill(in.on, {.destination = virginia});
    in.on.now += std::chrono::milliseconds(2'001);
    test::push(in, "web", "b", "v2");
    advance(in.on);
}

}

BOOST_AUTO_TEST_SUITE(emulator_registry_snapshot)

BOOST_AUTO_TEST_CASE(what_was_saved_is_loaded_as_it_was) {
    test::emulated in;
    fill(in);
    registry other;

    const auto problem = load_registry(other, save_registry(own(in)));

    BOOST_TEST(problem.value_or("") == "");
    BOOST_TEST(other.settings == own(in).settings);
    BOOST_TEST(other.findings == own(in).findings);
    BOOST_TEST(other.copying == own(in).copying);
    BOOST_TEST(other.copying.pending.size() == 1U);
    BOOST_TEST(other.copying.backfills.at(0).planned);
}

BOOST_AUTO_TEST_CASE(a_loaded_registry_goes_on_where_it_was) {
    test::emulated in;
    fill(in);
    const auto saved = save_registry(own(in));
    own(in).copying = {};

    BOOST_TEST(!load_registry(own(in), saved));
    in.on.now += std::chrono::hours(1);
    advance(in.on);

    const auto& there = in.all.at(test::account, "us-east-1").repositories.at("web");
    BOOST_TEST(there.image_tags.contains("v1"));
    BOOST_TEST(there.image_tags.contains("v2"));
    BOOST_TEST(own(in).copying.backfills.at(0).ended_at.has_value());
}

BOOST_AUTO_TEST_CASE(an_empty_registry_survives_the_round_trip) {
    registry empty;
    registry other;
    other.settings.policy = "x";

    BOOST_TEST(!load_registry(other, save_registry(empty)));

    BOOST_TEST(other.settings == empty.settings);
}

BOOST_AUTO_TEST_CASE(a_text_that_the_handlers_could_not_live_with_changes_nothing) {
    test::emulated in;
    fill(in);
    const auto before = save_registry(own(in));

    for (const std::string text : {
             "",
             "[]",
             R"({"settings":{"cacheRules":[{"upstreamRegistryUrl":"quay.io"}]}})",
             R"({"settings":{"templates":[{}]}})",
             R"({"settings":{"templates":[{"prefix":"b"},{"prefix":"a"}]}})",
             R"({"settings":{"policy":"{"}})",
             R"({"settings":{"templates":[{"prefix":"a","repositoryPolicy":"[]"}]}})",
             R"({"settings":{"templates":[{"prefix":"a","lifecyclePolicy":"{}"}]}})",
             R"({"settings":{"exclusions":[{"principalArn":"b"},{"principalArn":"a"}]}})",
             R"({"copying":{"pending":[{"dueAt":2},{"dueAt":1}]}})",
             R"({"copying":{"backfills":[{"id":"b"},{"id":"a"}]}})",
             R"({"copying":{"backfills":[{"id":"a","done":1}]}})",
             R"({"copying":{"backfills":[{"id":"a","done":-1}]}})",
             R"({"copying":{"backfills":[{"id":"a","failed":1}]}})",
         }) {
        const auto problem = load_registry(own(in), text);

        BOOST_TEST(!problem.value_or("").empty(), text);
        BOOST_TEST(save_registry(own(in)) == before, text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
