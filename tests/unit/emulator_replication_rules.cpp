#include <ecr/emulator/replication_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using namespace ecr;

const ecr::replication_destination virginia{.region = "us-east-1", .registry_id = "123456789012"};
const ecr::replication_destination partner{.region = "eu-west-1", .registry_id = "210987654321"};

ecr::repository_filter prefix(std::string_view text) {
    return {std::string(text), ecr::repository_filter_type::prefix_match};
}

}

BOOST_AUTO_TEST_SUITE(emulator_replication_rules)

BOOST_AUTO_TEST_CASE(a_registry_begins_without_rules) {
    test::emulated in;

    const auto initial = on_describe_registry(in.on, {});

    BOOST_TEST(initial.registry_id.value() == test::account);
    BOOST_TEST(initial.replication_configuration.value().rules.empty());
}

BOOST_AUTO_TEST_CASE(rules_are_kept_in_place_of_those_before) {
    test::emulated in;
    const ecr::replication_configuration first{{{.destinations = {partner}}}};
    const ecr::replication_configuration second{{{.destinations = {virginia, partner}}}};
    on_put_replication_configuration(in.on, {first});

    const auto put = on_put_replication_configuration(in.on, {second});

    BOOST_TEST(put.replication_configuration.value() == second);
    BOOST_TEST(on_describe_registry(in.on, {}).replication_configuration.value() == second);
}

BOOST_AUTO_TEST_CASE(a_registry_is_no_destination_of_itself) {
    test::emulated in;

    const ecr::replication_configuration wanted{{{.destinations = {virginia, {"eu-west-1", test::account}}}}};

    TEST_FAULT(put_replication_configuration, in, invalid_parameter,
               "cannot be the same as the source registry", {wanted});
    BOOST_TEST(on_describe_registry(in.on, {}).replication_configuration.value().rules.empty());
}

BOOST_AUTO_TEST_CASE(rules_have_at_most_25_places_between_them) {
    ecr::replication_configuration wanted{{{}, {}}};
    for (int at = 0; at != 25; ++at)
        wanted.rules[0].destinations.push_back({"region-" + std::to_string(at), "123456789012"});
    wanted.rules[1].destinations.push_back(wanted.rules[0].destinations[0]);
    test::emulated in;
    on_put_replication_configuration(in.on, {wanted});

    wanted.rules[1].destinations.push_back(virginia);

    TEST_FAULT(put_replication_configuration, in, invalid_parameter, "25", {wanted});
}

BOOST_AUTO_TEST_CASE(filters_choose_repositories_by_prefix_and_each_place_comes_once) {
    test::emulated in;
    on_put_replication_configuration(
        in.on, {{{{.destinations = {virginia}, .repository_filters = {{prefix("prod"), prefix("test/")}}},
                  {.destinations = {virginia, partner}, .repository_filters = {{prefix("production")}}}}}});
    const auto places = [&](std::string_view repository) {
        return destinations_of(in.all.at(test::account, in.on.region).settings, repository).size();
    };

    BOOST_TEST(places("prod/web") == 1U);
    BOOST_TEST(places("production/web") == 2U);
    BOOST_TEST(places("test/web") == 1U);
    BOOST_TEST(places("test") == 0U);
    BOOST_TEST(places("my/prod") == 0U);
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(replication_rules_routes(), {"DescribeRegistry", "PutReplicationConfiguration"});
}

BOOST_AUTO_TEST_SUITE_END()
