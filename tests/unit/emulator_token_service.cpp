#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/emulator/token_service.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/companion_calls.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_token_service)

namespace {

using namespace test;
using ecr::detail::to_base64url;

const std::string account = "arn:aws:iam::210987654321:";
const std::string role = account + "role/team/reader";

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_token_service()) {
        state->who.roles = {{.arn = account + "role/closed", .denied = true},
                            {.arn = account + "role/partner", .external_id = "4 & 2"},
                            {.arn = account + "role/admin", .mfa_code = "123456"},
                            {.arn = account + "role/short", .longest = 30min}};
    }

    static server_request form(std::string body) {
        server_request request{.body = std::move(body)};
        request.headers = {{"Host", "localhost"},
                           {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
        return request;
    }
    server_response ask_signed(std::string body) {
        auto request = form(std::move(body));
        sign(request, keys, noon, "sts");
        return answer_to(request);
    }
    server_response assume(ecr::detail::assume_role_input input) {
        if (input.role_session_name.empty()) input.role_session_name = "me@work";
        return ask_signed(ecr::detail::sts_form(input));
    }
    ecr::credentials assumed(const ecr::detail::assume_role_input& input) {
        const auto answer = assume(input);
        auto read = ecr::detail::read_assumed_role(answer.body);
        BOOST_TEST_REQUIRE(read.has_value(), answer.body);
        return *std::move(read);
    }
    server_response identify(const std::string& token) {
        return answer_to(form(ecr::detail::sts_form(ecr::detail::web_identity_input{
            .role_arn = role, .role_session_name = "pod-1", .token = token})));
    }
    std::string caller_arn() {
        const auto who =
            ecr::detail::read_caller_identity(ask_signed(ecr::detail::sts_caller_identity_form()).body);
        return who ? who->arn : who.error().reason;
    }

    [[nodiscard]] std::string identity(std::chrono::seconds life, const std::string& more = {}) const {
        const auto end = std::chrono::floor<std::chrono::seconds>(now().time_since_epoch()) + life;
        return to_base64url(R"({"alg":"RS256"})") + "." +
               to_base64url(R"({"iss":"https://idp","sub":"a<b&c")" + more +
                            ",\"exp\":" + std::to_string(end.count()) + "}") +
               "." + to_base64url("signature");
    }
};

}

BOOST_FIXTURE_TEST_CASE(forms_on_the_root_are_its_own_and_the_api_is_not, scene) {
    const auto tested = ecr::emulation::make_token_service();
    auto json = form("{}");
    json.headers[1].second = "application/x-amz-json-1.1";
    auto elsewhere = form("Action=GetCallerIdentity");
    elsewhere.target = "/other";

    BOOST_TEST(tested->serves(form("Action=GetCallerIdentity")));
    BOOST_TEST(tested->serves({.method = "GET", .target = "/?Action=GetCallerIdentity"}));
    BOOST_TEST(!tested->serves(json));
    BOOST_TEST(!tested->serves(elsewhere));
    BOOST_TEST(!tested->serves({.method = "GET", .target = "/"}));
    BOOST_TEST(!tested->serves({.method = "PUT", .target = "/?Action=GetCallerIdentity"}));
    BOOST_TEST(caller(keys) == "123456789012");
}

BOOST_FIXTURE_TEST_CASE(an_assumed_role_has_keys_of_its_own_account_until_its_time_is_over, scene) {
    const auto issued = assumed({.role_arn = role, .duration = 900s});

    BOOST_TEST(issued.account_id.value() == "210987654321");
    BOOST_TEST((*issued.expiration == noon + 900s));
    BOOST_TEST(caller(issued) == "210987654321");
    advance(899s);
    BOOST_TEST(caller(issued) == "210987654321");
    advance(1s);
    BOOST_TEST(caller(issued) == "ExpiredTokenException");
    keys = issued;
    BOOST_TEST(assume({.role_arn = role}).code == "ExpiredToken");
    BOOST_TEST(assume({.role_arn = role}).status == 403);
}

BOOST_FIXTURE_TEST_CASE(without_a_length_a_session_lasts_an_hour, scene) {
    BOOST_TEST((*assumed({.role_arn = role}).expiration == noon + 1h));
}

BOOST_FIXTURE_TEST_CASE(a_caller_is_told_who_it_is, scene) {
    BOOST_TEST(caller_arn() == "arn:aws:iam::1:user/a");
    keys = assumed({.role_arn = role});
    BOOST_TEST(caller_arn() == "arn:aws:sts::210987654321:assumed-role/reader/me@work");
}

