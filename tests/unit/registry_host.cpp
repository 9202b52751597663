#include <ecr/registry_host.hpp>

#include <boost/regex.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>
#include <vector>

using ecr::parse_registry_host;
using ecr::resolve_registry_host;

namespace {

const std::string id = "123456789012";

std::string built(ecr::registry_host_options options) {
    const auto result = resolve_registry_host(options);
    return result.problem.empty() ? to_string(result.value) : result.problem;
}

// The pattern that the published credential helper uses.
const char* const pattern = R"(^(\d{12})\.dkr[\.\-]ecr(\-fips)?\.([a-zA-Z0-9][a-zA-Z0-9\-_]*)\.)"
                            R"((amazonaws\.(?:com(?:\.cn)?|eu)|on\.(?:aws|amazonwebservices\.com\.cn)|)"
                            R"(sc2s\.sgov\.gov|c2s\.ic\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)$)";

std::vector<std::string> candidates() {
    std::vector<std::string> all;
    for (const std::string& prefix :
         {id, id + "3", id.substr(1), std::string("12345678901a"), std::string()}) {
        for (const std::string kind :
             {".dkr.ecr", ".dkr-ecr", ".dkr.ecr-fips", ".dkr-ecr-fips", ".dkr_ecr", ".ecr", ""}) {
            for (const std::string region :
                 {".us-east-1", ".US_1", ".-a", "._a", ".", "", ".a.b", ".a-", "us-east-1"}) {
                for (const std::string suffix :
                     {".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".amazonaws.cn", ".on.aws",
                      ".on.amazonwebservices.com.cn", ".api.aws", ".sc2s.sgov.gov", ".c2s.ic.gov",
                      ".cloud.adc-e.uk", ".csp.hci.ic.gov", ".amazonaws.com.evil.example", ".amazonawsXcom",
                      ".amazonaws.com/x", ".amazonaws.com:443", ".amazonaws.com.", ""}) {
                    all.push_back(prefix + kind + region + suffix);
                }
            }
        }
    }
    return all;
}

}

BOOST_AUTO_TEST_SUITE(registry_host)

BOOST_AUTO_TEST_CASE(a_registry_host_is_built_for_every_partition_and_variant) {
    const std::pair<ecr::registry_host_options, std::string> table[] = {
        {{id, "us-east-1", false, false}, ".dkr.ecr.us-east-1.amazonaws.com"},
        {{id, "us-east-1", true, false}, ".dkr.ecr-fips.us-east-1.amazonaws.com"},
        {{id, "us-east-1", false, true}, ".dkr-ecr.us-east-1.on.aws"},
        {{id, "us-east-1", true, true}, ".dkr-ecr-fips.us-east-1.on.aws"},
        {{id, "us-gov-west-1", true, true}, ".dkr-ecr-fips.us-gov-west-1.on.aws"},
        {{id, "cn-north-1", false, false}, ".dkr.ecr.cn-north-1.amazonaws.com.cn"},
        {{id, "cn-north-1", false, true}, ".dkr-ecr.cn-north-1.on.amazonwebservices.com.cn"},
        {{id, "eusc-de-east-1", false, false}, ".dkr.ecr.eusc-de-east-1.amazonaws.eu"},
        {{id, "us-iso-east-1", false, false}, ".dkr.ecr.us-iso-east-1.c2s.ic.gov"},
        {{id, "fips-us-west-2", false, false}, ".dkr.ecr-fips.us-west-2.amazonaws.com"},
    };

    for (const auto& [options, expected] : table) BOOST_TEST(built(options) == id + expected);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_built_is_a_problem_that_names_the_value) {
    BOOST_TEST(built({"12345", "us-east-1"}) == "registry id must be twelve digits: \"12345\"");
    BOOST_TEST(built({"12345678901x", "us-east-1"}) == "registry id must be twelve digits: \"12345678901x\"");
    BOOST_TEST(built({id, ""}).starts_with("region is empty"));
    BOOST_TEST(built({id, "evil.example/"}) == "region cannot be part of a host name: \"evil.example/\"");
    BOOST_TEST(built({id, "us-iso-east-1", false, true}) ==
               "dual stack registry hosts are not known in partition \"aws-iso\"");
    BOOST_TEST((resolve_registry_host({"1", "us-east-1"}).value == ecr::registry_host{}));
}

BOOST_AUTO_TEST_CASE(a_registry_host_is_taken_apart) {
    const auto plain = parse_registry_host(id + ".dkr.ecr.eu-west-1.amazonaws.com");
    const auto both = parse_registry_host(id + ".dkr-ecr-fips.cn-north-1.on.amazonwebservices.com.cn");

    BOOST_TEST_REQUIRE(plain.has_value());
    BOOST_TEST((*plain == ecr::registry_host{id, "eu-west-1", false, false, "amazonaws.com"}));
    BOOST_TEST_REQUIRE(both.has_value());
    BOOST_TEST((*both == ecr::registry_host{id, "cn-north-1", true, true, "on.amazonwebservices.com.cn"}));
}

BOOST_AUTO_TEST_CASE(hosts_of_other_services_are_not_registries) {
    for (const std::string& host :
         {std::string("public.ecr.aws"), std::string("ecr-public.aws.com"), std::string("docker.io"),
          std::string(), std::string("api.ecr.us-east-1.amazonaws.com"),
          "https://" + id + ".dkr.ecr.us-east-1.amazonaws.com", id + ".dkr.ecr.us-east-1.amazonaws.com/web",
          id + ".dkr.ecr.us-east-1.amazonaws.com.evil.example", id + ".dkr.ecr.us-east-1.amazonaws.com\n"}) {
        BOOST_TEST(!parse_registry_host(host).has_value(), host);
    }
}

BOOST_AUTO_TEST_CASE(the_parser_agrees_with_the_published_pattern) {
    const boost::regex published(pattern);
    std::size_t accepted = 0;

    for (const auto& host : candidates()) {
        boost::smatch match;
        const bool theirs = boost::regex_match(host, match, published);
        const auto ours = parse_registry_host(host);
        BOOST_TEST(ours.has_value() == theirs, host);
        if (!ours || !theirs) continue;
        ++accepted;
        BOOST_TEST(ours->registry_id == match[1].str());
        BOOST_TEST(ours->fips == match[2].matched);
        BOOST_TEST(ours->region == match[3].str());
        BOOST_TEST(ours->dns_suffix == match[4].str());
    }

    BOOST_TEST(accepted > 50u);
}

BOOST_AUTO_TEST_CASE(what_is_built_parses_back) {
    for (const std::string region : {"us-east-1", "cn-north-1", "us-gov-west-1"}) {
        for (const bool fips : {false, true}) {
            for (const bool dual_stack : {false, true}) {
                const auto result = resolve_registry_host({id, region, fips, dual_stack});
                BOOST_TEST((parse_registry_host(to_string(result.value)) == result.value),
                           to_string(result.value));
            }
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
