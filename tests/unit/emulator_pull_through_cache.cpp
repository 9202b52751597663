#include <ecr/emulator/pull_through_cache.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <support/emulated.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using ecr::errc;
using ecr::upstream_registry;

const std::string secret =
    "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";

ecr::create_pull_through_cache_rule_request rule(const std::string& prefix,
                                                 const std::string& url = "public.ecr.aws") {
    return {.ecr_repository_prefix = prefix, .upstream_registry_url = url};
}

ecr::create_pull_through_cache_rule_request hub(const std::string& credential = secret) {
    auto made = rule("hub", "registry-1.docker.io");
    made.credential_arn = credential;
    return made;
}

std::vector<std::string> prefixes(const ecr::describe_pull_through_cache_rules_response& of) {
    std::vector<std::string> found;
    for (const auto& each : of.pull_through_cache_rules) found.push_back(*each.ecr_repository_prefix);
    return found;
}

}

BOOST_AUTO_TEST_SUITE(emulator_pull_through_cache)

BOOST_AUTO_TEST_CASE(a_rule_is_answered_with_what_the_service_adds) {
    test::emulated in;

    const auto made = on_create_pull_through_cache_rule(in.on, rule("public"));
    const auto kept = on_describe_pull_through_cache_rules(in.on, {}).pull_through_cache_rules.at(0);

    BOOST_TEST(made.registry_id.value() == test::account);
    BOOST_TEST((made.created_at == test::started));
    BOOST_TEST(made.upstream_repository_prefix.value() == "ROOT");
    BOOST_TEST((made.upstream_registry == ecr::open_enum(upstream_registry::ecr_public)));
    BOOST_TEST(kept.upstream_registry_url.value() == "public.ecr.aws");
    BOOST_TEST((kept.updated_at == test::started));
}

BOOST_AUTO_TEST_CASE(every_supported_upstream_is_known_by_its_url) {
    struct known {
        std::string url;
        upstream_registry kind;
    };
    for (const auto& [url, kind] : {
             known{"public.ecr.aws", upstream_registry::ecr_public},
             known{"https://quay.io", upstream_registry::quay},
             known{"registry.k8s.io", upstream_registry::k8s},
             known{"registry-1.docker.io", upstream_registry::docker_hub},
             known{"ghcr.io", upstream_registry::github_container_registry},
             known{"mine.azurecr.io", upstream_registry::azure_container_registry},
             known{"registry.gitlab.com", upstream_registry::gitlab_container_registry},
             known{"cgr.dev", upstream_registry::chainguard},
             known{"210987654321.dkr.ecr.eu-west-1.amazonaws.com", upstream_registry::ecr},
         }) {
        test::emulated in;
        auto wanted = rule("cache", url);
        wanted.credential_arn = secret;

        const auto made = on_create_pull_through_cache_rule(in.on, wanted);

        BOOST_TEST((made.upstream_registry == ecr::open_enum(kind)), url);
    }
}

BOOST_AUTO_TEST_CASE(other_upstreams_are_not_supported) {
    test::emulated in;

    for (const std::string url : {"", "docker.io", "example.com", "azurecr.io", ".azurecr.io",
                                  "a.azurecr.io/b", "http://quay.io", "quay.io.example.com"})
        TEST_FAULT(create_pull_through_cache_rule, in, unsupported_upstream_registry, url,
                   rule("cache", url));
}

BOOST_AUTO_TEST_CASE(parameters_that_contradict_the_upstream_are_refused) {
    test::emulated in;
    auto misnamed = rule("cache", "quay.io");
    misnamed.upstream_registry = upstream_registry::k8s;

    TEST_FAULT(create_pull_through_cache_rule, in, invalid_parameter, "k8s", misnamed);
    TEST_FAULT(create_pull_through_cache_rule, in, invalid_parameter, "credentialArn",
               rule("cache", "registry-1.docker.io"));
    TEST_FAULT(create_pull_through_cache_rule, in, invalid_parameter, "own upstream",
               rule("cache", "123456789012.dkr.ecr.eu-west-1.amazonaws.com"));
    BOOST_TEST(on_describe_pull_through_cache_rules(in.on, {}).pull_through_cache_rules.empty());
}

