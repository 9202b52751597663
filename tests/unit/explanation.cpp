#include <ecr/explanation.hpp>

#include <boost/test/unit_test.hpp>

#include <sstream>
#include <string>
#include <support/settings_world.hpp>

BOOST_AUTO_TEST_SUITE(explanation)

BOOST_AUTO_TEST_CASE(it_prints_as_a_table_with_reasons_below) {
    ecr::explanation all;
    all.settings.push_back({.name = "region",
                            .value = "eu-west-1",
                            .source = "AWS_DEFAULT_REGION",
                            .declined = {"code: not given", "AWS_REGION: is blank"}});
    all.settings.push_back({.name = "use_fips", .source = "default", .problem = "no"});
    all.warnings.push_back("beware");
    std::ostringstream out;

    out << all;

    BOOST_TEST(out.str() == "region    eu-west-1  AWS_DEFAULT_REGION\n"
                            "          not from code: not given\n"
                            "          not from AWS_REGION: is blank\n"
                            "use_fips  -          default\n"
                            "          problem: no\n"
                            "warning: beware\n");
    BOOST_TEST(to_string(all.settings.front()) == "region  eu-west-1  AWS_DEFAULT_REGION\n"
                                                  "        not from code: not given\n"
                                                  "        not from AWS_REGION: is blank\n");
    BOOST_TEST(all.find("region") == &all.settings.front());
    BOOST_TEST(all.find("absent") == nullptr);
}

BOOST_AUTO_TEST_CASE(every_earlier_source_says_why_it_was_not_taken) {
    test::settings_world world{.set = {{"AWS_REGION", ""}}, .config = "[default]\nregion = eu-west-1\n"};

    const auto table = explain(world.input(), world.options);

    BOOST_TEST(to_string(*table.find("region")) ==
               "region  eu-west-1  region of profile \"default\" (/home/me/.aws/config:2)\n"
               "        not from code: not given\n"
               "        not from AWS_REGION: is blank\n"
               "        not from AWS_DEFAULT_REGION: not set\n");
    BOOST_TEST(to_string(*table.find("sts.endpoint_url")) ==
               "sts.endpoint_url  -  default\n"
               "                  not from code: not given\n"
               "                  not from AWS_ENDPOINT_URL_STS: not set\n"
               "                  not from AWS_ENDPOINT_URL: not set\n"
               "                  not from services section: profile \"default\" names none\n"
               "                  not from profile \"default\": has no endpoint_url\n");
}

BOOST_AUTO_TEST_CASE(no_secret_of_any_source_is_shown) {
    test::settings_world world;
    for (const auto* name : {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN",
                             "AWS_CONTAINER_AUTHORIZATION_TOKEN"})
        world.set[name] = "CANARY";
    for (const auto* name :
         {"https_proxy", "HTTP_PROXY", "AWS_ENDPOINT_URL", "AWS_EC2_METADATA_SERVICE_ENDPOINT"})
        world.set[name] = "http://user:CANARY@host/?token=CANARY";
    world.config =
        "[default]\naws_secret_access_key = CANARY\nendpoint_url = http://CANARY@host\n CANARY\nCANARY\n";
    world.credentials = "[default]\naws_session_token = CANARY\n[CANARY\n";

    const auto found = world.resolve();

    BOOST_TEST(found.problems.size() > 2u);
    BOOST_TEST(to_string(found.explanation).find("CANARY") == std::string::npos);
    for (const auto& each : found.problems) BOOST_TEST(each.find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(hostile_values_stay_on_their_line) {
    test::settings_world world{.set = {{"AWS_REGION", "a\nb\x1b[2J"},
                                       {"AWS_SDK_UA_APP_ID", "c\r\nd"},
                                       {"AWS_CONFIG_FILE", "/e\nf"}}};

    const auto table = explain(world.input(), world.options);

    for (const auto* name : {"region", "app_id", "config_file"}) {
        for (const char c : table.find(name)->value) BOOST_TEST(static_cast<unsigned char>(c) >= 0x20u);
    }
}

BOOST_AUTO_TEST_SUITE_END()
