#include <ecr/detail/aws_files.hpp>
#include <ecr/settings.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/settings_world.hpp>
#include <vector>

namespace {

using test::settings_world;
using test::variables;

std::vector<std::string> problems(variables set, const std::string& config = {}) {
    set.emplace("AWS_REGION", "eu-west-1");
    return settings_world{.set = std::move(set), .config = config}.resolve().problems;
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

}

BOOST_AUTO_TEST_SUITE(settings_problems)

BOOST_AUTO_TEST_CASE(a_bad_value_is_named_with_its_place_and_a_remedy) {
    const std::string flag = ": write true or false, or remove it";
    const std::string number = ": write a whole number from 1, or remove it";
    const struct {
        std::string variable, property, value, remedy;
    } table[] = {
        {"AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint", "yes", flag},
        {"AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint", "1", flag},
        {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls", "on", flag},
        {"AWS_EC2_METADATA_DISABLED", "", "1", flag},
        {"AWS_EC2_METADATA_V1_DISABLED", "ec2_metadata_v1_disabled", "truee", flag},
        {"AWS_DISABLE_CLOCK_SKEW_CORRECTION", "disable_clock_skew_correction", "1", flag},
        {"AWS_NEW_RETRIES_2026", "", "maybe", flag},
        {"AWS_MAX_ATTEMPTS", "max_attempts", "0", number},
        {"AWS_MAX_ATTEMPTS", "max_attempts", "-1", number},
        {"AWS_MAX_ATTEMPTS", "max_attempts", "3.5", number},
        {"AWS_MAX_ATTEMPTS", "max_attempts", "3x", number},
        {"AWS_MAX_ATTEMPTS", "max_attempts", "99999999999", number},
        {"AWS_METADATA_SERVICE_TIMEOUT", "metadata_service_timeout", "1s", number},
        {"AWS_METADATA_SERVICE_NUM_ATTEMPTS", "metadata_service_num_attempts", "many", number},
        {"AWS_RETRY_MODE", "retry_mode", "fast", ": write standard or adaptive, or remove it"},
        {"AWS_DEFAULTS_MODE", "defaults_mode", "fast",
         ": write standard, in-region, cross-region, mobile, auto or legacy, or remove it"},
        {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "ec2_metadata_service_endpoint_mode", "IPv5",
         ": write IPv4 or IPv6, or remove it"},
    };

    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.variable << " = " << each.value) {
            const auto variable = problems({{each.variable, each.value}});
            const auto property = problems({}, "[default]\n" + each.property + " = " + each.value + "\n");

            BOOST_TEST_REQUIRE(variable.size() == 1u);
            BOOST_TEST(variable.front() == each.variable + " is \"" + each.value + "\"" + each.remedy);
            if (each.property.empty()) continue;
            BOOST_TEST_REQUIRE(property.size() == 1u);
            BOOST_TEST(property.front() == each.property +
                                               " of profile \"default\" (/home/me/.aws/config:2) is \"" +
                                               each.value + "\"" + each.remedy);
        }
    }
}

BOOST_AUTO_TEST_CASE(all_problems_are_reported_together) {
    const auto found =
        problems({{"AWS_MAX_ATTEMPTS", "x"}, {"AWS_RETRY_MODE", "y"}, {"AWS_REGION", "a/b"}}, "oops\n");

    BOOST_TEST_REQUIRE(found.size() == 4u);
    BOOST_TEST(found[0] ==
               "/home/me/.aws/config:1: expected a heading such as [default] before the first property");
    BOOST_TEST(found[1] == "AWS_REGION: region cannot be part of a host name: \"a/b\"");
}

BOOST_AUTO_TEST_CASE(a_missing_region_lists_every_place_looked_at) {
    settings_world world{.set = {{"AWS_DEFAULT_REGION", " "}}, .config = "[default]\n"};
    const auto asked = [&](std::string region, std::string problem) {
        world.instance = {.region = std::move(region), .problem = std::move(problem)};
        return world.resolve();
    };

    const auto plain = world.resolve().problems;
    world.options.instance_region =
        [](ecr::instance_metadata_settings) -> boost::asio::awaitable<std::string> { co_return ""; };
    const auto wants = world.resolve();
    const auto silent = asked("", "").problems;
    const auto failed = asked("", "connect timed out").problems;
    const auto told = asked("eu-west-1", "");
    world.instance.reset();
    world.set["AWS_EC2_METADATA_DISABLED"] = "true";
    const auto disabled = world.resolve();

    BOOST_TEST_REQUIRE(plain.size() == 1u);
    BOOST_TEST(plain.front() ==
               "region is not set: set client_config::region, AWS_REGION or the profile's region; looked at "
               "code: not given, AWS_REGION: not set, AWS_DEFAULT_REGION: is blank, profile \"default\": has "
               "no region, "
               "instance metadata: not asked");
    BOOST_TEST(wants.wants_instance_region);
    BOOST_TEST(contains(silent.at(0), "instance metadata: tells no region"));
    BOOST_TEST(contains(failed.at(0), "instance metadata: connect timed out"));
    BOOST_TEST(told.config.region == "eu-west-1");
    BOOST_TEST(told.explanation.find("region")->source == "instance metadata");
    BOOST_TEST(told.problems.size() == 0u);
    BOOST_TEST(!disabled.wants_instance_region);
    BOOST_TEST(contains(disabled.problems.at(0), "instance metadata: disabled by AWS_EC2_METADATA_DISABLED"));
}

