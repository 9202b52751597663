#include <ecr/emulator/policy_grant.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace ecr::emulation;

const std::string policy =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::)"
    R"(210987654321:root"},"Action":["ecr:CreateRepository","ecr:Replicate*"],"Resource":"*"}]})";

}

BOOST_AUTO_TEST_SUITE(emulator_policy_grant)

BOOST_AUTO_TEST_CASE(a_policy_allows_what_a_statement_allows_and_none_denies) {
    const std::string denied = R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"ecr:*"},)"
                               R"({"Effect":"Deny","Principal":{"AWS":"1"},"Action":"ecr:ReplicateImage"}]})";

    BOOST_TEST(grants(policy, "210987654321", "ecr:ReplicateImage"));
    BOOST_TEST(!grants(policy, "210987654321", "ecr:PutImage"));
    BOOST_TEST(!grants(policy, "210987654322", "ecr:ReplicateImage"));
    BOOST_TEST(grants(denied, "1", "ecr:CreateRepository"));
    BOOST_TEST(grants(denied, "2", "ecr:ReplicateImage"));
    BOOST_TEST(!grants(denied, "1", "ecr:ReplicateImage"));
    BOOST_TEST(!grants(R"({"Statement":{"Effect":"Allow","NotPrincipal":"*","Action":"*"}})", "1", "x"));
}

BOOST_AUTO_TEST_SUITE_END()
