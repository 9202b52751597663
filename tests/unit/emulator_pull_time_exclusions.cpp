#include <ecr/emulator/pull_time_exclusions.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;

const std::string scanner = "arn:aws:iam::123456789012:role/service/scanner";

}

BOOST_AUTO_TEST_SUITE(emulator_pull_time_exclusions)

BOOST_AUTO_TEST_CASE(a_principal_is_registered_listed_and_deregistered) {
    test::emulated in;

    const auto made = on_register_pull_time_update_exclusion(in.on, {scanner});
    const auto listed = on_list_pull_time_update_exclusions(in.on, {});
    const auto ended = on_deregister_pull_time_update_exclusion(in.on, {scanner});

    BOOST_TEST(made.principal_arn.value() == scanner);
    BOOST_TEST((made.created_at == test::started));
    BOOST_TEST(listed.pull_time_update_exclusions.at(0) == scanner);
    BOOST_TEST(ended.principal_arn.value() == scanner);
    BOOST_TEST(on_list_pull_time_update_exclusions(in.on, {}).pull_time_update_exclusions.empty());
}

BOOST_AUTO_TEST_CASE(a_principal_is_registered_once) {
    test::emulated in;
    on_register_pull_time_update_exclusion(in.on, {scanner});

    TEST_FAULT(register_pull_time_update_exclusion, in, exclusion_already_exists, scanner, {scanner});
}

BOOST_AUTO_TEST_CASE(a_principal_that_is_not_registered_is_not_found) {
    test::emulated in;

    TEST_FAULT(deregister_pull_time_update_exclusion, in, exclusion_not_found, scanner, {scanner});
}

BOOST_AUTO_TEST_CASE(an_account_has_at_most_100_exclusions_in_pages) {
    test::emulated in;
    for (int at = 0; at != 100; ++at)
        on_register_pull_time_update_exclusion(in.on, {scanner + std::to_string(at)});

    TEST_FAULT(register_pull_time_update_exclusion, in, limit_exceeded, "100", {scanner});
    const auto first = on_list_pull_time_update_exclusions(in.on, {.max_results = 60});
    const auto second = on_list_pull_time_update_exclusions(in.on, {.next_token = first.next_token});

    BOOST_TEST(first.pull_time_update_exclusions.size() == 60U);
    BOOST_TEST(second.pull_time_update_exclusions.size() == 40U);
    BOOST_TEST(!second.next_token);
    TEST_FAULT(list_pull_time_update_exclusions, in, invalid_parameter, "nextToken",
               {.next_token = "bm9uZQ"});
}

BOOST_AUTO_TEST_CASE(sessions_of_an_excluded_role_are_excluded) {
    test::emulated in;
    on_register_pull_time_update_exclusion(in.on, {scanner});
    on_register_pull_time_update_exclusion(in.on, {"arn:aws:iam::123456789012:user/robot"});
    const auto& own = in.all.at(test::account, in.on.region);

    BOOST_TEST(is_excluded(own, scanner));
    BOOST_TEST(is_excluded(own, "arn:aws:sts::123456789012:assumed-role/scanner/night"));
    BOOST_TEST(is_excluded(own, "arn:aws:iam::123456789012:user/robot"));
    BOOST_TEST(!is_excluded(own, "arn:aws:sts::123456789012:assumed-role/scan/night"));
    BOOST_TEST(!is_excluded(own, "arn:aws:sts::210987654321:assumed-role/scanner/night"));
    BOOST_TEST(!is_excluded(own, "arn:aws:sts::123456789012:assumed-role/robot/night"));
    BOOST_TEST(!is_excluded(own, ""));
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(pull_time_exclusions_routes(),
                       {"RegisterPullTimeUpdateExclusion", "DeregisterPullTimeUpdateExclusion",
                        "ListPullTimeUpdateExclusions"});
}

BOOST_AUTO_TEST_SUITE_END()
