#include <ecr/credentials/environment.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(environment_credentials)

namespace {

using namespace test;
using variables = std::vector<std::pair<std::string, std::string>>;

provider_outcome keys_in(const variables& set) {
    provider_scene now;
    for (const auto& [name, value] : set) now.world->set_variable(name, value);
    ecr::environment_credentials provider(now.world);
    return now.get(provider);
}

const variables both{{"AWS_ACCESS_KEY_ID", "ID"}, {"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"}};

variables with(variables more) {
    more.insert(more.begin(), both.begin(), both.end());
    return more;
}

}

BOOST_AUTO_TEST_CASE(two_variables_are_enough) {
    const auto came = keys_in(both);

    BOOST_TEST(came.id() == "ID");
    BOOST_TEST(came.keys->secret_access_key.reveal() == "wJalrXUtnFEMI");
    BOOST_TEST(came.keys->session_token.empty());
    BOOST_TEST(!came.keys->expiration.has_value());
    BOOST_TEST(!came.keys->account_id.has_value());
    BOOST_TEST(came.keys->provider_name == "Environment");
}

BOOST_AUTO_TEST_CASE(token_end_and_account_are_read_beside_them) {
    const auto came = keys_in(with({{"AWS_SESSION_TOKEN", "tOkEnOfSeSsIoN"},
                                    {"AWS_CREDENTIAL_EXPIRATION", "2026-07-04T12:00:00Z"},
                                    {"AWS_ACCOUNT_ID", "123456789012"}}));

    BOOST_TEST_REQUIRE(came.id() == "ID");
    BOOST_TEST(came.keys->session_token.reveal() == "tOkEnOfSeSsIoN");
    BOOST_TEST((came.keys->expiration ==
                std::chrono::sys_days(std::chrono::year(2026) / 7 / 4) + std::chrono::hours(12)));
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
}

BOOST_AUTO_TEST_CASE(names_of_old_count_where_the_others_are_not_set) {
    const auto old =
        keys_in({{"AWS_ACCESS_KEY_ID", "ID"}, {"SECRET_ACCESS_KEY", "old"}, {"AWS_SECURITY_TOKEN", "old"}});
    const auto newer = keys_in(
        with({{"SECRET_ACCESS_KEY", "old"}, {"AWS_SECURITY_TOKEN", "old"}, {"AWS_SESSION_TOKEN", "new"}}));

    BOOST_TEST_REQUIRE(old.id() == "ID");
    BOOST_TEST(old.keys->secret_access_key.reveal() == "old");
    BOOST_TEST(old.keys->session_token.reveal() == "old");
    BOOST_TEST(newer.keys->secret_access_key.reveal() == "wJalrXUtnFEMI");
    BOOST_TEST(newer.keys->session_token.reveal() == "new");
}

BOOST_AUTO_TEST_CASE(nothing_and_blanks_are_not_a_configuration) {
    BOOST_TEST(keys_in({}).not_configured);
    BOOST_TEST(keys_in({{"AWS_ACCESS_KEY_ID", " "}, {"AWS_SECRET_ACCESS_KEY", "\t"}}).not_configured);
    BOOST_TEST(keys_in({{"AWS_SESSION_TOKEN", "x"}, {"AWS_ACCOUNT_ID", "1"}}).not_configured);
}

BOOST_AUTO_TEST_CASE(one_key_without_the_other_is_an_error_that_names_it) {
    const auto no_secret = keys_in({{"AWS_ACCESS_KEY_ID", "ID"}});
    const auto no_id = keys_in({{"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI"}, {"AWS_ACCESS_KEY_ID", ""}});

    BOOST_TEST(!no_secret.not_configured);
    BOOST_TEST(no_secret.says("AWS_SECRET_ACCESS_KEY is not"), no_secret.message());
    BOOST_TEST(!no_id.not_configured);
    BOOST_TEST(no_id.says("AWS_ACCESS_KEY_ID is not"), no_id.message());
}

BOOST_AUTO_TEST_CASE(an_end_that_is_no_time_is_an_error) {
    const auto came = keys_in(with({{"AWS_CREDENTIAL_EXPIRATION", "soon"}}));

    BOOST_TEST(came.says("AWS_CREDENTIAL_EXPIRATION"), came.message());
}

BOOST_AUTO_TEST_SUITE_END()
