#include <ecr/detail/profile_plan.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(profile_plan)

namespace {

using namespace ecr::detail;

profile_plan_result plan(std::string_view config, std::string_view name = "p", bool required = true) {
    const auto files =
        parse_aws_files({.path = "/config", .text = config}, {.path = "/credentials", .text = ""});
    BOOST_TEST(files.errors.empty());
    return plan_profile(files, name, required);
}

std::string problem_of(std::string_view config, std::string_view name = "p") {
    const auto made = plan(config, name);
    BOOST_TEST(!made.not_configured);
    return made.problem.empty() ? "none" : made.problem;
}

const std::string keys = "aws_access_key_id = ID\naws_secret_access_key = wJalrXUtnFEMI\n";
const std::string role = "role_arn = arn:aws:iam::123456789012:role/";

}

BOOST_AUTO_TEST_CASE(keys_are_taken_with_token_and_account) {
    const auto made =
        plan("[profile p]\n" + keys + "aws_session_token = tOkEnOfSeSsIoN\naws_account_id = 123456789012\n");

    BOOST_TEST(made.problem == "");
    BOOST_TEST((made.value.source == key_source::static_keys));
    BOOST_TEST(made.value.keys.access_key_id == "ID");
    BOOST_TEST(made.value.keys.secret_access_key.reveal() == "wJalrXUtnFEMI");
    BOOST_TEST(made.value.keys.session_token.reveal() == "tOkEnOfSeSsIoN");
    BOOST_TEST(made.value.keys.account_id.value() == "123456789012");
    BOOST_TEST(made.value.keys.provider_name == "Profile");
    BOOST_TEST(made.value.features == "n");
    BOOST_TEST(made.value.roles.empty());
}

BOOST_AUTO_TEST_CASE(a_profile_without_credentials_is_not_configured) {
    const auto empty = plan("[profile p]\nregion = us-east-1\n");
    const auto missing = plan("", "default", false);

    BOOST_TEST(empty.not_configured);
    BOOST_TEST(empty.problem.find("/config:1") != std::string::npos, empty.problem);
    BOOST_TEST(missing.not_configured);
}

