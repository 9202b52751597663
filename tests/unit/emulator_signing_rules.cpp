#include <ecr/emulator/signing_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;

const std::string profile = "arn:aws:signer:eu-west-1:123456789012:/signing-profiles/main";
const std::string other = "arn:aws:signer:eu-west-1:123456789012:/signing-profiles/other";

ecr::signing_rule rule(const std::string& with, const std::string& filter) {
    return {.signing_profile_arn = with,
            .repository_filters = {{{filter, ecr::signing_repository_filter_type::wildcard_match}}}};
}

}

BOOST_AUTO_TEST_SUITE(emulator_signing_rules)

BOOST_AUTO_TEST_CASE(a_configuration_is_kept_replaced_and_deleted) {
    test::emulated in;
    const ecr::signing_configuration first{{{.signing_profile_arn = profile}}};
    const ecr::signing_configuration second{{rule(other, "team/*")}};
    on_put_signing_configuration(in.on, {first});

    const auto put = on_put_signing_configuration(in.on, {second});
    const auto kept = on_get_signing_configuration(in.on, {});
    const auto deleted = on_delete_signing_configuration(in.on, {});

    BOOST_TEST(put.signing_configuration.value() == second);
    BOOST_TEST(kept.registry_id.value() == test::account);
    BOOST_TEST(kept.signing_configuration.value() == second);
    BOOST_TEST(deleted.signing_configuration.value() == second);
    TEST_FAULT(get_signing_configuration, in, signing_configuration_not_found, "123456789012", {});
}

BOOST_AUTO_TEST_CASE(a_registry_without_a_configuration_says_so) {
    test::emulated in;

    TEST_FAULT(get_signing_configuration, in, signing_configuration_not_found, "with id '123456789012'", {});
    TEST_FAULT(delete_signing_configuration, in, signing_configuration_not_found, "123456789012", {});
}

BOOST_AUTO_TEST_CASE(each_profile_whose_rules_match_signs_once) {
    test::emulated in;
    const auto& settings = in.all.at(test::account, in.on.region).settings;
    BOOST_TEST(signing_profiles_of(settings, "team/web").empty());

    on_put_signing_configuration(
        in.on, {{{rule(profile, "team/*"), rule(profile, "*/web"), rule(other, "*"), rule("third", "x")}}});

    BOOST_TEST(signing_profiles_of(settings, "team/web") == (std::vector<std::string>{profile, other}),
               boost::test_tools::per_element());
    BOOST_TEST(signing_profiles_of(settings, "web") == std::vector<std::string>{other},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(signing_rules_routes(),
                       {"GetSigningConfiguration", "PutSigningConfiguration", "DeleteSigningConfiguration"});
}

BOOST_AUTO_TEST_SUITE_END()
