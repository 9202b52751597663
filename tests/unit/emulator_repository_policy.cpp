#include <ecr/emulator/repository_policy.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>

namespace {

using namespace ecr;
using namespace ecr::emulation;

std::string policy(const std::string& statement) {
    return R"({"Version":"2012-10-17","Statement":)" + statement + "}";
}

const std::string allow = R"({"Effect":"Allow","Principal":"*","Action":"ecr:BatchGetImage"})";
const std::string good = policy("[" + allow + "]");

set_repository_policy_request setting(const std::string& text, bool force = false) {
    return {.repository_name = "web", .policy_text = text, .force = force};
}

std::string deny(const std::string& principal, const std::string& action, const std::string& more = {}) {
    return policy(R"([{"Effect":"Deny","Principal":)" + principal + R"(,"Action":)" + action + more + "}]");
}

}

BOOST_AUTO_TEST_SUITE(emulator_repository_policy)

BOOST_AUTO_TEST_CASE(a_policy_is_set_got_and_deleted) {
    test::emulated in;
    in.create("web");

    const auto set = on_set_repository_policy(in.on, setting(good));
    const auto got = on_get_repository_policy(in.on, {.repository_name = "web"});
    const auto gone = on_delete_repository_policy(in.on, {.repository_name = "web"});

    BOOST_TEST(*set.policy_text == good);
    BOOST_TEST(*got.policy_text == good);
    BOOST_TEST(*got.registry_id == test::account);
    BOOST_TEST(*gone.policy_text == good);
    TEST_FAULT(get_repository_policy, in, repository_policy_not_found,
               "Repository policy does not exist for the repository with name 'web' in the registry with id "
               "'123456789012'",
               get_repository_policy_request{.repository_name = "web"});
    TEST_FAULT(delete_repository_policy, in, repository_policy_not_found, "'web'",
               delete_repository_policy_request{.repository_name = "web"});
    TEST_FAULT(get_repository_policy, in, repository_not_found, "'no'",
               get_repository_policy_request{.repository_name = "no"});
}

BOOST_AUTO_TEST_CASE(what_is_no_policy_is_refused) {
    test::emulated in;
    auto& stored = in.create("web");

    for (const auto& text : {std::string(),
                             std::string("x"),
                             std::string("[]"),
                             std::string("{}"),
                             std::string(10'000, '['),
                             policy("[]"),
                             policy("[1]"),
                             policy("{}"),
                             policy("\"text\""),
                             R"({"Version":"2024-01-01","Statement":[)" + allow + "]}",
                             R"({"Version":7,"Statement":[)" + allow + "]}",
                             policy(R"({"Effect":"Maybe","Principal":"*","Action":"*"})"),
                             policy(R"({"Principal":"*","Action":"*"})"),
                             policy(R"({"Effect":"Allow","Action":"*"})"),
                             policy(R"({"Effect":"Allow","Principal":"*"})"),
                             policy(R"({"Effect":"Allow","Principal":"me","Action":"*"})"),
                             policy(R"({"Effect":"Allow","Principal":{},"Action":"*"})"),
                             policy(R"({"Effect":"Allow","Principal":{"AWS":7},"Action":"*"})"),
                             policy(R"({"Effect":"Allow","Principal":"*","Action":[]})"),
                             policy(R"({"Effect":"Allow","Principal":"*","Action":[7]})"),
                             policy(R"({"Effect":"Allow","Principal":"*","Action":"a","NotAction":"b"})"),
                             policy(R"({"Effect":"Allow","Principal":"*","Action":"a","Condition":"b"})")}) {
        BOOST_TEST_CONTEXT(text.substr(0, 100)) {
            TEST_FAULT(set_repository_policy, in, invalid_parameter, "policyText", setting(text, true));
        }
    }
    BOOST_TEST(!stored.policy.has_value());
}

BOOST_AUTO_TEST_CASE(a_policy_that_locks_its_author_out_needs_force) {
    test::emulated in;
    auto& stored = in.create("web");
    const std::string set = R"("ecr:SetRepositoryPolicy")";
    const std::string caller = R"({"AWS":["arn:aws:iam::123456789012:user/tester"]})";

    for (const auto& text : {deny(R"("*")", set), deny(R"({"AWS":"*"})", R"(["ecr:GetImage","ecr:Set*"])"),
                             deny(caller, R"("*")"), deny(R"({"AWS":"123456789012"})", R"("ecr:*")"),
                             deny(R"({"AWS":"arn:aws:iam::123456789012:root"})", set)}) {
        BOOST_TEST_CONTEXT(text) {
            TEST_FAULT(set_repository_policy, in, invalid_parameter, "force", setting(text));
        }
    }
    BOOST_TEST(!stored.policy.has_value());
    for (const auto& text : {deny(R"({"AWS":"210987654321"})", set), deny(R"("*")", R"("ecr:Put*")"),
                             deny(R"({"Service":"x.amazonaws.com"})", set),
                             deny(R"("*")", set, R"(,"Condition":{"Bool":{"x":"y"}})")}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(*on_set_repository_policy(in.on, setting(text)).policy_text == text);
        }
    }
    on_set_repository_policy(in.on, setting(deny(R"("*")", set), true));
    BOOST_TEST(*stored.policy == deny(R"("*")", set));
}

BOOST_AUTO_TEST_SUITE_END()
