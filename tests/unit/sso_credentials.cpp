#include <ecr/credentials/sso.hpp>
#include <ecr/detail/json_document.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(sso_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

std::string role_keys(const std::string& id) {
    return R"({"roleCredentials":{"accessKeyId":")" + id +
           R"(","secretAccessKey":"wJalrXUtnFEMI","sessionToken":"tOkEnOfSeSsIoN","expiration":1767326645000}})";
}

std::string token_text(std::chrono::seconds life, const std::string& more = "") {
    return R"({"startUrl":"https://example.awsapps.com/start","region":"us-east-1","accessToken":"bEaRerToKeN",
        "expiresAt":")" +
           in(life) + "\"" + more + "}";
}

const std::string renewable = R"(,"refreshToken":"rEfReShToKeN","clientId":"id","clientSecret":"cLiEnTsEcReT",
        "registrationExpiresAt":"2027-01-01T00:00:00Z","future":[1])";

std::string renewed(const std::string& more = "") {
    return R"({"accessToken":"new-token","tokenType":"Bearer","expiresIn":28800)" + more + "}";
}

struct scene : provider_scene {
    explicit scene(std::chrono::seconds life = 8h, const std::string& more = renewable) {
        world->set_file(path, token_text(life, more));
    }
    provider_outcome ask() {
        if (!provider) provider.emplace(context, options);
        return get(*provider);
    }

    std::string path = "/home/me/.aws/sso/cache/9e28173066ce536e277c5fb355efd9c64f398167.json";
    ecr::sso_options options{.session_name = "my-session",
                             .start_url = "https://example.awsapps.com/start",
                             .region = "us-east-1",
                             .account_id = "123456789012",
                             .role_name = "Reader & Writer",
                             .profile = "work"};
    std::optional<ecr::sso_credentials> provider{};
};

}

BOOST_AUTO_TEST_CASE(the_keys_of_the_role_are_asked_for_with_the_token) {
    scene now;
    now.prepare(200, role_keys("ROLE"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE", came.message());
    BOOST_TEST((*came.keys->expiration == now.time->utc_now() + 1h));
    BOOST_TEST(came.keys->provider_name == "SSO");
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    BOOST_TEST(now.request(0).method == "GET");
    BOOST_TEST(now.request(0).header("host") == "portal.sso.us-east-1.amazonaws.com");
    BOOST_TEST(now.request(0).target ==
               "/federation/credentials?role_name=Reader%20%26%20Writer&account_id=123456789012");
    BOOST_TEST(now.request(0).header("x-amz-sso_bearer_token") == "bEaRerToKeN");
    BOOST_TEST(now.request(0).all("authorization").empty());
}

BOOST_AUTO_TEST_CASE(a_token_about_to_end_is_renewed_and_written_back) {
    scene now(4min);
    now.prepare(200, renewed(R"(,"refreshToken":"rEfReShToKeN2")"));
    now.prepare(200, role_keys("ROLE"));

    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(0).method == "POST");
    BOOST_TEST(now.request(0).header("host") == "oidc.us-east-1.amazonaws.com");
    BOOST_TEST(now.request(0).target == "/token");
    BOOST_TEST(now.request(0).body == R"({"clientId":"id","clientSecret":"cLiEnTsEcReT",)"
                                      R"("grantType":"refresh_token","refreshToken":"rEfReShToKeN"})");
    BOOST_TEST(now.request(1).header("x-amz-sso_bearer_token") == "new-token");
    const auto file = ecr::detail::json_document::read(now.world->file(now.path).text.reveal());
    BOOST_REQUIRE(file.has_value());
    BOOST_TEST(file->text("accessToken").value() == "new-token");
    BOOST_TEST(file->text("expiresAt").value() == in(8h));
    BOOST_TEST(file->text("refreshToken").value() == "rEfReShToKeN2");
    BOOST_TEST(file->text("clientSecret").value() == "cLiEnTsEcReT");
    BOOST_TEST(file->written().find("\"future\":[1]") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_with_time_left_is_not_renewed) {
    scene now(5min + 1s);
    now.prepare(200, role_keys("ROLE"));

    now.ask();

    BOOST_TEST(now.request(0).method == "GET");
}

BOOST_AUTO_TEST_CASE(a_renewal_that_fails_is_tried_later_and_the_token_does_until_its_end) {
    scene now(4min);
    now.prepare(400, R"({"error":"invalid_grant"})");
    now.prepare(200, role_keys("ROLE"));
    now.prepare(200, role_keys("ROLE"));
    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(2).method == "GET");
    now.time->pass(30s);
    now.prepare(200, renewed());
    now.prepare(200, role_keys("ROLE"));

    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(3).method == "POST");
    BOOST_TEST(now.request(4).header("x-amz-sso_bearer_token") == "new-token");
}