BOOST_AUTO_TEST_CASE(a_profile_that_somebody_named_has_to_be_there) {
    BOOST_TEST(problem_of("[profile q]\n" + keys).find("\"p\"") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(half_a_pair_of_keys_is_an_error_that_shows_neither) {
    const auto no_secret = problem_of("[profile p]\naws_access_key_id = ID\n");
    const auto no_id = problem_of("[profile p]\naws_secret_access_key = wJalrXUtnFEMI\n");

    BOOST_TEST(no_secret.find("aws_access_key_id is set but") != std::string::npos, no_secret);
    BOOST_TEST(no_id.find("aws_secret_access_key is set but") != std::string::npos, no_id);
    BOOST_TEST(no_id.find("wJalr") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(roles_are_assumed_from_the_source_outwards) {
    const auto made =
        plan("[profile p]\n" + role +
             "outer\nsource_profile = q\nexternal_id = x\nmfa_serial = m\nrole_session_name = s\n"
             "duration_seconds = 900\n"
             "[profile q]\n" +
             role +
             "inner\nsource_profile = r\n"
             "[profile r]\n" +
             keys);

    BOOST_TEST(made.problem == "");
    BOOST_TEST_REQUIRE(made.value.roles.size() == 2U);
    BOOST_TEST(made.value.roles[0].role_arn.ends_with("inner"));
    BOOST_TEST(made.value.roles[1].role_arn.ends_with("outer"));
    BOOST_TEST(made.value.roles[1].external_id == "x");
    BOOST_TEST(made.value.roles[1].mfa_serial == "m");
    BOOST_TEST(made.value.roles[1].role_session_name == "s");
    BOOST_TEST((made.value.roles[1].duration == std::chrono::seconds(900)));
    BOOST_TEST(!made.value.roles[0].duration.has_value());
    BOOST_TEST(made.value.profile == "r");
    BOOST_TEST(made.value.keys.access_key_id == "ID");
    BOOST_TEST(made.value.features.starts_with("o,"), made.value.features);
}

BOOST_AUTO_TEST_CASE(after_the_first_hop_keys_win_over_a_role) {
    const auto made = plan("[profile p]\n" + role + "a\nsource_profile = q\n[profile q]\n" + keys + role +
                           "b\nsource_profile = nobody\n");

    BOOST_TEST(made.problem == "");
    BOOST_TEST(made.value.roles.size() == 1U);
    BOOST_TEST((made.value.source == key_source::static_keys));
}

BOOST_AUTO_TEST_CASE(a_role_of_the_first_profile_wins_over_its_keys) {
    const auto made = plan("[profile p]\n" + keys + role + "a\nsource_profile = p\n");

    BOOST_TEST(made.problem == "");
    BOOST_TEST(made.value.roles.size() == 1U);
    BOOST_TEST(made.value.keys.access_key_id == "ID");
}

BOOST_AUTO_TEST_CASE(circles_and_dead_ends_are_errors) {
    const auto self = problem_of("[profile p]\n" + role + "a\nsource_profile = p\n");
    const auto two = problem_of("[profile p]\n" + role + "a\nsource_profile = q\n[profile q]\n" + role +
                                "b\nsource_profile = p\n");
    const auto late = problem_of("[profile p]\n" + role + "a\nsource_profile = q\n[profile q]\n" + role +
                                 "b\nsource_profile = q\n");
    const auto gone = problem_of("[profile p]\n" + role + "a\nsource_profile = q\n");
    const auto empty =
        problem_of("[profile p]\n" + role + "a\nsource_profile = q\n[profile q]\nregion = x\n");

    BOOST_TEST(self.find("says nothing about credentials") != std::string::npos, self);
    BOOST_TEST(two.find("leads back") != std::string::npos, two);
    BOOST_TEST(late.find("says nothing about credentials") != std::string::npos, late);
    BOOST_TEST(gone.find("source_profile of \"p\"") != std::string::npos, gone);
    BOOST_TEST(empty.find("\"q\"") != std::string::npos, empty);
}

BOOST_AUTO_TEST_CASE(a_role_needs_one_source) {
    BOOST_TEST(problem_of("[profile p]\n" + role + "a\n").find("has neither") != std::string::npos);
    BOOST_TEST(
        problem_of("[profile p]\n" + role + "a\nsource_profile = p\ncredential_source = Environment\n" + keys)
            .find("has both") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(sources_are_known_by_their_exact_names) {
    const std::pair<const char*, key_source> table[] = {
        {"Environment", key_source::environment},
        {"EcsContainer", key_source::container},
        {"Ec2InstanceMetadata", key_source::instance_metadata}};
    for (const auto& [name, source] : table) {
        const auto made = plan("[profile p]\n" + role + "a\ncredential_source = " + name + "\n");

        BOOST_TEST(made.problem == "");
        BOOST_TEST((made.value.source == source));
        BOOST_TEST(made.value.features == "p");
        BOOST_TEST(made.value.roles.size() == 1U);
    }
    BOOST_TEST(
        problem_of("[profile p]\n" + role + "a\ncredential_source = environment\n").find("\"environment\"") !=
        std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_duration_is_a_number_in_range) {
    for (const auto* const text : {"899", "43201", "x", "1h", "-900", "900.0", "99999999999999999999"}) {
        const auto problem = problem_of("[profile p]\n" + role +
                                        "a\ncredential_source = Environment\n"
                                        "duration_seconds = " +
                                        text + "\n");
        BOOST_TEST(problem.find("duration_seconds") != std::string::npos, text);
    }
    BOOST_TEST(problem_of("[profile p]\n" + role +
                          "a\ncredential_source = Environment\nduration_seconds = 43200\n") == "none");
}

BOOST_AUTO_TEST_CASE(a_token_file_makes_the_role_one_of_web_identity) {
    const auto made =
        plan("[profile p]\n" + role + "a\nweb_identity_token_file = /t\nrole_session_name = s\n" + keys);

    BOOST_TEST(made.problem == "");
    BOOST_TEST((made.value.source == key_source::web_identity));
    BOOST_TEST(made.value.token_file == "/t");
    BOOST_TEST(made.value.web_identity.role_arn.ends_with("role/a"));
    BOOST_TEST(made.value.web_identity.role_session_name == "s");
    BOOST_TEST(made.value.features == "q");
    BOOST_TEST(made.value.roles.empty());
    BOOST_TEST(problem_of("[profile p]\nweb_identity_token_file = /t\n").find("needs role_arn") !=
               std::string::npos);
}

BOOST_AUTO_TEST_CASE(sso_takes_its_session_or_the_legacy_keys) {
    const std::string which = "sso_account_id = 123456789012\nsso_role_name = r\n";
    const std::string session = "[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x/#/\n";
    const auto made = plan("[profile p]\nsso_session = s\nsso_region = us-east-1\n" + which + session);
    const auto legacy =
        plan("[profile p]\nsso_region = us-east-1\nsso_start_url = https://x/start\n" + which);

    BOOST_TEST(made.problem == "");
    BOOST_TEST((made.value.source == key_source::sso));
    BOOST_TEST(made.value.sso.session_name == "s");
    BOOST_TEST(made.value.sso.start_url == "https://x/#/");
    BOOST_TEST(made.value.sso.region == "us-east-1");
    BOOST_TEST(made.value.sso.role_name == "r");
    BOOST_TEST(made.value.account_id == "123456789012");
    BOOST_TEST(made.value.features == "r");
    BOOST_TEST(legacy.problem == "");
    BOOST_TEST(legacy.value.sso.session_name == "");
    BOOST_TEST(legacy.value.sso.start_url == "https://x/start");
    BOOST_TEST(legacy.value.features == "t");
}

BOOST_AUTO_TEST_CASE(broken_sso_is_an_error) {
    const std::string which = "sso_account_id = 123456789012\nsso_role_name = r\n";
    const std::pair<std::string, const char*> table[] = {
        {"sso_account_id = 1\nsso_session = s\n", "both sso_account_id and sso_role_name"},
        {"sso_role_name = r\n", "both sso_account_id and sso_role_name"},
        {which, "either sso_session, or"},
        {which + "sso_region = us-east-1\n", "either sso_session, or"},
        {which + "sso_session = none\n", "\"none\" is not in the config file"},
        {which + "sso_session = s\nsso_region = other\n", "sso_region differs"},
        {which + "sso_session = s\nsso_start_url = https://other\n", "sso_start_url differs"},
        {which + "sso_session = t\n", "sso_start_url is missing"},
    };
    for (const auto& [text, problem] : table) {
        const auto found = problem_of("[profile p]\n" + text +
                                      "[sso-session s]\nsso_region = us-east-1\nsso_start_url = https://x\n"
                                      "[sso-session t]\nsso_region = us-east-1\n");
        BOOST_TEST(found.find(problem) != std::string::npos, found);
    }
}

BOOST_AUTO_TEST_CASE(of_several_sources_the_order_of_all_sdks_decides) {
    const std::string all =
        "web_identity_token_file = /t\nsso_account_id = 1\nsso_role_name = r\nsso_region = x\n"
        "sso_start_url = y\nlogin_session = l\ncredential_process = c\n" +
        keys;
    const auto without = [&](std::initializer_list<const char*> removed) {
        std::string text = "[profile p]\n" + role + "a\n" + all;
        for (const auto* const key : removed) {
            const auto at = text.find(key);
            text.erase(at, text.find('\n', at) + 1 - at);
        }
        return plan(text).value;
    };

    BOOST_TEST((without({}).source == key_source::web_identity));
    BOOST_TEST((without({"role_arn", "web_identity"}).source == key_source::sso));
    const auto login = without({"role_arn", "web_identity", "sso_account_id", "sso_role_name"});
    BOOST_TEST((login.source == key_source::login));
    BOOST_TEST(login.login_session == "l");
    BOOST_TEST(login.features == "AC");
    const auto process =
        without({"role_arn", "web_identity", "sso_account_id", "sso_role_name", "login_session"});
    BOOST_TEST((process.source == key_source::process));
    BOOST_TEST(process.command == "c");
    BOOST_TEST(process.features == "v");
}

BOOST_AUTO_TEST_SUITE_END()
