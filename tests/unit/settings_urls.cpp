#include <ecr/settings.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/settings_world.hpp>
#include <vector>

namespace {

using test::settings_world;
using test::variables;

const std::string services = "[default]\nservices = local\nendpoint_url = http://profile\n"
                             "[services local]\necr =\n  endpoint_url = http://ecr-section\n"
                             "sts =\n  endpoint_url = http://sts-section\nsso =\n  other = 1\n";
const std::string bare = "[default]\nendpoint_url = http://profile\n";

ecr::settings resolve(variables set, const std::string& config) {
    set.emplace("AWS_REGION", "eu-west-1");
    return settings_world{.set = std::move(set), .config = config}.resolve();
}

std::string text(const std::optional<std::string>& url) {
    return url.value_or("none");
}

}

BOOST_AUTO_TEST_SUITE(settings_urls)

BOOST_AUTO_TEST_CASE(the_nearest_configured_url_wins) {
    const struct {
        std::string rule;
        variables set;
        std::string config;
        std::string expected;
    } table[] = {
        {"nothing", {}, "[default]\n", "none"},
        {"the service's variable",
         {{"AWS_ENDPOINT_URL_ECR", "http://own"}, {"AWS_ENDPOINT_URL", "http://any"}},
         services,
         "http://own"},
        {"any service's variable", {{"AWS_ENDPOINT_URL", "http://any"}}, services, "http://any"},
        {"a blank variable",
         {{"AWS_ENDPOINT_URL_ECR", " "}, {"AWS_ENDPOINT_URL", ""}},
         services,
         "http://ecr-section"},
        {"another service's variable",
         {{"AWS_ENDPOINT_URL_STS", "http://sts"}},
         services,
         "http://ecr-section"},
        {"the services section", {}, services, "http://ecr-section"},
        {"the profile", {}, bare, "http://profile"},
        {"a section without the service",
         {},
         "[default]\nservices = x\nendpoint_url = http://profile\n[services x]\n",
         "http://profile"},
        {"a service without URL", {}, "[default]\nservices = x\n[services x]\necr =\n  other = 1\n", "none"},
        {"a service with a blank URL",
         {},
         "[default]\nservices = x\n[services x]\necr =\n  endpoint_url =\n",
         "none"},
        {"a URL beside the service",
         {},
         "[default]\nservices = x\n[services x]\nendpoint_url = http://x\n",
         "none"},
        {"a section that is not named",
         {},
         "[default]\n[services x]\necr =\n  endpoint_url = http://x\n",
         "none"},
        {"ignored by variable",
         {{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "True"},
          {"AWS_ENDPOINT_URL_ECR", "http://own"},
          {"AWS_ENDPOINT_URL", "http://any"}},
         services,
         "none"},
        {"ignored by profile",
         {{"AWS_ENDPOINT_URL_ECR", "http://own"}},
         bare + "ignore_configured_endpoint_urls = true\n",
         "none"},
        {"not ignored after all",
         {{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false"}},
         bare + "ignore_configured_endpoint_urls = true\n",
         "http://profile"},
        {"a profile's own",
         {{"AWS_PROFILE", "a"}},
         bare + "[profile a]\nendpoint_url = http://a\n",
         "http://a"},
        {"no other profile's", {{"AWS_PROFILE", "a"}}, bare + "[profile a]\n", "none"},
    };

    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.rule) {
            const auto found = resolve(each.set, each.config);

            BOOST_TEST(text(found.config.endpoint_url) == each.expected);
            BOOST_TEST(found.problems.size() == 0u);
        }
    }
}

