#include <ecr/detail/endpoint_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

using ecr::detail::credential_service_host;
using ecr::detail::ecr_host;
using ecr::detail::endpoint_variant;
using ecr::detail::partition;
using ecr::detail::partition_of;
using ecr::detail::without_fips_text;

namespace {

constexpr endpoint_variant plain{};
constexpr endpoint_variant fips{.fips = true};
constexpr endpoint_variant dual_stack{.dual_stack = true};
constexpr endpoint_variant both{.fips = true, .dual_stack = true};

partition moon(bool supports_fips, bool supports_dual_stack) {
    return {.name = "aws-moon",
            .dns_suffix = "moon.example",
            .dual_stack_dns_suffix = "api.moon.example",
            .supports_fips = supports_fips,
            .supports_dual_stack = supports_dual_stack};
}

}

BOOST_AUTO_TEST_SUITE(endpoint_rules)

BOOST_AUTO_TEST_CASE(only_the_hosts_without_dual_stack_begin_with_api) {
    const auto& aws = partition_of("eu-west-1");

    BOOST_TEST(ecr_host(aws, "eu-west-1", plain).value == "api.ecr.eu-west-1.amazonaws.com");
    BOOST_TEST(ecr_host(aws, "eu-west-1", fips).value == "api.ecr-fips.eu-west-1.amazonaws.com");
    BOOST_TEST(ecr_host(aws, "eu-west-1", dual_stack).value == "ecr.eu-west-1.api.aws");
    BOOST_TEST(ecr_host(aws, "eu-west-1", both).value == "ecr-fips.eu-west-1.api.aws");
}

BOOST_AUTO_TEST_CASE(a_partition_refuses_the_variants_that_it_does_not_support) {
    const std::string end = "cannot be used: partition \"aws-moon\" does not support it";

    BOOST_TEST(ecr_host(moon(false, true), "m", fips).problem == "FIPS " + end);
    BOOST_TEST(ecr_host(moon(true, false), "m", dual_stack).problem == "dual stack " + end);
    BOOST_TEST(ecr_host(moon(false, true), "m", both).problem == "FIPS " + end);
    BOOST_TEST(ecr_host(moon(true, false), "m", both).problem == "dual stack " + end);
    BOOST_TEST(ecr_host(moon(false, false), "m", both).problem == "FIPS and dual stack " + end);
    BOOST_TEST(ecr_host(moon(false, false), "m", both).value == "");
    BOOST_TEST(credential_service_host(moon(false, true), "sts", "m", fips).problem == "FIPS " + end);
}

BOOST_AUTO_TEST_CASE(a_partition_serves_the_variants_that_it_supports) {
    BOOST_TEST(ecr_host(moon(false, false), "m", plain).value == "api.ecr.m.moon.example");
    BOOST_TEST(ecr_host(moon(true, false), "m", fips).value == "api.ecr-fips.m.moon.example");
    BOOST_TEST(ecr_host(moon(false, true), "m", dual_stack).value == "ecr.m.api.moon.example");
}

BOOST_AUTO_TEST_CASE(services_for_credentials_follow_one_pattern) {
    const auto& aws = partition_of("us-east-1");

    BOOST_TEST(credential_service_host(aws, "sts", "us-east-1", plain).value ==
               "sts.us-east-1.amazonaws.com");
    BOOST_TEST(credential_service_host(aws, "sts", "us-east-1", fips).value ==
               "sts-fips.us-east-1.amazonaws.com");
    BOOST_TEST(credential_service_host(aws, "oidc", "us-east-1", dual_stack).value ==
               "oidc.us-east-1.api.aws");
    BOOST_TEST(credential_service_host(aws, "portal.sso", "us-east-1", both).value ==
               "portal.sso-fips.us-east-1.api.aws");
}

BOOST_AUTO_TEST_CASE(in_govcloud_the_plain_hosts_for_credentials_are_the_fips_hosts) {
    const auto& gov = partition_of("us-gov-west-1");

    BOOST_TEST(credential_service_host(gov, "sts", "us-gov-west-1", fips).value ==
               "sts.us-gov-west-1.amazonaws.com");
    BOOST_TEST(credential_service_host(gov, "sts", "us-gov-west-1", both).value ==
               "sts-fips.us-gov-west-1.api.aws");
    BOOST_TEST(ecr_host(gov, "us-gov-west-1", fips).value == "api.ecr-fips.us-gov-west-1.amazonaws.com");
}

BOOST_AUTO_TEST_CASE(old_region_names_ask_for_fips) {
    struct row {
        std::string_view region{};
        std::string_view name{};
        bool asks_for_fips{};
    };
    const row table[] = {
        {"fips-us-east-1", "us-east-1", true},
        {"us-gov-west-1-fips", "us-gov-west-1", true},
        {"fips-us-east-1-fips", "us-east-1", true},
        {"fips-fips-us-east-1", "us-east-1", true},
        {"us-east-1", "us-east-1", false},
        {"fips", "fips", false},
        {"fips-", "", true},
        {"-fips", "", true},
        {"", "", false},
        {"FIPS-us-east-1", "FIPS-us-east-1", false},
    };

    for (const auto& row : table) {
        const auto region = without_fips_text(row.region);
        BOOST_TEST(region.name == row.name);
        BOOST_TEST(region.asks_for_fips == row.asks_for_fips, row.region);
    }
}

BOOST_AUTO_TEST_CASE(a_region_that_could_name_another_host_is_a_problem) {
    for (const std::string region :
         {"us-east-1/", "a.evil.example", "evil#", "a@b", "a:1", "a\r\nb", "1234", "-a"}) {
        BOOST_TEST(ecr::detail::region_problem(region).starts_with("region cannot be part of a host name: "),
                   region);
    }
    BOOST_TEST(ecr::detail::region_problem("").starts_with("region is empty"));
    BOOST_TEST(ecr::detail::region_problem("us-east-1") == "");
}

BOOST_AUTO_TEST_SUITE_END()
