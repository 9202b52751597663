#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/registry_policy.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <support/routes.hpp>

namespace {

using namespace ecr::emulation;

const std::string policy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::)"
    R"(210987654321:root"},"Action":["ecr:CreateRepository","ecr:Replicate*"],"Resource":"*"}]})";

}

BOOST_AUTO_TEST_SUITE(emulator_registry_policy)

BOOST_AUTO_TEST_CASE(a_policy_is_kept_answered_and_deleted) {
    test::emulated in;

    const auto answered = on_put_registry_policy(in.on, {policy});
    const auto kept = on_get_registry_policy(in.on, {});
    const auto deleted = on_delete_registry_policy(in.on, {});

    BOOST_TEST(answered.policy_text.value() == policy);
    BOOST_TEST(kept.registry_id.value() == test::account);
    BOOST_TEST(kept.policy_text.value() == policy);
    BOOST_TEST(deleted.policy_text.value() == policy);
    TEST_FAULT(get_registry_policy, in, registry_policy_not_found, "with id '123456789012'", {});
}

BOOST_AUTO_TEST_CASE(a_registry_without_a_policy_says_so) {
    test::emulated in;

    TEST_FAULT(get_registry_policy, in, registry_policy_not_found, "with id '123456789012'", {});
    TEST_FAULT(delete_registry_policy, in, registry_policy_not_found, "with id '123456789012'", {});
}

BOOST_AUTO_TEST_CASE(each_account_and_region_has_its_own_policy) {
    test::emulated in;
    on_put_registry_policy(in.on, {policy});

    in.on.region = "us-east-1";
    TEST_FAULT(get_registry_policy, in, registry_policy_not_found, "123456789012", {});
    in.on.region = "eu-west-1";
    in.on.account = test::other_account;
    TEST_FAULT(get_registry_policy, in, registry_policy_not_found, "210987654321", {});
}

BOOST_AUTO_TEST_CASE(a_text_that_is_no_policy_is_refused_and_changes_nothing) {
    test::emulated in;
    on_put_registry_policy(in.on, {policy});

    for (const std::string text : {
             "",
             "{",
             "[]",
             "{}",
             R"({"Statement":[]})",
             R"({"Statement":["x"]})",
             R"({"Statement":{"Effect":"Maybe","Principal":"*","Action":"ecr:*"}})",
             R"({"Statement":{"Effect":"Allow","Action":"ecr:*"}})",
             R"({"Statement":{"Effect":"Allow","Principal":"*"}})",
             R"({"Statement":{"Effect":"Allow","Principal":"*","Action":[]}})",
             R"({"Statement":{"Effect":"Allow","Principal":"*","Action":[1]}})",
             R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"a","NotAction":"b"}})",
         }) {
        TEST_FAULT(put_registry_policy, in, invalid_parameter, "PolicyText", {text});
    }
    BOOST_TEST(on_get_registry_policy(in.on, {}).policy_text.value() == policy);
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(registry_policy_routes(),
                       {"GetRegistryPolicy", "PutRegistryPolicy", "DeleteRegistryPolicy"});
}

BOOST_AUTO_TEST_SUITE_END()
