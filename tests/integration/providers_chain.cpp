#include <ecr/credentials/chain.hpp>
#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator.hpp>
#include <ecr/load_config.hpp>
#include <ecr/operation/describe_registry.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <support/emulated_keys.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(providers_chain)

namespace {

using namespace test;

ecr::emulator_config populated() {
    ecr::emulator_config config;
    config.identities.instance = {.account = "111111111111"};
    config.identities.containers.push_back(
        {.id = "pod", .token = "aUtHoRiZaTiOn", .account = "222222222222"});
    config.identities.roles = {{.arn = "arn:aws:iam::444444444444:role/partner", .external_id = "42"}};
    return config;
}

/// A client that knows nothing but its variables and files, like a program on the machine has it.
struct scene : emulated_keys {
    scene()
        : emulated_keys(populated()) {
        const auto own = server.keys_for("123456789012");
        const auto id = own.access_key_id;
        const std::string secret(own.secret_access_key.reveal());
        const auto url = server.endpoint_url();
        world->set_variable("HOME", "/home/me");
        world->set_variable("AWS_ENDPOINT_URL", url);
        world->set_variable("AWS_EC2_METADATA_SERVICE_ENDPOINT", url + "/");
        world->set_file("/home/me/.aws/config", R"([default]
region = us-east-1
[profile role]
region = us-east-1
role_arn = arn:aws:iam::333333333333:role/reader
source_profile = gate
[profile gate]
role_arn = arn:aws:iam::123456789012:role/gate
source_profile = base
[profile base]
aws_access_key_id = )" + id +
                                                    "\naws_secret_access_key = " + secret + R"(
[profile partner]
region = us-east-1
role_arn = arn:aws:iam::444444444444:role/partner
external_id = 42
source_profile = base
[profile pod-role]
region = us-east-1
role_arn = arn:aws:iam::333333333333:role/reader
credential_source = EcsContainer
[profile host-role]
region = us-east-1
role_arn = arn:aws:iam::333333333333:role/reader
credential_source = Ec2InstanceMetadata
[profile identity]
region = us-east-1
role_arn = arn:aws:iam::333333333333:role/pods
web_identity_token_file = /token
)");
        const auto end = std::chrono::floor<std::chrono::seconds>((server.now() + 24h).time_since_epoch());
        world->set_file("/token", ecr::detail::to_base64url("{}") + "." +
                                      ecr::detail::to_base64url(R"({"iss":"https://idp","sub":"pod","exp":)" +
                                                                std::to_string(end.count()) + "}") +
                                      "." + ecr::detail::to_base64url("signature"));
    }

    void set(const std::map<std::string, std::string>& variables) {
        for (const auto& [name, value] : variables) world->set_variable(name, value);
    }
    void be_container(const std::string& token = "aUtHoRiZaTiOn") {
        set({{"AWS_CONTAINER_CREDENTIALS_FULL_URI", server.endpoint_url() + "/v2/credentials/pod"},
             {"AWS_CONTAINER_AUTHORIZATION_TOKEN", token}});
    }
    void have_identity() {
        set({{"AWS_WEB_IDENTITY_TOKEN_FILE", "/token"},
             {"AWS_ROLE_ARN", "arn:aws:iam::555555555555:role/pods"}});
    }
    void have_keys() {
        const auto own = server.keys_for("666666666666");
        set({{"AWS_ACCESS_KEY_ID", own.access_key_id},
             {"AWS_SECRET_ACCESS_KEY", std::string(own.secret_access_key.reveal())}});
    }

    /// The account that a client of the default configuration calls in, or what keeps it from that.
    std::string account() {
        try {
            client = client_of_default();
            auto outcome = call(client, ecr::describe_registry, {});
            return outcome.has_error() ? problem_of(outcome) : outcome->registry_id.value_or("");
        } catch (const ecr::exception& thrown) {
            return thrown.what();
        }
    }
    ecr::client client_of_default() {
        ecr::client_config config;
        const ecr::load_options options;
        run_coroutine(context, [&]() -> asio::awaitable<void> {
            auto loading = ecr::load_config(world, options);
            config = co_await std::move(loading);
        });
        return {context.get_executor(), std::move(config)};
    }
    std::string account_of_profile(const std::string& profile) {
        world->set_variable("AWS_PROFILE", profile);
        return account();
    }
};

}

BOOST_FIXTURE_TEST_CASE(each_source_goes_before_those_behind_it, scene) {
    BOOST_TEST(account() == "111111111111");
    be_container();
    BOOST_TEST(account() == "222222222222");
    have_identity();
    BOOST_TEST(account() == "555555555555");
    BOOST_TEST(account_of_profile("role") == "333333333333");
    have_keys();
    BOOST_TEST(account() == "666666666666");
}

BOOST_FIXTURE_TEST_CASE(a_profile_gets_keys_in_each_way, scene) {
    be_container();
    for (const auto* const profile : {"role", "pod-role", "host-role", "identity"})
        BOOST_TEST(account_of_profile(profile) == "333333333333", profile);
    BOOST_TEST(account_of_profile("partner") == "444444444444");
    BOOST_TEST(account_of_profile("base") == "123456789012");
}

BOOST_FIXTURE_TEST_CASE(a_source_that_is_configured_and_fails_ends_the_search, scene) {
    be_container("wrong");

    const auto failed = account();

    BOOST_TEST(failed.find("AccessDenied") != std::string::npos, failed);
    BOOST_TEST(requests_of("container-credentials") == 1);
    BOOST_TEST(requests_of("instance-metadata") == 0);
}

BOOST_FIXTURE_TEST_CASE(where_nothing_is_configured_each_source_says_so, scene) {
    world->set_variable("AWS_EC2_METADATA_DISABLED", "true");

    const auto failed = account();

    for (const auto* const source : {"AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE",
                                     "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_EC2_METADATA_DISABLED"})
        BOOST_TEST(failed.find(source) != std::string::npos, failed);
    BOOST_TEST(server.requests().empty());
}

BOOST_FIXTURE_TEST_CASE(an_instance_tells_the_region_that_nothing_else_does, scene) {
    world->remove_file("/home/me/.aws/config");

    BOOST_TEST(account() == "111111111111");
    BOOST_TEST(server.requests().back().region == "us-east-1");
}

BOOST_FIXTURE_TEST_CASE(keys_of_the_chain_are_replaced_when_they_expire, scene) {
    for (const auto* const profile : {"role", "pod-role", "identity"}) {
        be_container();
        BOOST_TEST_CONTEXT(profile) {
            BOOST_TEST(account_of_profile(profile) == "333333333333");
            BOOST_TEST(problem_of(describe()) == "");
            server.clear_requests();
            time->pass(1h);
            BOOST_TEST(problem_of(describe()) == "");
            BOOST_TEST(requests_of("sts") > 0);
            server.advance(1h);
            BOOST_TEST(problem_of(describe()) == "");
            BOOST_TEST(logged("ExpiredTokenException"));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