BOOST_FIXTURE_TEST_CASE(a_question_may_be_a_get_with_its_signature_among_the_headers, scene) {
    server_request request{.method = "GET",
                           .target = "/?Action=GetCallerIdentity&Version=2011-06-15",
                           .headers = {{"Host", "localhost"}}};
    sign(request, keys, noon, "sts");

    BOOST_TEST(ecr::detail::read_caller_identity(answer_to(request).body)->account == "123456789012");
}

BOOST_FIXTURE_TEST_CASE(a_web_identity_needs_no_signature_but_a_token_that_is_good, scene) {
    const auto good = identity(600s);
    const auto answer = identify(good);
    const auto issued = ecr::detail::read_assumed_role(answer.body);

    BOOST_TEST_REQUIRE(issued.has_value(), answer.body);
    BOOST_TEST(answer.body.find("<SubjectFromWebIdentityToken>a&lt;b&amp;c<") != std::string::npos);
    BOOST_TEST(caller(*issued) == "210987654321");
    BOOST_TEST(identify(identity(600s, ",\"nbf\":1700397296")).status == 200);
    BOOST_TEST(identify(identity(600s, ",\"nbf\":1700397297")).code == "InvalidIdentityToken");
    BOOST_TEST(identify(identity(0s)).code == "ExpiredTokenException");
    BOOST_TEST(identify(identity(0s)).status == 400);
    for (const auto& bad : {std::string("x"), good.substr(good.find('.') + 1), good + "=", "." + good,
                            to_base64url("{}") + "." + to_base64url("{}") + "." + to_base64url("s")})
        BOOST_TEST(identify(bad).code == "InvalidIdentityToken", bad);
    BOOST_TEST(identify("").code == "ValidationError");
}

BOOST_FIXTURE_TEST_CASE(a_role_is_refused_to_whom_it_does_not_trust, scene) {
    const auto denied = assume({.role_arn = account + "role/closed"});
    const auto said = ecr::detail::read_sts_error(denied.body);

    BOOST_TEST(denied.status == 403);
    BOOST_TEST(said.code == "AccessDenied");
    BOOST_TEST(said.request_id == "id-1");
    BOOST_TEST(said.message == "User: arn:aws:iam::1:user/a is not authorized to perform: sts:AssumeRole on "
                               "resource: arn:aws:iam::210987654321:role/closed");
}

