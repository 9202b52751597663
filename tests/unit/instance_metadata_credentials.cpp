#include <ecr/credentials/instance_metadata.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(instance_metadata_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

struct scene : provider_scene {
    ecr::instance_metadata_credentials& provider() {
        if (!made_) made_.emplace(context, settings);
        return *made_;
    }
    provider_outcome ask() { return get(provider()); }

    /// Token, role and keys.
    void prepare_all(const std::string& id, std::chrono::seconds life = 6h) {
        prepare(200, "tOkEnOfSeSsIoN");
        prepare(200, "my-role\n");
        prepare(200, agent_keys(id, life));
    }

    ecr::instance_metadata_settings settings{};

private:
    std::optional<ecr::instance_metadata_credentials> made_{};
};

}

BOOST_AUTO_TEST_CASE(a_token_a_role_and_its_keys_are_asked_for_in_this_order) {
    scene now;
    now.prepare_all("ROLE");

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST(came.keys->provider_name == "Ec2InstanceMetadata");
    BOOST_TEST(now.request(0).method == "PUT");
    BOOST_TEST(now.request(0).target == "/latest/api/token");
    BOOST_TEST(now.request(0).header("host") == "169.254.169.254");
    BOOST_TEST(now.request(0).header("x-aws-ec2-metadata-token-ttl-seconds") == "21600");
    BOOST_TEST(now.request(1).target == "/latest/meta-data/iam/security-credentials/");
    BOOST_TEST(now.request(1).header("x-aws-ec2-metadata-token") == "tOkEnOfSeSsIoN");
    BOOST_TEST(now.request(2).target == "/latest/meta-data/iam/security-credentials/my-role");
    BOOST_TEST(now.request(2).header("x-aws-ec2-metadata-token") == "tOkEnOfSeSsIoN");
    BOOST_TEST((now.request(0).deadline - now.time->now() == 1s));
}

BOOST_AUTO_TEST_CASE(the_token_is_kept_and_the_role_is_asked_for_again) {
    scene now;
    now.prepare_all("ONE");
    now.ask();
    now.prepare(200, "other-role");
    now.prepare(200, agent_keys("TWO"));
    const auto second = now.ask();
    now.time->pass(21600s - 120s);
    now.prepare_all("THREE", 24h);
    const auto third = now.ask();

    BOOST_TEST(second.id() == "TWO");
    BOOST_TEST(now.request(4).target.ends_with("/other-role"));
    BOOST_TEST(third.id() == "THREE");
    BOOST_TEST(now.request(5).method == "PUT");
}

BOOST_AUTO_TEST_CASE(a_token_that_is_refused_is_replaced_once) {
    scene now;
    now.prepare(200, "old");
    now.prepare(401, "");
    now.prepare_all("ROLE");
    const auto came = now.ask();
    now.prepare(401, "");
    now.prepare(200, "new");
    now.prepare(401, "");
    const auto failed = now.ask();

    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST(now.request(2).method == "PUT");
    BOOST_TEST(failed.says("HTTP 401"), failed.message());
    BOOST_TEST(now.service->requests.size() == 8U);
}

