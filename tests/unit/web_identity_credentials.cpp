#include <ecr/credentials/web_identity.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(web_identity_credentials)

namespace {

using namespace test;

const std::string action = "AssumeRoleWithWebIdentity";

struct scene : provider_scene {
    scene() {
        world->set_variable("AWS_WEB_IDENTITY_TOKEN_FILE", "~/token");
        world->set_variable("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/r");
        world->set_variable("AWS_ROLE_SESSION_NAME", "pod");
        world->set_file("/home/me/token", "ey.bEaRerToKeN.x\n");
    }
    provider_outcome exchange() {
        ecr::web_identity_credentials provider(context, ecr::web_identity_from(*world));
        return get(provider);
    }
};

}

BOOST_AUTO_TEST_CASE(the_token_is_exchanged_without_a_signature) {
    scene now;
    now.prepare(200, assumed_role("ROLE", action));

    const auto came = now.exchange();

    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST(came.keys->provider_name == "WebIdentityToken");
    BOOST_TEST(now.request(0).all("authorization").empty());
    BOOST_TEST(now.request(0).body.starts_with("Action=AssumeRoleWithWebIdentity&Version=2011-06-15"));
    BOOST_TEST(now.request(0).body.ends_with("&RoleSessionName=pod&WebIdentityToken=ey.bEaRerToKeN.x"));
}

BOOST_AUTO_TEST_CASE(the_token_is_read_anew_each_time) {
    scene now;
    ecr::web_identity_credentials provider(now.context, ecr::web_identity_from(*now.world));
    now.prepare(200, assumed_role("ONE", action));
    now.prepare(200, assumed_role("TWO", action));

    now.get(provider);
    now.world->set_file("/home/me/token", "other\r\n");
    now.get(provider);

    BOOST_TEST(now.request(1).body.ends_with("&WebIdentityToken=other"));
}

BOOST_AUTO_TEST_CASE(without_a_token_file_it_is_not_configured) {
    for (const auto* const value : {"", " ", "\t"}) {
        scene now;
        now.world->set_variable("AWS_WEB_IDENTITY_TOKEN_FILE", value);

        BOOST_TEST(now.exchange().not_configured);
    }
}

BOOST_AUTO_TEST_CASE(half_a_configuration_is_an_error) {
    scene now;
    now.world->set_variable("AWS_ROLE_ARN", "");
    const auto no_role = now.exchange();
    scene other;
    other.world->remove_file("/home/me/token");
    const auto no_file = other.exchange();

    BOOST_TEST(no_role.says("AWS_ROLE_ARN"), no_role.message());
    BOOST_TEST(!no_role.not_configured);
    BOOST_TEST(no_file.says("/home/me/token"), no_file.message());
    BOOST_TEST(!no_file.not_configured);
}

BOOST_AUTO_TEST_CASE(a_file_that_is_no_token_is_an_error) {
    for (const auto* const text : {"", "\n", "a\nb", "a\n\n", "a\rb", "a\x01"}) {
        scene now;
        now.world->set_file("/home/me/token", text);

        const auto came = now.exchange();

        BOOST_TEST(came.says("token file"), came.message());
        BOOST_TEST(now.service->requests.empty());
    }
}

BOOST_AUTO_TEST_CASE(an_identity_provider_that_is_hard_to_reach_is_asked_again) {
    scene now;
    now.prepare(400, sts_failure("IDPCommunicationError"));
    now.prepare(200, assumed_role("ROLE", action));

    BOOST_TEST(now.exchange().id() == "ROLE");
}

BOOST_AUTO_TEST_CASE(a_refusal_does_not_quote_the_token) {
    scene now;
    now.prepare(400,
                sts_failure("InvalidIdentityToken", "Couldn't verify: WebIdentityToken=ey.bEaRerToKeN.x"));

    const auto came = now.exchange();

    BOOST_TEST(came.says("InvalidIdentityToken"), came.message());
    BOOST_TEST(came.says("identity provider"), came.message());
}

BOOST_AUTO_TEST_CASE(it_tells_where_it_was_configured) {
    scene now;
    const ecr::web_identity_credentials variables(now.context, ecr::web_identity_from(*now.world));
    const ecr::web_identity_credentials code(now.context, {});

    BOOST_TEST(variables.user_agent_features() == "h,k");
    BOOST_TEST(code.user_agent_features() == "k");
}

BOOST_AUTO_TEST_SUITE_END()
