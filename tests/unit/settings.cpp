#include <ecr/settings.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/settings_world.hpp>
#include <vector>

namespace {

using test::settings_world;
using test::variables;

struct row {
    std::string rule;
    variables set;
    std::string config;
    std::string value;
    std::string source;
};

void check(const std::string& name, const std::vector<row>& table) {
    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.rule) {
            settings_world world{.set = each.set, .config = each.config};

            const auto found = world.resolve();

            const auto* setting = found.explanation.find(name);
            BOOST_TEST_REQUIRE(setting != nullptr);
            BOOST_TEST(setting->value == each.value);
            BOOST_TEST(setting->source == each.source);
            for (const auto& problem : found.problems) BOOST_TEST(problem.starts_with("region is not set"));
        }
    }
}

std::string in_default(std::string_view key, int line = 2) {
    return std::string(key) + " of profile \"default\" (/home/me/.aws/config:" + std::to_string(line) + ")";
}

// A setting with one variable and one property: both, either and none.
void check_switch(const std::string& name, const std::string& variable, const std::string& property,
                  const std::string& by_default = "false") {
    std::vector<row> table{
        {"none", {}, "", by_default, "default"},
        {"variable", {{variable, "TRUE"}}, "", "true", variable},
        {"blank variable", {{variable, " "}}, "", by_default, "default"},
        {"variable off", {{variable, "false"}}, "", "false", variable},
    };
    if (!property.empty()) {
        const auto config = "[default]\n" + property + " = True\n";
        table.push_back({"profile", {}, config, "true", in_default(property)});
        table.push_back({"variable before profile", {{variable, "false"}}, config, "false", variable});
        table.push_back({"blank goes on", {{variable, "\t"}}, config, "true", in_default(property)});
        table.push_back({"blank profile", {}, "[default]\n" + property + " =\n", by_default, "default"});
    }
    check(name, table);
}

}

BOOST_AUTO_TEST_SUITE(settings)

BOOST_AUTO_TEST_CASE(the_region_is_the_first_that_is_found) {
    const std::string config = "[default]\nregion = eu-west-3\n";
    check(
        "region",
        {{"both variables",
          {{"AWS_REGION", "eu-west-1"}, {"AWS_DEFAULT_REGION", "eu-west-2"}},
          config,
          "eu-west-1",
          "AWS_REGION"},
         {"the older one", {{"AWS_DEFAULT_REGION", "eu-west-2"}}, config, "eu-west-2", "AWS_DEFAULT_REGION"},
         {"a blank one",
          {{"AWS_REGION", " "}, {"AWS_DEFAULT_REGION", ""}},
          config,
          "eu-west-3",
          in_default("region")},
         {"the chosen profile",
          {{"AWS_PROFILE", "a"}},
          config + "[profile a]\nregion = eu-north-1\n",
          "eu-north-1",
          "region of profile \"a\" (/home/me/.aws/config:4)"},
         {"the profile only", {{"AWS_PROFILE", "a"}}, config + "[profile a]\n", "", "nowhere"},
         {"nothing", {}, "", "", "nowhere"}});
}

BOOST_AUTO_TEST_CASE(code_goes_before_everything) {
    settings_world world{.set = {{"AWS_REGION", "eu-west-2"},
                                 {"AWS_PROFILE", "other"},
                                 {"AWS_RETRY_MODE", "adaptive"},
                                 {"AWS_MAX_ATTEMPTS", "9"},
                                 {"AWS_DISABLE_CLOCK_SKEW_CORRECTION", "false"},
                                 {"AWS_CA_BUNDLE", "/b"},
                                 {"AWS_SDK_UA_APP_ID", "b"},
                                 {"HTTPS_PROXY", "b"},
                                 {"AWS_CONFIG_FILE", "/b"}},
                         .config = "[profile mine]\n"};
    auto& options = world.options;
    options.profile = "mine";
    options.config_file = "~/mine";
    options.config.region = "eu-west-1";
    options.config.endpoint_url = "http://a";
    options.config.retry.mode = ecr::retry_mode::standard_2016;
    options.config.retry.max_attempts = 5;
    options.config.retry.correct_clock_skew = false;
    options.config.tls.ca_file = "/a";
    options.config.app_id = "a";
    options.config.proxy.https_proxy = "http://a";

    const auto found = world.resolve();

    BOOST_TEST(found.problems.size() == 0u);
    BOOST_TEST(found.profile == "mine");
    BOOST_TEST(found.profile_from_code);
    BOOST_TEST(found.config.region == "eu-west-1");
    BOOST_TEST(found.config.endpoint_url.value() == "http://a");
    BOOST_TEST((found.config.retry.mode == ecr::retry_mode::standard_2016));
    BOOST_TEST(found.config.retry.max_attempts == 5);
    BOOST_TEST(!found.config.retry.correct_clock_skew);
    BOOST_TEST(found.config.tls.ca_file == "/a");
    BOOST_TEST(found.config.app_id == "a");
    BOOST_TEST((found.config.proxy.https_proxy == ecr::secret("http://a")));
    for (const auto* name : {"profile", "config_file", "region", "endpoint_url", "retry_mode", "max_attempts",
                             "disable_clock_skew_correction", "ca_file", "app_id", "https_proxy"})
        BOOST_TEST(found.explanation.find(name)->source == "code");
    BOOST_TEST(found.explanation.find("config_file")->value == "/home/me/mine");
}