BOOST_AUTO_TEST_CASE(nobody_there_is_no_configuration_and_the_hint_names_hop_limit_and_switch) {
    for (const auto kind : {ecr::error_kind::timeout, ecr::error_kind::connect}) {
        scene now;
        now.prepare(broken(kind));

        const auto came = now.ask();

        BOOST_TEST(came.not_configured);
        BOOST_TEST(came.says("HttpPutResponseHopLimit"), came.message());
        BOOST_TEST(came.says("AWS_EC2_METADATA_DISABLED"), came.message());
        BOOST_TEST(now.service->requests.size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(a_refused_token_is_an_error_unless_version_1_is_allowed) {
    for (const int status : {403, 404, 405}) {
        scene strict;
        strict.prepare(status, "");
        const auto refused = strict.ask();
        scene lax;
        lax.settings.allow_v1 = true;
        lax.prepare(status, "");
        lax.prepare(200, "my-role");
        lax.prepare(status, "");
        lax.prepare(200, agent_keys("ROLE"));
        const auto came = lax.ask();

        BOOST_TEST(refused.says("HTTP " + std::to_string(status)), refused.message());
        BOOST_TEST(!refused.not_configured);
        BOOST_TEST(came.id() == "ROLE");
        BOOST_TEST(lax.request(1).all("x-aws-ec2-metadata-token").empty());
    }
    scene bad;
    bad.settings.allow_v1 = true;
    bad.prepare(400, "");
    BOOST_TEST(bad.ask().says("HTTP 400"));
}

BOOST_AUTO_TEST_CASE(an_instance_without_a_role_is_not_configured) {
    scene now;
    now.prepare(200, "token");
    now.prepare(404, "");
    const auto none = now.ask();
    now.prepare(200, "");
    const auto empty = now.ask();

    BOOST_TEST(none.not_configured);
    BOOST_TEST(none.says("no role is attached"), none.message());
    BOOST_TEST(empty.not_configured);
}

BOOST_AUTO_TEST_CASE(what_may_pass_is_tried_again_as_often_as_the_settings_say) {
    scene now;
    now.settings.attempts = 2;
    now.settings.timeout = 7s;
    now.prepare(500, "");
    now.prepare(200, "token");
    now.prepare(503, "");
    now.prepare(503, "");
    const auto failed = now.ask();

    BOOST_TEST(failed.says("HTTP 503"), failed.message());
    BOOST_TEST(now.service->requests.size() == 4U);
    BOOST_TEST((now.request(0).deadline - now.time->now() <= 7s));
}

BOOST_AUTO_TEST_CASE(a_failure_with_status_200_is_an_error) {
    scene now;
    now.prepare(200, "token");
    now.prepare(200, "my-role");
    now.prepare(200, R"({"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot assume the role"})");

    const auto came = now.ask();

    BOOST_TEST(came.says("AssumeRoleUnauthorizedAccess"), came.message());
    BOOST_TEST(came.says("EC2 cannot assume the role"), came.message());
    BOOST_TEST(!came.not_configured);
}

BOOST_AUTO_TEST_CASE(garbage_is_an_error_that_does_not_quote_it) {
    for (const std::string garbage : {"", "wJalrXUtnFEMI", "{\"SecretAccessKey\":\"wJalrXUtnFEMI\"}", "[]"}) {
        scene now;
        now.prepare(200, "token");
        now.prepare(200, "my-role");
        now.prepare(200, garbage);

        BOOST_TEST(now.ask().failure.has_value(), garbage);
    }
}

BOOST_AUTO_TEST_CASE(keys_that_come_expired_are_extended) {
    scene now;
    now.prepare_all("ROLE", -1h);

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST((*came.keys->expiration == now.time->utc_now() + 12min + 30s));
}

BOOST_AUTO_TEST_CASE(in_an_outage_the_last_keys_are_extended_once_they_have_expired) {
    scene now;
    now.prepare_all("ROLE", 1h);
    now.ask();
    now.time->pass(59min);
    now.prepare(broken(ecr::error_kind::connect));
    now.prepare(broken(ecr::error_kind::connect));
    now.prepare(broken(ecr::error_kind::connect));
    const auto early = now.ask();
    now.time->pass(2min);
    for (int i = 0; i < 3; ++i) now.prepare(broken(ecr::error_kind::connect));
    const auto late = now.ask();

    BOOST_TEST(early.failure.has_value());
    BOOST_TEST(late.id() == "ROLE");
    BOOST_TEST((*late.keys->expiration > now.time->utc_now() + 10min));
}

BOOST_AUTO_TEST_CASE(keys_that_the_service_refused_are_not_extended) {
    scene now;
    now.prepare_all("ROLE", -1h);
    const auto came = now.ask();
    BOOST_TEST(now.provider().expired(*came.keys));
    now.prepare(500, "");
    now.prepare(500, "");
    now.prepare(500, "");

    BOOST_TEST(now.ask().failure.has_value());
}

BOOST_AUTO_TEST_CASE(a_role_with_a_hostile_name_cannot_change_the_question) {
    scene now;
    now.prepare(200, "token");
    now.prepare(200, "../../a?b#c d\nsecond");
    now.prepare(200, agent_keys("ROLE"));

    now.ask();

    BOOST_TEST(now.request(2).target == "/latest/meta-data/iam/security-credentials/..%2F..%2Fa%3Fb%23c%20d");
}

BOOST_AUTO_TEST_CASE(settings_decide_whether_and_where_it_is_asked) {
    scene off;
    off.settings.disabled = true;
    scene elsewhere;
    elsewhere.settings.endpoint = "http://[fd00:ec2::254]/prefix";
    elsewhere.prepare_all("ROLE");
    scene broken_url;
    broken_url.settings.endpoint = "nonsense";

    const auto disabled = off.ask();
    BOOST_TEST(disabled.not_configured);
    BOOST_TEST(off.service->requests.empty());
    BOOST_TEST(elsewhere.ask().id() == "ROLE");
    BOOST_TEST(elsewhere.request(0).header("host") == "[fd00:ec2::254]");
    BOOST_TEST(elsewhere.request(0).target == "/prefix/latest/api/token");
    BOOST_TEST(broken_url.ask().says("the endpoint is unusable"));
}

BOOST_AUTO_TEST_CASE(the_region_of_the_instance_is_asked_for) {
    const auto ask = [](int status, const std::string& body) {
        scene now;
        now.prepare(200, "token");
        now.prepare(status, body);
        std::string said;
        run_coroutine(now.loop, [&]() -> boost::asio::awaitable<void> {
            try {
                auto asking = ecr::instance_region(now.context, now.settings);
                said = co_await std::move(asking);
                BOOST_TEST(now.request(1).target == "/latest/meta-data/placement/region");
            } catch (const ecr::exception& thrown) {
                said = thrown.what();
            }
        });
        return said;
    };

    BOOST_TEST(ask(200, "us-west-2") == "us-west-2");
    BOOST_TEST(ask(200, "evil.com/").find("the region is not one") != std::string::npos);
    BOOST_TEST(ask(404, "").find("has no region") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
