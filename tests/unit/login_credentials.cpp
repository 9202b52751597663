#include <ecr/credentials/login.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/signin_host.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <support/p256.hpp>
#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(login_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

const p256_key& device() {
    static const p256_key key;
    return key;
}

ecr::detail::json_document session(std::chrono::seconds life) {
    ecr::detail::json_document document;
    document.set("accessToken.accessKeyId", "ID");
    document.set("accessToken.secretAccessKey", "wJalrXUtnFEMI");
    document.set("accessToken.sessionToken", "tOkEnOfSeSsIoN");
    document.set("accessToken.accountId", "123456789012");
    document.set("accessToken.expiresAt", in(life));
    document.set("tokenType", "aws_sigv4");
    document.set("refreshToken", "rEfReShToKeN");
    document.set("idToken", "old-id");
    document.set("clientId", "arn:aws:signin:::devtools/same-device");
    document.set("dpopKey", device().pem());
    return document;
}

std::string renewed(int seconds = 900) {
    return R"({"accessToken":{"accessKeyId":"NEW","secretAccessKey":"wJalrXUtnFEMI2","sessionToken":"new"},)"
           R"("tokenType":"aws_sigv4","expiresIn":)" +
           std::to_string(seconds) + R"(,"refreshToken":"rEfReShToKeN2"})";
}

struct scene : provider_scene {
    explicit scene(std::chrono::seconds life = 15min) { put(session(life)); }

    void put(const ecr::detail::json_document& document) { world->set_file(path, document.written()); }
    provider_outcome ask() {
        if (!provider) provider.emplace(context, options);
        return get(*provider);
    }

    std::string path = "/home/me/.aws/login/cache/"
                       "286187707741fc2ccb93cf9e56dbd0ee0a16208feed5fbc8ae1baa86d44c283f.json";
    ecr::login_options options{.session = " arn:aws:iam::123456789012:user/me\n", .profile = "work"};
    std::optional<ecr::login_credentials> provider{};
};

}