BOOST_AUTO_TEST_CASE(a_token_that_has_ended_and_cannot_be_renewed_is_an_error_that_says_how_to_log_in) {
    const std::pair<std::string, int> table[] = {
        {"", 0},
        {R"(,"refreshToken":"rEfReShToKeN","clientId":"id")", 0},
        {R"(,"refreshToken":"rEfReShToKeN","clientId":"id","clientSecret":"cLiEnTsEcReT",
            "registrationExpiresAt":"2025-01-01T00:00:00Z")",
         0},
        {renewable, 400},
        {renewable, 200},
    };
    for (const auto& [more, status] : table) {
        scene now(0s, more);
        if (status != 0) now.prepare(status, R"({"error":"invalid_grant","accessToken":""})");

        const auto came = now.ask();

        BOOST_TEST(came.says("aws sso login --profile work"), came.message());
        BOOST_TEST(!came.not_configured);
        BOOST_TEST(now.service->requests.size() == (status == 0 ? 0U : 1U));
    }
}

BOOST_AUTO_TEST_CASE(an_error_says_why_the_token_was_not_renewed) {
    scene refused(0s);
    refused.prepare(400, R"({"error":"invalid_grant","error_description":"used before"})");
    const auto came = refused.ask();
    BOOST_TEST(came.says("could not be renewed: invalid_grant: used before; log in with"), came.message());

    for (const int status : {429, 500}) {
        scene now(0s);
        for (int i = 0; i < 3; ++i) now.prepare(status, "");

        const auto outage = now.ask();

        BOOST_TEST(outage.failure.has_value());
        BOOST_TEST(!outage.says("aws sso login"), outage.message());
    }
}

BOOST_AUTO_TEST_CASE(who_renews_at_the_same_time_as_another_process_takes_what_that_one_got) {
    scene now(0s);
    scripted_reply used_before{.status = 400, .body = R"({"error":"invalid_grant"})"};
    used_before.meanwhile = [&](const seen_request&) {
        now.world->set_file(now.path, token_text(8h, R"(,"future":[1])"));
    };
    now.prepare(used_before);
    now.prepare(200, role_keys("ROLE"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE", came.message());
    BOOST_TEST(now.request(1).header("x-amz-sso_bearer_token") == "bEaRerToKeN");
}

BOOST_AUTO_TEST_CASE(what_another_process_has_renewed_is_taken) {
    scene now(4min);
    now.prepare(400, "");
    now.prepare(200, role_keys("ROLE"));
    now.ask();
    now.world->set_file(now.path, token_text(8h));
    now.prepare(200, role_keys("ROLE"));

    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(2).method == "GET");
}

BOOST_AUTO_TEST_CASE(a_renewed_token_is_not_lost_where_the_file_cannot_be_written) {
    scene now(4min);
    now.prepare(200, renewed());
    now.prepare(200, role_keys("ROLE"));
    now.ask();
    now.world->fail_file(now.path, make_error_code(boost::system::errc::permission_denied));
    now.prepare(200, role_keys("ROLE"));

    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(2).header("x-amz-sso_bearer_token") == "new-token");
}