BOOST_AUTO_TEST_CASE(a_prefix_has_one_rule_with_or_without_its_slash) {
    test::emulated in;
    on_create_pull_through_cache_rule(in.on, rule("public"));

    TEST_FAULT(create_pull_through_cache_rule, in, pull_through_cache_rule_already_exists,
               "in the registry with id '123456789012'", rule("public/"));
}

BOOST_AUTO_TEST_CASE(a_registry_has_at_most_50_rules) {
    test::emulated in;
    for (int at = 10; at != 60; ++at)
        on_create_pull_through_cache_rule(in.on, rule("cache" + std::to_string(at)));

    TEST_FAULT(create_pull_through_cache_rule, in, limit_exceeded, "50", rule("more"));
}

BOOST_AUTO_TEST_CASE(a_secret_that_cannot_be_used_fails_creation_and_update) {
    test::emulated in;
    const std::string elsewhere =
        "arn:aws:secretsmanager:us-east-1:123456789012:secret:ecr-pullthroughcache/hub-AbCdEf";

    TEST_FAULT(create_pull_through_cache_rule, in, unable_to_access_secret, "us-east-1", hub(elsewhere));
    auto& own = in.all.at(test::account, in.on.region);
    refuse_secret(own, secret, errc::secret_not_found);
    TEST_FAULT(create_pull_through_cache_rule, in, secret_not_found, secret, hub());
    refuse_secret(own, secret, errc::unable_to_decrypt_secret_value);
    TEST_FAULT(create_pull_through_cache_rule, in, unable_to_decrypt_secret_value, secret, hub());

    on_create_pull_through_cache_rule(in.on, rule("public"));
    TEST_FAULT(update_pull_through_cache_rule, in, unable_to_decrypt_secret_value, secret,
               {.ecr_repository_prefix = "public", .credential_arn = secret});
}

BOOST_AUTO_TEST_CASE(an_update_changes_what_it_names_and_the_time) {
    test::emulated in;
    on_create_pull_through_cache_rule(in.on, hub());
    in.on.now += std::chrono::seconds(7);

    const auto changed = on_update_pull_through_cache_rule(
        in.on, {.ecr_repository_prefix = "hub/", .custom_role_arn = "arn:aws:iam::123456789012:role/puller"});

    BOOST_TEST((changed.updated_at == in.on.now));
    BOOST_TEST(changed.credential_arn.value() == secret);
    BOOST_TEST(changed.custom_role_arn.value() == "arn:aws:iam::123456789012:role/puller");
    TEST_FAULT(update_pull_through_cache_rule, in, invalid_parameter, "required",
               {.ecr_repository_prefix = "hub"});
}

BOOST_AUTO_TEST_CASE(a_rule_that_is_not_there_is_not_found) {
    test::emulated in;

    TEST_FAULT(update_pull_through_cache_rule, in, pull_through_cache_rule_not_found, "'hub'",
               {.ecr_repository_prefix = "hub", .custom_role_arn = "role"});
    TEST_FAULT(delete_pull_through_cache_rule, in, pull_through_cache_rule_not_found, "123456789012",
               {"hub"});
    TEST_FAULT(validate_pull_through_cache_rule, in, pull_through_cache_rule_not_found, "'hub'", {"hub"});
    TEST_FAULT(describe_pull_through_cache_rules, in, pull_through_cache_rule_not_found, "'hub'",
               {.ecr_repository_prefixes = std::vector<std::string>{"hub"}});
}

BOOST_AUTO_TEST_CASE(a_deleted_rule_is_answered_and_gone) {
    test::emulated in;
    on_create_pull_through_cache_rule(in.on, hub());

    const auto deleted = on_delete_pull_through_cache_rule(in.on, {"hub"});

    BOOST_TEST(deleted.upstream_registry_url.value() == "registry-1.docker.io");
    BOOST_TEST(deleted.credential_arn.value() == secret);
    BOOST_TEST(on_describe_pull_through_cache_rules(in.on, {}).pull_through_cache_rules.empty());
}