BOOST_AUTO_TEST_CASE(code_may_insist_on_a_default) {
    settings_world world{.set = {{"AWS_REGION", "eu-west-1"},
                                 {"AWS_USE_FIPS_ENDPOINT", "true"},
                                 {"AWS_USE_DUALSTACK_ENDPOINT", "true"},
                                 {"AWS_RETRY_MODE", "adaptive"},
                                 {"AWS_MAX_ATTEMPTS", "9"},
                                 {"AWS_DISABLE_CLOCK_SKEW_CORRECTION", "true"}}};
    world.options.use_fips = false;
    world.options.use_dual_stack = false;
    world.options.retry_mode = ecr::retry_mode::standard;
    world.options.max_attempts = 3;
    world.options.correct_clock_skew = true;

    const auto found = world.resolve();

    BOOST_TEST(!found.config.use_fips);
    BOOST_TEST(!found.config.use_dual_stack);
    BOOST_TEST((found.config.retry == ecr::retry_settings()));
    BOOST_TEST(found.problems.size() == 0u);
}

BOOST_AUTO_TEST_CASE(switches_are_read_from_variable_and_profile) {
    check_switch("use_fips", "AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint");
    check_switch("use_dual_stack", "AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint");
    check_switch("ignore_configured_endpoint_urls", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
                 "ignore_configured_endpoint_urls");
    check_switch("instance_metadata.disabled", "AWS_EC2_METADATA_DISABLED", "");
    check_switch("instance_metadata.v1_disabled", "AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled",
                 "true");
    check_switch("disable_clock_skew_correction", "AWS_DISABLE_CLOCK_SKEW_CORRECTION",
                 "disable_clock_skew_correction");
    check_switch("new_retries", "AWS_NEW_RETRIES_2026", "", "true");
}

BOOST_AUTO_TEST_CASE(texts_and_numbers_are_read_from_variable_and_profile) {
    const struct {
        std::string name, variable, property, by_default, first, second;
    } table[] = {
        {"retry_mode", "AWS_RETRY_MODE", "retry_mode", "standard", "adaptive", "standard"},
        {"max_attempts", "AWS_MAX_ATTEMPTS", "max_attempts", "3", "7", "1"},
        {"defaults_mode", "AWS_DEFAULTS_MODE", "defaults_mode", "standard", "mobile", "in-region"},
        {"ca_file", "AWS_CA_BUNDLE", "ca_bundle", "the system's", "/a.pem", "/b.pem"},
        {"app_id", "AWS_SDK_UA_APP_ID", "sdk_ua_app_id", "", "one", "two"},
        {"instance_metadata.endpoint", "AWS_EC2_METADATA_SERVICE_ENDPOINT", "ec2_metadata_service_endpoint",
         "http://169.254.169.254", "\"http://a\"", "\"http://b\""},
        {"instance_metadata.endpoint_mode", "AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE",
         "ec2_metadata_service_endpoint_mode", "IPv4", "IPv6", "IPv4"},
        {"instance_metadata.timeout", "AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", "", "5",
         "6"},
        {"instance_metadata.attempts", "AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts",
         "", "2", "4"},
    };

    for (const auto& each : table) {
        const auto plain = [](std::string text) {
            std::erase(text, '"');
            return text;
        };
        const auto config = "[default]\n" + each.property + " = " + plain(each.second) + "\n";
        BOOST_TEST_CONTEXT(each.name)
        check(each.name,
              {{"none", {}, "", each.by_default, "default"},
               {"variable", {{each.variable, plain(each.first)}}, "", each.first, each.variable},
               {"blanks around",
                {{each.variable, " " + plain(each.first) + "\n"}},
                "",
                each.first,
                each.variable},
               {"profile", {}, config, each.second, in_default(each.property)},
               {"both", {{each.variable, plain(each.first)}}, config, each.first, each.variable},
               {"blank variable", {{each.variable, ""}}, config, each.second, in_default(each.property)}});
    }
}