BOOST_AUTO_TEST_CASE(the_legacy_form_has_its_file_by_start_url_and_is_not_renewed) {
    scene now(4min);
    now.options.session_name.clear();
    now.options.start_url = "https://d-92671207e4.awsapps.com/start";
    now.world->set_file("/home/me/.aws/sso/cache/13f9d35043871d073ab260e020f0ffde092cb14b.json",
                        token_text(4min, renewable));
    now.prepare(200, role_keys("ROLE"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE", came.message());
    BOOST_TEST(now.request(0).method == "GET");
    BOOST_TEST(now.provider->user_agent_features() == "u");
}

BOOST_AUTO_TEST_CASE(refusals_say_what_to_do) {
    scene now;
    now.prepare(401, R"({"__type":"UnauthorizedException","message":"Session token not found or invalid"})");
    const auto ended = now.ask();
    now.prepare(403, R"({"__type":"ForbiddenException","message":"No access"})");
    const auto forbidden = now.ask();
    now.prepare(200, R"({"roleCredentials":{"secretAccessKey":"wJalrXUtnFEMI"}})");
    const auto garbage = now.ask();

    BOOST_TEST(ended.says("UnauthorizedException"), ended.message());
    BOOST_TEST(ended.says("aws sso login"), ended.message());
    BOOST_TEST(forbidden.says("ForbiddenException: No access"), forbidden.message());
    BOOST_TEST(forbidden.says("is the role assigned to you?"), forbidden.message());
    BOOST_TEST(garbage.says("accessKeyId"), garbage.message());
}

BOOST_AUTO_TEST_CASE(a_file_that_is_missing_or_broken_is_an_error) {
    for (const std::string text :
         {"", "{", "{}", "[]", R"({"accessToken":"bEaRerToKeN"})", R"({"expiresAt":"2027-01-01T00:00:00Z"})",
          R"({"accessToken":"bEaRerToKeN","expiresAt":"soon"})"}) {
        scene now;
        now.world->set_file(now.path, text);

        const auto came = now.ask();

        BOOST_TEST(came.says(now.path), came.message());
        BOOST_TEST(came.says("aws sso login --profile work"), came.message());
    }
    scene now;
    now.world->remove_file(now.path);
    BOOST_TEST(now.ask().says("cannot be read"));
}

BOOST_AUTO_TEST_CASE(urls_of_the_services_can_be_replaced) {
    scene now(4min);
    now.context.sso_endpoint_url = "http://localhost:1/sso";
    now.context.sso_oidc_endpoint_url = "http://localhost:2/oidc";
    now.prepare(200, renewed());
    now.prepare(200, role_keys("ROLE"));

    BOOST_TEST(now.ask().id() == "ROLE");
    BOOST_TEST(now.request(0).header("host") == "localhost:2");
    BOOST_TEST(now.request(0).target == "/oidc/token");
    BOOST_TEST(now.request(1).target.starts_with("/sso/federation/credentials?"));
}

BOOST_AUTO_TEST_CASE(half_a_configuration_is_an_error_and_none_is_none) {
    scene none;
    none.options.account_id.clear();
    none.options.role_name.clear();
    scene half;
    half.options.role_name.clear();
    scene no_region;
    no_region.options.region.clear();

    BOOST_TEST(none.ask().not_configured);
    BOOST_TEST(half.ask().says("sso_role_name is missing"));
    BOOST_TEST(no_region.ask().says("sso_region is missing"));
}

BOOST_AUTO_TEST_CASE(a_renewal_that_was_never_sent_may_be_tried_again_at_once) {
    scene now(0s);
    auto unreachable = broken(ecr::error_kind::connect, "no route");
    unreachable.request_sent = false;
    for (int i = 0; i < 3; ++i) now.prepare(unreachable);
    BOOST_TEST(now.ask().says("no route"));
    now.prepare(200, renewed());
    now.prepare(200, role_keys("ROLE"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ROLE", came.message());
}

BOOST_AUTO_TEST_CASE(who_asks_again_hears_what_is_wrong_with_the_url_again) {
    scene now(0s);
    now.context.sso_oidc_endpoint_url = "ftp://localhost";

    BOOST_TEST(now.ask().says("OIDC cannot be asked"));
    BOOST_TEST(now.ask().says("OIDC cannot be asked"));
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(what_another_process_leaves_must_hold_a_token) {
    scene now(0s);
    scripted_reply used_before{.status = 400, .body = R"({"error":"invalid_grant"})"};
    used_before.meanwhile = [&](const seen_request&) {
        now.world->set_file(now.path, R"({"expiresAt":")" + in(8h) + "\"}");
    };
    now.prepare(used_before);

    const auto came = now.ask();

    BOOST_TEST(came.says("could not be renewed: invalid_grant"), came.message());
}

BOOST_AUTO_TEST_SUITE_END()