BOOST_AUTO_TEST_CASE(rules_are_described_page_by_page_while_others_come_and_go) {
    test::emulated in;
    for (const std::string prefix : {"cc", "aa", "dd", "bb"})
        on_create_pull_through_cache_rule(in.on, rule(prefix));

    const auto first = on_describe_pull_through_cache_rules(in.on, {.max_results = 2});
    on_delete_pull_through_cache_rule(in.on, {"bb"});
    on_create_pull_through_cache_rule(in.on, rule("cd"));
    const auto second =
        on_describe_pull_through_cache_rules(in.on, {.next_token = first.next_token, .max_results = 2});
    const auto third = on_describe_pull_through_cache_rules(in.on, {.next_token = second.next_token});

    BOOST_TEST(prefixes(first) == (std::vector<std::string>{"aa", "bb"}), boost::test_tools::per_element());
    BOOST_TEST(prefixes(second) == (std::vector<std::string>{"cc", "cd"}), boost::test_tools::per_element());
    BOOST_TEST(prefixes(third) == (std::vector<std::string>{"dd"}), boost::test_tools::per_element());
    BOOST_TEST(!third.next_token);
    TEST_FAULT(describe_pull_through_cache_rules, in, invalid_parameter, "nextToken", {.next_token = "x"});
}

BOOST_AUTO_TEST_CASE(rules_are_described_by_their_prefixes) {
    test::emulated in;
    for (const std::string prefix : {"aa", "bb", "cc"})
        on_create_pull_through_cache_rule(in.on, rule(prefix));

    const auto some = on_describe_pull_through_cache_rules(
        in.on, {.ecr_repository_prefixes = std::vector<std::string>{"cc", "aa/"}});

    BOOST_TEST(prefixes(some) == (std::vector<std::string>{"aa", "cc"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_rule_is_valid_while_its_secret_and_its_role_serve) {
    test::emulated in;
    on_create_pull_through_cache_rule(in.on, hub());
    on_create_pull_through_cache_rule(in.on, rule("other", "210987654321.dkr.ecr.eu-west-1.amazonaws.com"));

    BOOST_TEST(on_validate_pull_through_cache_rule(in.on, {"hub"}).is_valid.value());
    BOOST_TEST(!on_validate_pull_through_cache_rule(in.on, {"hub"}).failure);
    refuse_secret(in.all.at(test::account, in.on.region), secret, errc::unable_to_access_secret);
    const auto broken = on_validate_pull_through_cache_rule(in.on, {"hub"});
    const auto roleless = on_validate_pull_through_cache_rule(in.on, {"other"});

    BOOST_TEST(!broken.is_valid.value());
    BOOST_TEST(broken.failure.value().find(secret) != std::string::npos);
    BOOST_TEST(!roleless.is_valid.value());
    BOOST_TEST(roleless.failure.value().find("customRoleArn") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_registry_of_the_request_is_honoured) {
    test::emulated in;
    auto wanted = rule("public");
    wanted.registry_id = test::other_account;

    const auto made = on_create_pull_through_cache_rule(in.on, wanted);

    BOOST_TEST(made.registry_id.value() == test::other_account);
    BOOST_TEST(on_describe_pull_through_cache_rules(in.on, {}).pull_through_cache_rules.empty());
    TEST_FAULT(delete_pull_through_cache_rule, in, pull_through_cache_rule_not_found, "123456789012",
               {"public"});
    BOOST_TEST(on_validate_pull_through_cache_rule(in.on, {"public", test::other_account}).is_valid.value());
}

BOOST_AUTO_TEST_CASE(a_repository_is_filled_by_the_rule_of_the_longest_prefix) {
    test::emulated in;
    for (const std::string prefix : {"hub", "hub/library/", "ROOT"})
        on_create_pull_through_cache_rule(in.on, rule(prefix));
    const auto chosen = [&](std::string_view repository) {
        return *cache_rule_for(in.all.at(test::account, in.on.region), repository)->ecr_repository_prefix;
    };

    BOOST_TEST(chosen("hub/library/nginx") == "hub/library/");
    BOOST_TEST(chosen("hub/nginx") == "hub");
    BOOST_TEST(chosen("hubris/nginx") == "ROOT");
    on_delete_pull_through_cache_rule(in.on, {"ROOT"});
    BOOST_TEST(!cache_rule_for(in.all.at(test::account, in.on.region), "hubris/nginx"));
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(pull_through_cache_routes(),
                       {"CreatePullThroughCacheRule", "DescribePullThroughCacheRules",
                        "UpdatePullThroughCacheRule", "DeletePullThroughCacheRule",
                        "ValidatePullThroughCacheRule"});
}

BOOST_AUTO_TEST_SUITE_END()