BOOST_AUTO_TEST_CASE(keys_with_time_left_come_from_the_file) {
    scene now(5min + 1s);

    const auto came = now.ask();

    BOOST_TEST(came.id() == "ID", came.message());
    BOOST_TEST(came.keys->session_token.reveal() == "tOkEnOfSeSsIoN");
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    BOOST_TEST(came.keys->provider_name == "Login");
    BOOST_TEST((*came.keys->expiration == now.time->utc_now() + 5min + 1s));
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(keys_about_to_end_are_renewed_with_a_proof_of_possession) {
    scene now(5min);
    now.prepare(200, renewed());

    const auto came = now.ask();

    BOOST_TEST(came.id() == "NEW", came.message());
    BOOST_TEST((*came.keys->expiration == now.time->utc_now() + 15min));
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    const auto& sent = now.request(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.header("host") == "eu-west-1.signin.aws.amazon.com");
    BOOST_TEST(sent.target == "/v1/token");
    BOOST_TEST(sent.all("authorization").empty());
    BOOST_TEST(sent.body == R"({"clientId":"arn:aws:signin:::devtools/same-device",)"
                            R"("grantType":"refresh_token","refreshToken":"rEfReShToKeN"})");
    const auto parts = split_token(sent.header("dpop"));
    BOOST_REQUIRE(parts.size() == 3U);
    BOOST_TEST(device().verifies(parts[0] + "." + parts[1], decode_base64url(parts[2])));
    const auto payload = boost::json::parse(decode_base64url(parts[1]));
    BOOST_TEST(payload.at("htu").as_string() == "https://eu-west-1.signin.aws.amazon.com/v1/token");
    BOOST_TEST(payload.at("iat").as_int64() == 1767323045);
    BOOST_TEST(payload.at("jti").as_string().size() == 36U);
}

BOOST_AUTO_TEST_CASE(what_was_renewed_is_written_back_with_all_else) {
    scene now(0s);
    auto old = session(0s);
    old.set("future", "kept");
    now.put(old);
    now.prepare(200, renewed(100000));

    now.ask();

    const auto file = ecr::detail::json_document::read(now.world->file(now.path).text.reveal());
    BOOST_REQUIRE(file.has_value());
    BOOST_TEST(file->text("accessToken.accessKeyId").value() == "NEW");
    BOOST_TEST(file->text("accessToken.expiresAt").value() == in(15min));
    BOOST_TEST(file->text("refreshToken").value() == "rEfReShToKeN2");
    BOOST_TEST(file->text("idToken").value() == "old-id");
    BOOST_TEST(file->text("future").value() == "kept");
    BOOST_TEST(file->text("dpopKey").value() == device().pem());
}

BOOST_AUTO_TEST_CASE(no_two_renewals_follow_each_other_closely) {
    scene now(2min);
    now.prepare(500, "");
    BOOST_TEST(now.ask().id() == "ID");
    BOOST_TEST(now.ask().id() == "ID");
    BOOST_TEST(now.service->requests.size() == 1U);
    now.time->pass(30s);
    now.prepare(200, renewed());

    BOOST_TEST(now.ask().id() == "NEW");
    BOOST_TEST(now.service->requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(refusals_say_what_to_do_once_the_keys_have_ended) {
    const std::pair<const char*, const char*> table[] = {
        {"TOKEN_EXPIRED", "aws login --profile work"},
        {"USER_CREDENTIALS_CHANGED", "the password was changed"},
        {"INSUFFICIENT_PERMISSIONS", "signin:CreateOAuth2Token"},
        {"", "aws login --profile work"},
    };
    for (const auto& [reason, advice] : table) {
        scene now(0s);
        now.prepare(403, std::string(R"({"__type":"AccessDeniedException","message":"no","error":")") +
                             reason + "\"}");

        const auto came = now.ask();

        BOOST_TEST(came.says(advice), came.message());
        BOOST_TEST(came.says("AccessDeniedException"), came.message());
        BOOST_TEST(now.service->requests.size() == 1U);
    }
}

BOOST_AUTO_TEST_CASE(what_fails_on_its_way_and_garbage_are_not_sent_again) {
    const scripted_reply table[] = {broken(ecr::error_kind::timeout),
                                    {.status = 500, .body = "<html>"},
                                    {.status = 200, .body = "{}"},
                                    {.status = 200, .body = "wJalrXUtnFEMI"},
                                    {.status = 200, .body = renewed(0)}};
    for (const auto& reply : table) {
        scene now(0s);
        now.prepare(reply);

        BOOST_TEST(now.ask().failure.has_value());
        BOOST_TEST(now.service->requests.size() == 1U);
        BOOST_TEST(now.ask().says("moments ago"));
    }
}

BOOST_AUTO_TEST_CASE(who_renews_at_the_same_time_as_another_process_takes_what_that_one_got) {
    scene now(0s);
    scripted_reply used_before{.status = 403, .body = R"({"error":"TOKEN_EXPIRED","message":"no"})"};
    used_before.meanwhile = [&](const seen_request&) {
        auto theirs = session(15min);
        theirs.set("accessToken.accessKeyId", "THEIRS");
        now.put(theirs);
    };
    now.prepare(used_before);

    const auto came = now.ask();

    BOOST_TEST(came.id() == "THEIRS", came.message());
    BOOST_TEST((*came.keys->expiration > now.time->utc_now()));
    BOOST_TEST(now.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(what_another_process_leaves_must_be_whole) {
    scene now(0s);
    scripted_reply used_before{.status = 403, .body = R"({"error":"TOKEN_EXPIRED","message":"no"})"};
    used_before.meanwhile = [&](const seen_request&) {
        auto theirs = session(15min);
        theirs.set("dpopKey", "");
        now.put(theirs);
    };
    now.prepare(used_before);

    BOOST_TEST(now.ask().says("TOKEN_EXPIRED"));
}

BOOST_AUTO_TEST_CASE(nobody_is_sent_to_log_in_because_of_an_outage) {
    for (const int status : {429, 500, 503}) {
        scene now(0s);
        now.prepare(status, "");

        const auto came = now.ask();

        BOOST_TEST(came.failure.has_value());
        BOOST_TEST(!came.says("aws login"), came.message());
    }
    scene refused(0s);
    scripted_reply reply{.status = 400, .body = R"({"message":"no"})"};
    reply.headers.emplace_back("x-amzn-ErrorType", "ValidationException:http://internal/");
    refused.prepare(reply);
    const auto came = refused.ask();
    BOOST_TEST(came.says("login: ValidationException: no; log in with"), came.message());
}

BOOST_AUTO_TEST_CASE(a_file_that_lacks_something_is_an_error_that_names_it) {
    for (const std::string name :
         {"accessToken.accessKeyId", "accessToken.secretAccessKey", "accessToken.sessionToken",
          "accessToken.expiresAt", "refreshToken", "dpopKey", "clientId"}) {
        scene now;
        auto document = session(15min);
        document.set(name, "");
        now.put(document);

        const auto came = now.ask();

        BOOST_TEST(came.says(name), came.message());
        BOOST_TEST(came.says("aws login --profile work"), came.message());
    }
    scene missing;
    missing.world->remove_file(missing.path);
    BOOST_TEST(missing.ask().says("cannot be read"));
}

BOOST_AUTO_TEST_CASE(a_key_that_is_none_is_an_error_that_does_not_quote_it) {
    scene now(0s);
    auto document = session(0s);
    document.set("dpopKey", "-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n");
    now.put(document);

    const auto came = now.ask();

    BOOST_TEST(came.says("dpopKey"), came.message());
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(folder_and_url_can_be_elsewhere) {
    scene now(0s);
    const auto text = now.world->file(now.path).text;
    const auto name = now.path.substr(now.path.rfind('/'));
    now.world->set_variable("AWS_LOGIN_CACHE_DIRECTORY", "~/sessions");
    now.world->set_file("/home/me/sessions" + name, text);
    now.world->remove_file(now.path);
    now.context.signin_endpoint_url = "http://localhost:4566/signin";
    now.prepare(200, renewed());

    BOOST_TEST(now.ask().id() == "NEW");
    BOOST_TEST(now.request(0).target == "/signin/v1/token");
    const auto payload =
        boost::json::parse(decode_base64url(split_token(now.request(0).header("dpop")).at(1)));
    BOOST_TEST(payload.at("htu").as_string() == "http://localhost:4566/signin/v1/token");
}

BOOST_AUTO_TEST_CASE(each_partition_has_its_host) {
    using ecr::detail::signin_host;
    const std::pair<const char*, const char*> table[] = {
        {"us-east-1", "us-east-1.signin.aws.amazon.com"},
        {"cn-north-1", "cn-north-1.signin.amazonaws.cn"},
        {"us-gov-west-1", "us-gov-west-1.signin.amazonaws-us-gov.com"},
        {"us-iso-east-1", "signin.c2shome.ic.gov"},
        {"us-isob-east-1", "signin.sc2shome.sgov.gov"},
        {"eu-isoe-west-1", "signin.csphome.adc-e.uk"},
        {"us-isof-south-1", "signin.csphome.hci.ic.gov"},
        {"eusc-de-east-1", "eusc-de-east-1.signin.amazonaws-eusc.eu"},
    };
    for (const auto& [region, host] : table) BOOST_TEST(signin_host(region, {}).value == host);

    BOOST_TEST(signin_host("us-gov-west-1", {.fips = true}).value ==
               "us-gov-west-1.signin-fips.amazonaws-us-gov.com");
    BOOST_TEST(signin_host("us-east-1", {.dual_stack = true}).value == "signin.us-east-1.api.aws");
    BOOST_TEST(signin_host("us-east-1", {.fips = true}).problem.starts_with("FIPS cannot be used"));
    BOOST_TEST(!signin_host("", {}).problem.empty());
    BOOST_TEST(!signin_host("evil.com/", {}).problem.empty());
}

BOOST_AUTO_TEST_CASE(without_a_session_it_is_not_configured) {
    scene now;
    now.options.session.clear();

    BOOST_TEST(now.ask().not_configured);
}

BOOST_AUTO_TEST_CASE(a_renewal_that_was_never_sent_may_be_tried_again_at_once) {
    scene now(0s);
    auto unreachable = broken(ecr::error_kind::connect, "no route");
    unreachable.request_sent = false;
    now.prepare(unreachable);
    BOOST_TEST(now.ask().says("no route"));
    now.prepare(200, renewed());

    const auto came = now.ask();

    BOOST_TEST(came.id() == "NEW", came.message());
}

BOOST_AUTO_TEST_CASE(who_asks_again_hears_what_is_wrong_with_the_url_again) {
    scene now(0s);
    now.context.signin_endpoint_url = "ftp://localhost";

    BOOST_TEST(now.ask().says("signin cannot be asked"));
    BOOST_TEST(now.ask().says("signin cannot be asked"));
    BOOST_TEST(now.service->requests.empty());
}

BOOST_AUTO_TEST_SUITE_END()