BOOST_FIXTURE_TEST_CASE(a_guarded_role_wants_its_external_id, scene) {
    const auto partner = account + "role/partner";

    BOOST_TEST(assume({.role_arn = partner}).code == "AccessDenied");
    BOOST_TEST(assume({.role_arn = partner, .external_id = "4  2"}).code == "AccessDenied");
    BOOST_TEST(assume({.role_arn = partner, .external_id = "4 & 2"}).status == 200);
    BOOST_TEST(assume({.role_arn = role, .external_id = "whatever"}).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_guarded_role_wants_the_code_of_a_device, scene) {
    const auto with = [&](const std::string& serial, const std::string& code) {
        return assume({.role_arn = account + "role/admin", .mfa_serial = serial, .mfa_code = code}).code;
    };

    BOOST_TEST(with("", "") == "AccessDenied");
    BOOST_TEST(with("", "123456") == "AccessDenied");
    BOOST_TEST(with("GAHT12345678", "") == "AccessDenied");
    BOOST_TEST(with("GAHT12345678", "654321") == "AccessDenied");
    BOOST_TEST(with("GAHT12345678", "12345") == "ValidationError");
    BOOST_TEST(with("GAHT12345678", "12345x") == "ValidationError");
    BOOST_TEST(with("GAHT12345678", "123456") == "");
}

BOOST_FIXTURE_TEST_CASE(what_is_badly_said_is_a_validation_error, scene) {
    for (const auto& bad : std::vector<ecr::detail::assume_role_input>{
             {},
             {.role_arn = account + "user/me"},
             {.role_arn = role, .role_session_name = "a b"},
             {.role_arn = role, .role_session_name = "a"},
             {.role_arn = role, .role_session_name = std::string(65, 'a')},
             {.role_arn = role, .duration = 899s},
             {.role_arn = role, .duration = 43201s},
             {.role_arn = account + "role/short", .duration = 1801s},
             {.role_arn = role, .policy = std::string(2049, ' ')},
             {.role_arn = role, .policy_arns = {"no"}},
             {.role_arn = role, .policy_arns = std::vector<std::string>(11, "arn:aws:iam::aws:policy/P")}}) {
        const auto answer = assume(bad);
        BOOST_TEST(answer.code == "ValidationError", ecr::detail::sts_form(bad));
        BOOST_TEST(answer.status == 400);
    }
    BOOST_TEST(assume({.role_arn = account + "role/short", .duration = 1800s}).status == 200);
    BOOST_TEST(assume({.role_arn = role, .role_session_name = "_+=,.@-", .duration = 43200s}).status == 200);
}

BOOST_FIXTURE_TEST_CASE(policies_of_a_session_are_documents_and_not_too_many, scene) {
    const std::string policy = R"({"Version":"2012-10-17","Statement":[]})";
    const std::vector<std::string> arns(10, "arn:aws:iam::aws:policy/" + std::string(200, 'p'));
    const auto fits = assume({.role_arn = role, .policy = policy, .policy_arns = {arns[0]}});

    BOOST_TEST(fits.body.find("<PackedPolicySize>12</PackedPolicySize>") != std::string::npos, fits.body);
    BOOST_TEST(assume({.role_arn = role}).body.find("PackedPolicySize") == std::string::npos);
    for (const auto* const bad : {"{", "[]", "{}", "policy"})
        BOOST_TEST(assume({.role_arn = role, .policy = bad}).code == "MalformedPolicyDocument", bad);
    BOOST_TEST(assume({.role_arn = role, .policy = policy, .policy_arns = arns}).code ==
               "PackedPolicyTooLarge");
}

BOOST_FIXTURE_TEST_CASE(a_role_that_a_role_assumes_lasts_an_hour_at_most, scene) {
    keys = assumed({.role_arn = role});

    BOOST_TEST(assume({.role_arn = role, .duration = 3600s}).status == 200);
    BOOST_TEST(assume({.role_arn = role, .duration = 3601s}).code == "ValidationError");
}

BOOST_FIXTURE_TEST_CASE(signatures_are_refused_as_sts_calls_it, scene) {
    auto other_service = form(ecr::detail::sts_caller_identity_form());
    sign(other_service, keys, noon);
    auto old = form(ecr::detail::sts_caller_identity_form());
    sign(old, keys, noon - 1h, "sts");

    BOOST_TEST(answer_to(other_service).code == "SignatureDoesNotMatch");
    BOOST_TEST(answer_to(old).code == "SignatureDoesNotMatch");
    BOOST_TEST(answer_to(form(ecr::detail::sts_caller_identity_form())).code == "MissingAuthenticationToken");
    keys.secret_access_key = "wrong";
    BOOST_TEST(assume({.role_arn = role}).code == "SignatureDoesNotMatch");
    keys.access_key_id = "AKIAUNKNOWN";
    BOOST_TEST(assume({.role_arn = role}).code == "InvalidClientTokenId");
    BOOST_TEST(assume({.role_arn = role}).status == 403);
}

BOOST_FIXTURE_TEST_CASE(actions_that_are_unknown_or_unreadable_are_refused, scene) {
    BOOST_TEST(ask_signed("Action=%GG&Version=2011-06-15").code == "MalformedQueryString");
    BOOST_TEST(ask_signed("Action=Nothing&Version=2011-06-15").code == "InvalidAction");
    BOOST_TEST(ask_signed("Action=GetCallerIdentity").code == "InvalidAction");
    BOOST_TEST(ask_signed("").code == "MissingAction");
    BOOST_TEST(ask_signed("&&=&Action").code == "MissingAction");
    BOOST_TEST(ask_signed("Action=AssumeRole&Version=2011-06-15&RoleArn=" + role +
                          "&RoleSessionName=me&DurationSeconds=x")
                   .code == "MalformedInput");
}

BOOST_FIXTURE_TEST_CASE(what_is_to_go_wrong_is_said_in_xml, scene) {
    state->faults.add(ecr::emulation::fault_rule{
        .kind = ecr::emulation::fault_kind::throttle, .operation = "sts", .code = "Throttling"});
    const auto throttled = assume({.role_arn = role});

    BOOST_TEST(ecr::detail::read_sts_error(throttled.body).code == "Throttling");
    BOOST_TEST(caller(keys) == "123456789012");
}

BOOST_AUTO_TEST_SUITE_END()
