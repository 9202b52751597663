#include <ecr/emulator/scanning_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>
#include <support/emulated.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using namespace ecr;

ecr::registry_scanning_rule rule(scan_frequency frequency, std::string_view filter) {
    return {.scan_frequency = frequency,
            .repository_filters = {{std::string(filter), ecr::scanning_repository_filter_type::wildcard}}};
}

}

BOOST_AUTO_TEST_SUITE(emulator_scanning_rules)

BOOST_AUTO_TEST_CASE(a_registry_begins_with_basic_scanning_and_no_rules) {
    test::emulated in;

    const auto initial = on_get_registry_scanning_configuration(in.on, {});

    BOOST_TEST(initial.registry_id.value() == test::account);
    BOOST_TEST((initial.scanning_configuration->scan_type.value() == scan_type::basic));
    BOOST_TEST(initial.scanning_configuration->rules.empty());
}

BOOST_AUTO_TEST_CASE(a_configuration_replaces_the_one_before) {
    test::emulated in;
    on_put_registry_scanning_configuration(
        in.on, {scan_type::enhanced, {{rule(scan_frequency::continuous_scan, "*")}}});

    const auto put = on_put_registry_scanning_configuration(
        in.on, {std::nullopt, {{rule(scan_frequency::scan_on_push, "team/*")}}});
    const auto kept = on_get_registry_scanning_configuration(in.on, {});

    BOOST_TEST((put.registry_scanning_configuration->scan_type.value() == scan_type::enhanced));
    BOOST_TEST(kept.scanning_configuration.value() == put.registry_scanning_configuration.value());
    BOOST_TEST(kept.scanning_configuration->rules.size() == 1U);
}

BOOST_AUTO_TEST_CASE(frequencies_that_the_scan_type_does_not_have_are_refused) {
    using rules = std::vector<ecr::registry_scanning_rule>;
    struct attempt {
        scan_type type;
        rules all;
    };
    const attempt attempts[]{
        {scan_type::basic, {rule(scan_frequency::continuous_scan, "*")}},
        {scan_type::enhanced, {rule(scan_frequency::manual, "*")}},
        {scan_type::basic,
         {rule(scan_frequency::scan_on_push, "a*"), rule(scan_frequency::scan_on_push, "b*")}},
    };
    test::emulated in;

    for (const auto& [type, wanted] : attempts)
        TEST_FAULT(put_registry_scanning_configuration, in, invalid_parameter, "'rules'", {type, wanted});
    BOOST_TEST(in.all.at(test::account, in.on.region).settings.scanning.rules.empty());
}

BOOST_AUTO_TEST_CASE(continuous_scanning_goes_before_scanning_on_push) {
    test::emulated in;
    on_put_registry_scanning_configuration(in.on, {scan_type::enhanced,
                                                   {{rule(scan_frequency::scan_on_push, "*"),
                                                     rule(scan_frequency::continuous_scan, "prod/*")}}});

    const auto prod = scanning_of(in.all.at(test::account, in.on.region).settings, "prod/web");
    const auto other = scanning_of(in.all.at(test::account, in.on.region).settings, "dev/web");

    BOOST_TEST((prod.frequency == scan_frequency::continuous_scan));
    BOOST_TEST(prod.filters.at(0).filter == "prod/*");
    BOOST_TEST((other.frequency == scan_frequency::scan_on_push));
}

BOOST_AUTO_TEST_CASE(a_repository_that_no_rule_matches_is_scanned_by_hand) {
    test::emulated in;
    on_put_registry_scanning_configuration(
        in.on, {scan_type::basic, {{rule(scan_frequency::scan_on_push, "prod/*")}}});

    const auto chosen = scanning_of(in.all.at(test::account, in.on.region).settings, "production");

    BOOST_TEST((chosen.frequency == scan_frequency::manual));
    BOOST_TEST(chosen.filters.empty());
}

BOOST_AUTO_TEST_CASE(each_repository_of_a_batch_is_answered_or_fails) {
    test::emulated in;
    in.create("prod/web");
    in.create("dev/web").description.image_scanning_configuration = ecr::image_scanning_configuration{true};
    in.create("dev/api");
    on_put_registry_scanning_configuration(
        in.on, {scan_type::basic, {{rule(scan_frequency::scan_on_push, "prod/*")}}});

    const auto answer =
        on_batch_get_repository_scanning_configuration(in.on, {{"prod/web", "none", "dev/web", "dev/api"}});

    const auto& found = answer.scanning_configurations;
    BOOST_TEST(found.size() == 3U);
    BOOST_TEST(*found.at(0).repository_arn == "arn:aws:ecr:eu-west-1:123456789012:repository/prod/web");
    BOOST_TEST(*found.at(0).scan_on_push);
    BOOST_TEST(found.at(0).applied_scan_filters.at(0).filter == "prod/*");
    BOOST_TEST((found.at(1).scan_frequency == open_enum(scan_frequency::scan_on_push)));
    BOOST_TEST(found.at(1).applied_scan_filters.empty());
    BOOST_TEST((found.at(2).scan_frequency == open_enum(scan_frequency::manual)));
    BOOST_TEST(!*found.at(2).scan_on_push);
    BOOST_TEST(answer.failures.size() == 1U);
    BOOST_TEST(*answer.failures.at(0).repository_name == "none");
    BOOST_TEST((answer.failures.at(0).failure_code ==
                open_enum(ecr::scanning_configuration_failure_code::repository_not_found)));
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(scanning_rules_routes(),
                       {"BatchGetRepositoryScanningConfiguration", "GetRegistryScanningConfiguration",
                        "PutRegistryScanningConfiguration"});
}

BOOST_AUTO_TEST_SUITE_END()