BOOST_AUTO_TEST_CASE(code_has_its_url_even_where_configured_ones_are_ignored) {
    settings_world world{.set = {{"AWS_REGION", "eu-west-1"},
                                 {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"},
                                 {"AWS_ENDPOINT_URL_ECR", "http://own"}}};
    world.options.config.endpoint_url = "http://code";

    BOOST_TEST(text(world.resolve().config.endpoint_url) == "http://code");
}

BOOST_AUTO_TEST_CASE(services_that_credentials_come_from_have_urls_too) {
    const auto none = resolve({}, "[default]\n");
    const auto any = resolve({{"AWS_ENDPOINT_URL", "http://any"}}, "");
    const auto own = resolve({{"AWS_ENDPOINT_URL_STS", "http://1"},
                              {"AWS_ENDPOINT_URL_SSO", "http://2"},
                              {"AWS_ENDPOINT_URL_SSO_OIDC", "http://3"},
                              {"AWS_ENDPOINT_URL_SIGNIN", "http://4"},
                              {"AWS_ENDPOINT_URL", "http://any"}},
                             services);
    const auto section = resolve({}, services + "sso_oidc =\n  endpoint_url = http://oidc-section\nsignin=\n "
                                                "endpoint_url=http://signin-section\n");

    BOOST_TEST(text(none.sts_endpoint_url) + text(none.sso_endpoint_url) + text(none.sso_oidc_endpoint_url) +
                   text(none.signin_endpoint_url) ==
               "nonenonenonenone");
    BOOST_TEST(text(any.sts_endpoint_url) == "http://any");
    BOOST_TEST(text(any.signin_endpoint_url) == "http://any");
    BOOST_TEST(text(own.sts_endpoint_url) == "http://1");
    BOOST_TEST(text(own.sso_endpoint_url) == "http://2");
    BOOST_TEST(text(own.sso_oidc_endpoint_url) == "http://3");
    BOOST_TEST(text(own.signin_endpoint_url) == "http://4");
    BOOST_TEST(text(own.config.endpoint_url) == "http://any");
    BOOST_TEST(text(section.sts_endpoint_url) == "http://sts-section");
    BOOST_TEST(text(section.sso_endpoint_url) == "http://profile");
    BOOST_TEST(text(section.sso_oidc_endpoint_url) == "http://oidc-section");
    BOOST_TEST(text(section.signin_endpoint_url) == "http://signin-section");
}

BOOST_AUTO_TEST_CASE(a_services_section_that_is_named_has_to_be_there) {
    const auto missing = resolve({}, "[default]\nservices = nowhere\n");
    const auto ignored =
        resolve({{"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true"}}, "[default]\nservices = nowhere\n");

    BOOST_TEST_REQUIRE(missing.problems.size() == 1u);
    BOOST_TEST(missing.problems.front() ==
               "/home/me/.aws/config:2: services names section \"nowhere\", which is not in "
               "\"/home/me/.aws/config\": add it, or remove the line");
    BOOST_TEST(ignored.problems.size() == 0u);
}

BOOST_AUTO_TEST_CASE(a_custom_url_never_drops_fips_or_dual_stack) {
    const variables both{{"AWS_USE_FIPS_ENDPOINT", "true"}, {"AWS_ENDPOINT_URL_ECR", "http://own"}};
    const auto fips = resolve(both, "");
    const auto dual = resolve({{"AWS_USE_DUALSTACK_ENDPOINT", "true"}}, bare);
    const auto old_region = resolve({{"AWS_REGION", "fips-us-east-1"}}, bare);

    BOOST_TEST_REQUIRE(fips.problems.size() == 1u);
    BOOST_TEST(fips.problems.front() ==
               "FIPS and a custom endpoint are not supported together: \"http://own\"; use_fips is from "
               "AWS_USE_FIPS_ENDPOINT; endpoint_url is from AWS_ENDPOINT_URL_ECR");
    BOOST_TEST_REQUIRE(dual.problems.size() == 1u);
    BOOST_TEST(dual.problems.front() ==
               "dual stack and a custom endpoint are not supported together: \"http://profile\"; "
               "use_dual_stack is from AWS_USE_DUALSTACK_ENDPOINT; endpoint_url is from endpoint_url of "
               "profile \"default\" (/home/me/.aws/config:2)");
    BOOST_TEST_REQUIRE(old_region.problems.size() == 1u);
    BOOST_TEST(old_region.problems.front().starts_with("FIPS and a custom endpoint"));
}

BOOST_AUTO_TEST_CASE(a_url_that_is_none_is_a_problem_that_shows_no_password) {
    const auto variable = resolve({{"AWS_ENDPOINT_URL_ECR", "localhost:80"}}, "");
    const auto secret = resolve({}, "[default]\nendpoint_url = https://user:CANARY@host\n");

    BOOST_TEST_REQUIRE(variable.problems.size() == 1u);
    BOOST_TEST(variable.problems.front() ==
               "AWS_ENDPOINT_URL_ECR: endpoint URL must begin with http:// or https://: \"localhost:80\"");
    BOOST_TEST_REQUIRE(secret.problems.size() == 1u);
    BOOST_TEST(secret.problems.front().find("CANARY") == std::string::npos);
    BOOST_TEST(to_string(secret.explanation).find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_endpoint_follows_from_region_and_variant) {
    const auto value = [](const variables& set) {
        return resolve(set, "").explanation.find("endpoint")->value;
    };

    BOOST_TEST(value({}) == "https://api.ecr.eu-west-1.amazonaws.com");
    BOOST_TEST(value({{"AWS_USE_FIPS_ENDPOINT", "true"}}) == "https://api.ecr-fips.eu-west-1.amazonaws.com");
    BOOST_TEST(value({{"AWS_USE_DUALSTACK_ENDPOINT", "true"}}) == "https://ecr.eu-west-1.api.aws");
    BOOST_TEST(value({{"AWS_REGION", "cn-north-1"}}) == "https://api.ecr.cn-north-1.amazonaws.com.cn");
    BOOST_TEST(value({{"AWS_ENDPOINT_URL", "http://localhost:4566/"}}) == "http://localhost:4566");
    const auto old = resolve({{"AWS_REGION", "fips-us-east-1"}}, "");
    BOOST_TEST(old.explanation.find("endpoint")->value == "https://api.ecr-fips.us-east-1.amazonaws.com");
    BOOST_TEST(old.explanation.warnings.size() == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
