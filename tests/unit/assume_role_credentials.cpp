#include <ecr/credentials/assume_role.hpp>
#include <ecr/credentials/web_identity.hpp>

#include <boost/test/unit_test.hpp>

#include <support/canned_transport.hpp>
#include <support/gated_provider.hpp>
#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(assume_role_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

struct scene : provider_scene {
    provider_outcome assume() {
        ecr::assume_role_credentials provider(context, source, options);
        return get(provider);
    }

    std::shared_ptr<gated_provider> source = std::make_shared<gated_provider>(
        [](int number) { return some_keys("BASE" + std::to_string(number)); });
    ecr::assume_role_options options{.role_arn = "arn:aws:iam::123456789012:role/r",
                                     .role_session_name = "me"};
};

}

BOOST_AUTO_TEST_CASE(the_keys_of_the_source_are_exchanged_for_those_of_the_role) {
    scene now;
    now.prepare(200, assumed_role("ROLE"));

    const auto came = now.assume();

    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST(came.keys->provider_name == "AssumeRole");
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    const auto& sent = now.request(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.target == "/");
    BOOST_TEST(sent.header("host") == "sts.eu-west-1.amazonaws.com");
    BOOST_TEST(sent.header("content-type") == "application/x-www-form-urlencoded; charset=utf-8");
    BOOST_TEST(sent.body == "Action=AssumeRole&Version=2011-06-15"
                            "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr&RoleSessionName=me");
    const auto authorization = sent.header("authorization");
    BOOST_TEST(
        authorization.starts_with("AWS4-HMAC-SHA256 Credential=BASE1/20260102/eu-west-1/sts/aws4_request, "));
}

BOOST_AUTO_TEST_CASE(the_signature_is_one_that_sts_accepts) {
    scene now;
    now.prepare(200, assumed_role("ROLE"));
    now.assume();
    const auto& sent = now.request(0);

    std::vector<ecr::header_view> views;
    for (const auto& [name, value] : sent.headers) views.push_back({name, value});
    const auto authorization = sent.header("authorization");
    ecr::detail::canonical_request canonical;
    BOOST_REQUIRE(canonical.add_listed(views, between(authorization, "SignedHeaders=", ",")).has_value());
    BOOST_REQUIRE(canonical.write("POST", "/", {}, sha256_text(sent.body)).has_value());
    ecr::detail::sigv4_signer signer;
    const auto expected =
        signer.signature(canonical.text(), {sent.header("x-amz-date"), "eu-west-1", "sts"}, "secret");

    BOOST_TEST(between(authorization, "Signature=", ",") ==
               std::string_view(expected.data(), expected.size()));
}

BOOST_AUTO_TEST_CASE(fips_dual_stack_and_urls_are_followed) {
    struct variant {
        bool fips;
        bool dual_stack;
        const char* region;
        const char* url;
        const char* host;
    };
    const variant table[] = {
        {false, false, "cn-north-1", nullptr, "sts.cn-north-1.amazonaws.com.cn"},
        {true, false, "us-east-1", nullptr, "sts-fips.us-east-1.amazonaws.com"},
        {true, false, "us-gov-west-1", nullptr, "sts.us-gov-west-1.amazonaws.com"},
        {false, true, "us-east-1", nullptr, "sts.us-east-1.api.aws"},
        {true, true, "us-east-1", nullptr, "sts-fips.us-east-1.api.aws"},
        {false, false, "us-east-1", "http://localhost:4566/sts", "localhost:4566"},
        {false, false, "", "http://localhost:4566", "localhost:4566"},
    };
    for (const auto& [fips, dual_stack, region, url, host] : table) {
        scene now;
        now.context.use_fips = fips;
        now.context.use_dual_stack = dual_stack;
        now.context.region = region;
        if (url != nullptr) now.context.sts_endpoint_url = url;
        now.prepare(200, assumed_role("ROLE"));

        BOOST_TEST(now.assume().id() == "ROLE");
        BOOST_TEST(now.request(0).header("host") == host);
    }
}