BOOST_AUTO_TEST_CASE(some_are_read_from_variables_only) {
    const struct {
        std::string name, variable;
    } table[] = {{"execution_environment", "AWS_EXECUTION_ENV"},
                 {"lambda_function_name", "AWS_LAMBDA_FUNCTION_NAME"},
                 {"trace_id", "_X_AMZN_TRACE_ID"},
                 {"no_proxy", "no_proxy"},
                 {"no_proxy", "NO_PROXY"}};

    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.variable)
        check(each.name,
              {{"none", {}, "", "", "default"},
               {"variable", {{each.variable, "text"}}, "[default]\ntrace_id = x\n", "text", each.variable}});
    }
}

BOOST_AUTO_TEST_CASE(what_is_read_ends_in_the_config) {
    settings_world world{.set = {{"AWS_REGION", "us-gov-west-1"},
                                 {"AWS_USE_FIPS_ENDPOINT", "true"},
                                 {"AWS_USE_DUALSTACK_ENDPOINT", "true"},
                                 {"AWS_RETRY_MODE", "adaptive"},
                                 {"AWS_MAX_ATTEMPTS", "7"},
                                 {"AWS_DISABLE_CLOCK_SKEW_CORRECTION", "true"},
                                 {"AWS_CA_BUNDLE", "~/ca.pem"},
                                 {"AWS_SDK_UA_APP_ID", "app"},
                                 {"AWS_EXECUTION_ENV", "AWS_Lambda"},
                                 {"AWS_LAMBDA_FUNCTION_NAME", "f"},
                                 {"_X_AMZN_TRACE_ID", "Root=1"},
                                 {"AWS_EC2_METADATA_DISABLED", "true"},
                                 {"AWS_EC2_METADATA_V1_DISABLED", "false"},
                                 {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ipv6"},
                                 {"AWS_METADATA_SERVICE_TIMEOUT", "5"},
                                 {"AWS_METADATA_SERVICE_NUM_ATTEMPTS", "2"},
                                 {"HTTP_PROXY", "http://p:1"},
                                 {"ALL_PROXY", "http://q:2"},
                                 {"NO_PROXY", "x"}}};

    const auto found = world.resolve();
    const auto& config = found.config;

    BOOST_TEST(found.problems.size() == 0u);
    BOOST_TEST(config.region == "us-gov-west-1");
    BOOST_TEST(config.use_fips);
    BOOST_TEST(config.use_dual_stack);
    BOOST_TEST((config.retry.mode == ecr::retry_mode::adaptive));
    BOOST_TEST(config.retry.max_attempts == 7);
    BOOST_TEST(!config.retry.correct_clock_skew);
    BOOST_TEST(config.tls.ca_file == "/home/me/ca.pem");
    BOOST_TEST(config.app_id == "app");
    BOOST_TEST(config.execution_environment == "AWS_Lambda");
    BOOST_TEST(config.lambda_function_name == "f");
    BOOST_TEST(config.trace_id == "Root=1");
    BOOST_TEST(config.proxy.http_proxy.reveal() == "http://p:1");
    BOOST_TEST(config.proxy.https_proxy.reveal() == "http://q:2");
    BOOST_TEST(config.proxy.no_proxy == "x");
    BOOST_TEST(found.instance_metadata.disabled);
    BOOST_TEST(found.instance_metadata.allow_v1);
    BOOST_TEST(found.instance_metadata.endpoint == "http://[fd00:ec2::254]");
    BOOST_TEST(found.instance_metadata.timeout->count() == 5);
    BOOST_TEST(found.instance_metadata.attempts.value() == 2);
    BOOST_TEST(found.explanation.find("endpoint")->value == "https://ecr-fips.us-gov-west-1.api.aws");
}

BOOST_AUTO_TEST_CASE(retry_modes_of_other_sdks_have_a_meaning_here) {
    using ecr::retry_mode;
    const struct {
        variables set;
        retry_mode expected;
        std::size_t warnings;
    } table[] = {
        {{}, retry_mode::standard, 0},
        {{{"AWS_NEW_RETRIES_2026", "true"}}, retry_mode::standard, 0},
        {{{"AWS_NEW_RETRIES_2026", "False"}}, retry_mode::standard_2016, 0},
        {{{"AWS_RETRY_MODE", "STANDARD"}, {"AWS_NEW_RETRIES_2026", "false"}}, retry_mode::standard_2016, 0},
        {{{"AWS_RETRY_MODE", "Adaptive"}, {"AWS_NEW_RETRIES_2026", "false"}}, retry_mode::adaptive, 0},
        {{{"AWS_RETRY_MODE", "legacy"}}, retry_mode::standard_2016, 1},
    };

    for (const auto& each : table) {
        const auto found = settings_world{.set = each.set}.resolve();

        BOOST_TEST((found.config.retry.mode == each.expected));
        BOOST_TEST(found.explanation.warnings.size() == each.warnings);
    }
}

BOOST_AUTO_TEST_CASE(a_defaults_mode_sets_how_long_connecting_may_take) {
    using namespace std::chrono_literals;
    const struct {
        std::string mode;
        variables set;
        std::chrono::milliseconds expected;
        bool wants_instance = false;
    } table[] = {{"standard", {}, 3100ms},
                 {"legacy", {}, 3100ms},
                 {"In-Region", {}, 1100ms},
                 {"cross-region", {}, 3100ms},
                 {"mobile", {}, 30s},
                 {"auto", {{"AWS_EXECUTION_ENV", "x"}}, 1100ms},
                 {"auto", {{"AWS_EXECUTION_ENV", "x"}, {"AWS_PROFILE", "a"}}, 1100ms},
                 {"auto", {}, 3100ms, true},
                 {"auto", {{"AWS_EC2_METADATA_DISABLED", "true"}}, 3100ms}};

    for (const auto& each : table) {
        settings_world world{.set = each.set, .config = "[profile a]\n"};
        world.set["AWS_REGION"] = "eu-west-1";
        world.set["AWS_DEFAULTS_MODE"] = each.mode;

        const auto found = world.resolve();

        BOOST_TEST_CONTEXT(each.mode) {
            BOOST_TEST((found.config.timeout.connect == each.expected));
            BOOST_TEST((found.config.timeout.tls == each.expected));
            BOOST_TEST(found.wants_instance_region == each.wants_instance);
        }
    }
    settings_world elsewhere{.set = {{"AWS_REGION", "eu-west-1"}, {"AWS_DEFAULTS_MODE", "auto"}}};
    elsewhere.instance = {.region = "eu-west-1", .problem = {}};
    BOOST_TEST((elsewhere.resolve().config.timeout.connect == 1100ms));
    elsewhere.instance = {.region = "us-east-1", .problem = {}};
    BOOST_TEST(elsewhere.resolve().explanation.find("defaults_mode")->value == "auto (cross-region)");
    settings_world chosen{.set = {{"AWS_REGION", "eu-west-1"}, {"AWS_DEFAULTS_MODE", "in-region"}}};
    chosen.options.config.timeout.connect = 7s;
    chosen.options.config.timeout.tls.reset();
    BOOST_TEST((chosen.resolve().config.timeout.connect == 7s));
    BOOST_TEST(!chosen.resolve().config.timeout.tls);
}

BOOST_AUTO_TEST_CASE(proxies_are_found_where_other_programs_find_them) {
    check("https_proxy",
          {{"lower case first",
            {{"https_proxy", "http://a"}, {"HTTPS_PROXY", "http://b"}},
            "",
            "\"http://a\"",
            "https_proxy"},
           {"upper case",
            {{"HTTPS_PROXY", "http://b"}, {"all_proxy", "http://c"}},
            "",
            "\"http://b\"",
            "HTTPS_PROXY"},
           {"for all", {{"http_proxy", "x"}, {"ALL_PROXY", "http://d"}}, "", "\"http://d\"", "ALL_PROXY"},
           {"password", {{"https_proxy", "http://u:p@a"}}, "", "\"http://***@a\"", "https_proxy"},
           {"none", {{"https_proxy", " "}}, "", "", "default"}});
    check("http_proxy",
          {{"upper case", {{"HTTP_PROXY", "http://b"}}, "", "\"http://b\"", "HTTP_PROXY"},
           {"a server's", {{"HTTP_PROXY", "http://b"}, {"REQUEST_METHOD", "GET"}}, "", "", "default"},
           {"a server's own",
            {{"http_proxy", "http://b"}, {"REQUEST_METHOD", "GET"}},
            "",
            "\"http://b\"",
            "http_proxy"}});
}

BOOST_AUTO_TEST_SUITE_END()
