#include <ecr/endpoint.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

using ecr::resolve_endpoint;
using ecr::url_scheme;

namespace {

ecr::endpoint_options custom(std::string url) {
    return {.region = "eu-west-1", .url = std::move(url)};
}

}

BOOST_AUTO_TEST_SUITE(endpoint)

BOOST_AUTO_TEST_CASE(a_region_alone_is_enough) {
    const auto result = resolve_endpoint({.region = "eu-west-1"});

    const ecr::endpoint expected{.scheme = url_scheme::https,
                                 .host = "api.ecr.eu-west-1.amazonaws.com",
                                 .port = 443,
                                 .path_prefix = "",
                                 .signing_region = "eu-west-1"};
    BOOST_TEST((result.value == expected));
    BOOST_TEST(result.problem == "");
    BOOST_TEST(result.notice == "");
}

BOOST_AUTO_TEST_CASE(the_variants_choose_the_host) {
    BOOST_TEST(resolve_endpoint({.region = "cn-north-1", .use_fips = true}).value.host ==
               "api.ecr-fips.cn-north-1.amazonaws.com.cn");
    BOOST_TEST(resolve_endpoint({.region = "cn-north-1", .use_dual_stack = true}).value.host ==
               "ecr.cn-north-1.api.amazonwebservices.com.cn");
    BOOST_TEST(
        resolve_endpoint({.region = "cn-north-1", .use_fips = true, .use_dual_stack = true}).value.host ==
        "ecr-fips.cn-north-1.api.amazonwebservices.com.cn");
}

BOOST_AUTO_TEST_CASE(no_region_is_a_problem_with_and_without_a_custom_url) {
    const std::string expected = "region is empty: set client_config::region or AWS_REGION";

    BOOST_TEST(resolve_endpoint({}).problem == expected);
    BOOST_TEST(resolve_endpoint({.url = "http://localhost"}).problem == expected);
}

BOOST_AUTO_TEST_CASE(a_region_cannot_smuggle_in_a_host) {
    const auto result = resolve_endpoint({.region = "x.evil.example/"});

    BOOST_TEST(result.problem == "region cannot be part of a host name: \"x.evil.example/\"");
    BOOST_TEST((result.value == ecr::endpoint{}));
}

BOOST_AUTO_TEST_CASE(an_old_fips_region_sets_fips_and_leaves_a_notice) {
    const auto first = resolve_endpoint({.region = "fips-us-east-1"});
    const auto last = resolve_endpoint({.region = "us-gov-west-1-fips", .use_dual_stack = true});

    BOOST_TEST(first.value.host == "api.ecr-fips.us-east-1.amazonaws.com");
    BOOST_TEST(first.value.signing_region == "us-east-1");
    BOOST_TEST(first.notice == "region \"fips-us-east-1\" is read as \"us-east-1\" with FIPS: "
                               "set client_config::use_fips instead");
    BOOST_TEST(last.value.host == "ecr-fips.us-gov-west-1.api.aws");
    BOOST_TEST(last.value.signing_region == "us-gov-west-1");
    BOOST_TEST(!last.notice.empty());
}

BOOST_AUTO_TEST_CASE(a_custom_url_is_used_as_it_is_and_signed_for_the_region) {
    const auto result = resolve_endpoint(custom("http://[::1]:4566/custom/"));

    const ecr::endpoint expected{.scheme = url_scheme::http,
                                 .host = "::1",
                                 .port = 4566,
                                 .path_prefix = "/custom",
                                 .signing_region = "eu-west-1"};
    BOOST_TEST((result.value == expected));
    BOOST_TEST(result.problem == "");
}

BOOST_AUTO_TEST_CASE(a_custom_url_is_never_combined_with_a_variant) {
    auto with_fips = custom("https://h");
    with_fips.use_fips = true;
    auto with_dual_stack = custom("https://h");
    with_dual_stack.use_dual_stack = true;
    auto with_fips_region = custom("https://user:hidden@h");
    with_fips_region.region = "fips-us-east-1";

    BOOST_TEST(resolve_endpoint(with_fips).problem ==
               "FIPS and a custom endpoint are not supported together: \"https://h\"");
    BOOST_TEST(resolve_endpoint(with_dual_stack).problem ==
               "dual stack and a custom endpoint are not supported together: \"https://h\"");
    BOOST_TEST(resolve_endpoint(with_fips_region).problem ==
               "FIPS and a custom endpoint are not supported together: \"https://***@h\"");
    BOOST_TEST(resolve_endpoint(with_fips).value.host == "");
}

BOOST_AUTO_TEST_CASE(a_custom_url_that_is_empty_or_wrong_is_a_problem_and_not_the_public_service) {
    for (const std::string url : {"", "localhost:4566", "https://h?x", "https://u@h", "http://h:0"}) {
        const auto result = resolve_endpoint(custom(url));
        BOOST_TEST(result.problem.starts_with("endpoint URL "), result.problem);
        BOOST_TEST((result.value == ecr::endpoint{}));
    }
}

BOOST_AUTO_TEST_CASE(a_failed_resolution_of_an_old_fips_region_keeps_its_notice) {
    const auto result = resolve_endpoint({.region = "fips-us-east-1", .url = "https://h"});

    BOOST_TEST(!result.problem.empty());
    BOOST_TEST(!result.notice.empty());
}

BOOST_AUTO_TEST_CASE(the_host_header_leaves_out_default_ports_only) {
    BOOST_TEST(ecr::host_header({.host = "h"}) == "h");
    BOOST_TEST(ecr::host_header({.scheme = url_scheme::http, .host = "h", .port = 80}) == "h");
    BOOST_TEST(ecr::host_header({.scheme = url_scheme::http, .host = "h", .port = 443}) == "h:443");
    BOOST_TEST(ecr::host_header({.host = "h", .port = 80}) == "h:80");
    BOOST_TEST(ecr::host_header({.host = "::1"}) == "[::1]");
    BOOST_TEST(ecr::host_header({.host = "::1", .port = 4566}) == "[::1]:4566");
}

BOOST_AUTO_TEST_CASE(an_endpoint_is_printed_as_its_url) {
    BOOST_TEST(to_string(resolve_endpoint(custom("HTTP://H:80/a/")).value) == "http://h/a");
    BOOST_TEST(to_string(resolve_endpoint(custom("https://[::1]:8443")).value) == "https://[::1]:8443");
}

BOOST_AUTO_TEST_SUITE_END()