BOOST_AUTO_TEST_CASE(without_an_endpoint_nothing_is_sent) {
    scene now;
    now.context.region.clear();
    const auto no_region = now.assume();
    now.context.region = "us-east-1";
    now.context.use_fips = true;
    now.context.sts_endpoint_url = "http://localhost:4566";
    const auto no_fips = now.assume();

    BOOST_TEST(no_region.says("region is empty"), no_region.message());
    BOOST_TEST(no_fips.says("not supported together"), no_fips.message());
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(a_refusal_names_the_role_and_says_what_to_do) {
    scene now;
    now.prepare(403, sts_failure("AccessDenied", "User: arn:aws:iam::1:user/u is not authorized to perform: "
                                                 "sts:AssumeRole on resource: r"));

    const auto came = now.assume();

    BOOST_TEST(came.says("role/r"), came.message());
    BOOST_TEST(came.says("AccessDenied"), came.message());
    BOOST_TEST(came.says("not authorized to perform"), came.message());
    BOOST_TEST(came.says("trust policy"), came.message());
    BOOST_TEST(came.failure->http_status() == 403);
    BOOST_TEST(came.failure->code_text() == "AccessDenied");
    BOOST_TEST(!came.not_configured);
    BOOST_TEST(now.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_may_pass_is_tried_three_times) {
    const scripted_reply table[] = {{.status = 503, .body = "gone"},
                                    {.status = 400, .body = sts_failure("Throttling")},
                                    broken(ecr::error_kind::connect),
                                    broken(ecr::error_kind::timeout)};
    for (const auto& reply : table) {
        scene now;
        for (int i = 0; i < 3; ++i) now.prepare(reply);
        const auto failed = now.assume();
        now.prepare(reply);
        now.prepare(200, assumed_role("ROLE"));

        BOOST_TEST(failed.failure->attempts() == 3);
        BOOST_TEST(!failed.says("trust policy"), failed.message());
        BOOST_TEST(now.service->requests.size() == 3U);
        BOOST_TEST((now.time->waits == std::vector{150ms, 300ms}));
        BOOST_TEST(now.assume().id() == "ROLE");
    }
}

BOOST_AUTO_TEST_CASE(garbage_is_an_error_that_does_not_quote_it) {
    for (const std::string garbage : {"", "<html>wJalrXUtnFEMI</html>", "{\"a\":\"wJalrXUtnFEMI\"}",
                                      "<!DOCTYPE x><AssumeRoleResponse/>"}) {
        scene now;
        now.prepare(200, garbage);

        const auto came = now.assume();

        BOOST_TEST(came.failure.has_value(), garbage);
        BOOST_TEST(now.service->requests.size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_never_ends_is_given_up) {
    scene now;
    const auto endless = std::make_shared<canned_transport>(
        std::vector<canned_transport::answer>{{.status = 200, .body = std::string(200000, ' ')}});
    now.context.transport = endless;

    const auto came = now.assume();

    BOOST_TEST(came.says("too long"), came.message());
    BOOST_TEST(endless->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_source_whose_keys_have_expired_is_asked_for_others_once) {
    scene now;
    now.source->renewable = true;
    now.prepare(403, sts_failure("ExpiredToken"));
    now.prepare(200, assumed_role("ROLE"));
    const auto renewed = now.assume();
    now.prepare(403, sts_failure("ExpiredToken"));
    now.prepare(403, sts_failure("ExpiredToken"));
    const auto failed = now.assume();

    BOOST_TEST(renewed.id() == "ROLE");
    BOOST_TEST(now.request(1).header("authorization").find("BASE2") != std::string::npos);
    BOOST_TEST(failed.says("ExpiredToken"), failed.message());
    BOOST_TEST(now.service->requests.size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_source_without_keys_is_the_failure) {
    scene now;
    now.source = std::make_shared<gated_provider>([](int) { return nullptr; });

    BOOST_TEST(now.assume().says("no keys"));
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(a_code_is_asked_for_where_the_role_wants_one) {
    scene now;
    now.options.mfa_serial = "arn:aws:iam::123456789012:mfa/me";
    const auto none = now.assume();
    std::vector<std::string> asked;
    now.options.mfa_code = [&](std::string serial) -> boost::asio::awaitable<ecr::secret> {
        asked.push_back(std::move(serial));
        co_return ecr::secret("123456");
    };
    now.prepare(200, assumed_role("ROLE"));
    const auto came = now.assume();

    BOOST_TEST(none.says("no prompt"), none.message());
    BOOST_TEST(came.id() == "ROLE");
    BOOST_TEST(asked.size() == 1U);
    BOOST_TEST(now.request(0).body.ends_with("&TokenCode=123456"));
}

BOOST_AUTO_TEST_CASE(a_session_without_a_name_gets_one) {
    scene now;
    now.options.role_session_name.clear();
    now.prepare(200, assumed_role("ROLE"));

    now.assume();

    BOOST_TEST(now.request(0).body.ends_with("&RoleSessionName=ecr-session-1767323045"));
}

BOOST_AUTO_TEST_CASE(without_a_role_it_is_not_configured) {
    scene now;
    now.options.role_arn.clear();

    BOOST_TEST(now.assume().not_configured);
}

BOOST_AUTO_TEST_CASE(it_adds_its_feature_to_those_of_its_source) {
    scene now;
    now.options.more_features = "o";

    const ecr::assume_role_credentials provider(now.context, now.source, now.options);

    BOOST_TEST(provider.user_agent_features() == "e,Q,o,i");
}

BOOST_AUTO_TEST_SUITE_END()