BOOST_AUTO_TEST_CASE(the_metadata_service_is_not_asked_for_a_region_that_is_known) {
    settings_world world{.set = {{"AWS_REGION", "eu-west-1"}}};
    world.options.instance_region =
        [](ecr::instance_metadata_settings) -> boost::asio::awaitable<std::string> { co_return ""; };

    BOOST_TEST(!world.resolve().wants_instance_region);
}

BOOST_AUTO_TEST_CASE(the_profile_is_the_first_that_is_named) {
    const std::string config = "[profile a]\n[profile b]\n[profile c]\n";
    const auto profile = [&](const variables& set, std::optional<std::string> code = {}) {
        settings_world world{.set = set, .config = config};
        world.options.profile = std::move(code);
        return world.resolve().profile;
    };

    BOOST_TEST(profile({{"AWS_PROFILE", "b"}, {"AWS_DEFAULT_PROFILE", "c"}}, "a") == "a");
    BOOST_TEST(profile({{"AWS_PROFILE", "b"}, {"AWS_DEFAULT_PROFILE", "c"}}) == "b");
    BOOST_TEST(profile({{"AWS_PROFILE", ""}, {"AWS_DEFAULT_PROFILE", "c"}}) == "c");
    BOOST_TEST(profile({}) == "default");
}

BOOST_AUTO_TEST_CASE(a_profile_that_is_named_has_to_be_there_but_not_the_default_one) {
    const auto missing = problems({{"AWS_PROFILE", "x"}}, "[default]\n[profile dev]\n");
    const auto nothing = problems({{"AWS_PROFILE", "x"}});
    settings_world in_credentials{.set = {{"AWS_PROFILE", "x"}, {"AWS_REGION", "eu-west-1"}},
                                  .credentials = "[x]\n"};

    BOOST_TEST_REQUIRE(missing.size() == 1u);
    BOOST_TEST(missing.front() ==
               "AWS_PROFILE names profile \"x\", which is neither in \"/home/me/.aws/config\" nor in "
               "\"/home/me/.aws/credentials\"; profiles there: default dev");
    BOOST_TEST(contains(nothing.at(0), "they have no profiles"));
    const auto unprefixed = problems({{"AWS_PROFILE", "x"}}, "[default]\n[x]\n");
    BOOST_TEST(
        contains(unprefixed.at(0), "; /home/me/.aws/config:2: section \"x\" is skipped: only [default]"));
    BOOST_TEST(in_credentials.resolve().problems.size() == 0u);
    BOOST_TEST(problems({}).size() == 0u);
    BOOST_TEST(problems({{"AWS_PROFILE", "default"}}).size() == 0u);
}

BOOST_AUTO_TEST_CASE(files_are_where_variables_or_code_say_or_at_home) {
    settings_world at_home;
    settings_world elsewhere{.set = {{"AWS_CONFIG_FILE", "~/c"}, {"AWS_SHARED_CREDENTIALS_FILE", "/k"}}};
    settings_world in_code = elsewhere;
    in_code.options.credentials_file = "/code";
    ecr::settings_input homeless;
    homeless.variable = [](std::string_view) { return std::nullopt; };
    ecr::find_shared_files(homeless, {});

    BOOST_TEST(at_home.input().config_file.path == "/home/me/.aws/config");
    BOOST_TEST(at_home.input().credentials_file.path == "/home/me/.aws/credentials");
    BOOST_TEST(elsewhere.input().config_file.path == "/home/me/c");
    BOOST_TEST(elsewhere.input().credentials_file.path == "/k");
    BOOST_TEST(in_code.input().credentials_file.path == "/code");
    BOOST_TEST(homeless.config_file.path == "");
    BOOST_TEST(resolve_settings(homeless, {}).problems.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_missing_file_is_an_empty_one_and_an_unreadable_one_is_not_if_it_was_named) {
    using namespace boost::system::errc;
    const auto with = [](const variables& set, errc_t why) {
        settings_world world{.set = set};
        world.set.emplace("AWS_REGION", "eu-west-1");
        auto input = world.input();
        input.config_file.error = make_error_code(why);
        return resolve_settings(input, {});
    };

    const auto absent = with({{"AWS_CONFIG_FILE", "/x"}}, no_such_file_or_directory);
    const auto denied = with({}, permission_denied);
    const auto named = with({{"AWS_CONFIG_FILE", "/x"}}, permission_denied);

    BOOST_TEST(absent.problems.size() == 0u);
    BOOST_TEST(absent.explanation.find("config_file")->value == "/x (no such file)");
    BOOST_TEST(denied.problems.size() == 0u);
    BOOST_TEST_REQUIRE(denied.explanation.warnings.size() == 1u);
    BOOST_TEST(denied.explanation.warnings.front().starts_with("cannot read /home/me/.aws/config: "));
    BOOST_TEST_REQUIRE(named.problems.size() == 1u);
    BOOST_TEST(named.problems.front().starts_with("AWS_CONFIG_FILE: cannot read /x: "));
}

BOOST_AUTO_TEST_CASE(a_long_app_id_is_a_warning) {
    settings_world world{.set = {{"AWS_REGION", "eu-west-1"}, {"AWS_SDK_UA_APP_ID", std::string(51, 'a')}}};

    BOOST_TEST(world.resolve().explanation.warnings.size() == 1u);
    world.set["AWS_SDK_UA_APP_ID"].pop_back();
    BOOST_TEST(world.resolve().explanation.warnings.size() == 0u);
}

BOOST_AUTO_TEST_SUITE_END()
