#include <ecr/emulator/account_settings.hpp>
#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/loaded_registry.hpp>
#include <ecr/emulator/pull_through_cache.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>
#include <ecr/emulator/registry_policy.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>
#include <ecr/emulator/signing_rules.hpp>
#include <ecr/emulator/snapshot.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
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

BOOST_AUTO_TEST_SUITE(emulator_loaded_registry)

BOOST_AUTO_TEST_CASE(what_was_saved_is_loaded_as_it_was) {
    test::emulated in;
    fill(in);
    ecr::emulation::world other;

    load(other, save(in.all));

    const auto& loaded = other.at(test::account, in.on.region);
    BOOST_TEST(loaded.settings == own(in).settings);
    BOOST_TEST(loaded.findings == own(in).findings);
    BOOST_TEST(loaded.copying == own(in).copying);
    BOOST_TEST(loaded.copying.pending.size() == 1U);
    BOOST_TEST(loaded.copying.backfills.at(0).planned);
}

BOOST_AUTO_TEST_CASE(a_loaded_registry_goes_on_where_it_was) {
    test::emulated in;
    fill(in);
    load(in.all, save(in.all));

    in.on.now += std::chrono::hours(1);
    advance(in.on);

    const auto& there = in.all.at(test::account, "us-east-1").repositories.at("web");
    BOOST_TEST(there.image_tags.contains("v1"));
    BOOST_TEST(there.image_tags.contains("v2"));
    BOOST_TEST(own(in).copying.backfills.at(0).ended_at.has_value());
}

BOOST_AUTO_TEST_CASE(a_text_that_the_handlers_could_not_live_with_changes_nothing) {
    test::emulated in;
    fill(in);
    const auto before = save(in.all);

    for (const std::string registry : {
             R"("settings":{"cacheRules":[{"upstreamRegistryUrl":"quay.io"}]})",
             R"("settings":{"cacheRules":[{"ecrRepositoryPrefix":"hub"}]})",
             R"("settings":{"templates":[{}]})",
             R"("settings":{"templates":[{"prefix":"b"},{"prefix":"a"}]})",
             R"("settings":{"policy":"{"})",
             R"("settings":{"templates":[{"prefix":"a","repositoryPolicy":"[]"}]})",
             R"("settings":{"templates":[{"prefix":"a","lifecyclePolicy":"{}"}]})",
             R"("settings":{"exclusions":[{"principalArn":"b"},{"principalArn":"a"}]})",
             R"("copying":{"pending":[{"dueAt":2},{"dueAt":1}]})",
             R"("copying":{"backfills":[{"id":"b"},{"id":"a"}]})",
             R"("copying":{"backfills":[{"id":"a","done":1}]})",
             R"("copying":{"backfills":[{"id":"a","done":-1}]})",
             R"("copying":{"backfills":[{"id":"a","failed":1}]})",
         }) {
        const auto text = R"({"version":1,"registries":[{"account":"1","region":"r",)" + registry + "}]}";

        BOOST_CHECK_THROW(load(in.all, text), std::invalid_argument);
        BOOST_TEST(save(in.all) == before, registry);
    }
}

BOOST_AUTO_TEST_SUITE_END()
