#include <ecr/detail/sts.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(sts)

namespace {

using namespace ecr::detail;

const std::string assumed = R"(<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <AssumeRoleResult>
    <SourceIdentity>Alice</SourceIdentity>
    <AssumedRoleUser>
      <Arn>arn:aws:sts::123456789012:assumed-role/demo/session</Arn>
      <AssumedRoleId>AROA123:session</AssumedRoleId>
    </AssumedRoleUser>
    <Credentials>
      <AccessKeyId>ASIAEXAMPLE</AccessKeyId>
      <SecretAccessKey>wJalr+/&amp;=</SecretAccessKey>
      <SessionToken>token==</SessionToken>
      <Expiration>2026-07-04T12:00:00Z</Expiration>
    </Credentials>
    <PackedPolicySize>6</PackedPolicySize>
  </AssumeRoleResult>
  <ResponseMetadata><RequestId>11-22</RequestId></ResponseMetadata>
</AssumeRoleResponse>)";

std::string replaced(std::string text, std::string_view what, std::string_view by) {
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
    return text;
}

}

BOOST_AUTO_TEST_CASE(a_role_is_assumed_with_what_was_given) {
    assume_role_input input{.role_arn = "arn:aws:iam::123456789012:role/a b", .role_session_name = "me@home"};
    const auto least = sts_form(input);
    input.duration = std::chrono::seconds(900);
    input.external_id = "x=y&z";
    input.policy = R"({"Version":"2012-10-17"})";
    input.policy_arns = {"arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"};
    input.mfa_serial = "arn:aws:iam::123456789012:mfa/me";
    input.mfa_code = "123456";

    const auto most = sts_form(input);

    BOOST_TEST(least == "Action=AssumeRole&Version=2011-06-15"
                        "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fa%20b"
                        "&RoleSessionName=me%40home");
    BOOST_TEST(most == least + "&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FA"
                               "&PolicyArns.member.2.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FB"
                               "&Policy=%7B%22Version%22%3A%222012-10-17%22%7D&DurationSeconds=900"
                               "&ExternalId=x%3Dy%26z"
                               "&SerialNumber=arn%3Aaws%3Aiam%3A%3A123456789012%3Amfa%2Fme&TokenCode=123456");
}

BOOST_AUTO_TEST_CASE(a_web_identity_is_exchanged_without_a_signature) {
    const web_identity_input input{
        .role_arn = "r", .role_session_name = "s", .duration = std::chrono::hours(1), .token = "ey.J+/="};

    BOOST_TEST(sts_form(input) == "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleArn=r"
                                  "&RoleSessionName=s&DurationSeconds=3600&WebIdentityToken=ey.J%2B%2F%3D");
    BOOST_TEST(sts_caller_identity_form() == "Action=GetCallerIdentity&Version=2011-06-15");
}

BOOST_AUTO_TEST_CASE(the_keys_of_a_role_are_read_with_their_account) {
    for (const auto& text : {assumed, replaced(assumed, "AssumeRoleRes", "AssumeRoleWithWebIdentityRes")}) {
        const auto keys = read_assumed_role(text);

        BOOST_REQUIRE_MESSAGE(keys.has_value(), keys.error().reason);
        BOOST_TEST(keys->access_key_id == "ASIAEXAMPLE");
        BOOST_TEST(keys->secret_access_key.reveal() == "wJalr+/&=");
        BOOST_TEST(keys->session_token.reveal() == "token==");
        BOOST_TEST(keys->account_id.value() == "123456789012");
        const auto noon = std::chrono::sys_days(std::chrono::year(2026) / 7 / 4) + std::chrono::hours(12);
        BOOST_TEST((keys->expiration == noon));
    }
}

BOOST_AUTO_TEST_CASE(an_answer_that_lacks_something_is_refused_by_its_name) {
    for (const std::string name : {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration"}) {
        const auto keys = read_assumed_role(replaced(assumed, name, "Other"));

        BOOST_REQUIRE(keys.has_error());
        BOOST_TEST(keys.error().reason.find(name) != std::string::npos, keys.error().reason);
        BOOST_TEST(keys.error().reason.find("wJalr") == std::string::npos);
    }
    BOOST_TEST(read_assumed_role(replaced(assumed, "2026-07-04", "soon")).has_error());
    BOOST_TEST(read_assumed_role("<AssumeRoleResponse/>").has_error());
    BOOST_TEST(read_assumed_role("<html>502</html>").has_error());
    BOOST_TEST(read_assumed_role("").has_error());
}

BOOST_AUTO_TEST_CASE(the_caller_is_told_apart) {
    const auto identity =
        read_caller_identity("<GetCallerIdentityResponse><GetCallerIdentityResult><Arn>arn:aws:iam::1:user/a"
                             "</Arn><UserId>AIDA</UserId><Account>123456789012</Account>"
                             "</GetCallerIdentityResult></GetCallerIdentityResponse>");

    BOOST_REQUIRE(identity.has_value());
    BOOST_TEST(identity->account == "123456789012");
    BOOST_TEST(identity->arn == "arn:aws:iam::1:user/a");
    BOOST_TEST(identity->user_id == "AIDA");
    BOOST_TEST(read_caller_identity(assumed).has_error());
}

BOOST_AUTO_TEST_CASE(of_an_error_whatever_can_be_read_is) {
    const auto full = read_sts_error("<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code>"
                                     "<Message>not you</Message></Error><RequestId>1-2</RequestId>"
                                     "</ErrorResponse>");
    const auto none = read_sts_error("{\"message\":\"gone\"}");

    BOOST_TEST(full.code == "AccessDenied");
    BOOST_TEST(full.message == "not you");
    BOOST_TEST(full.request_id == "1-2");
    BOOST_TEST(none.code == "");
}

BOOST_AUTO_TEST_CASE(only_what_may_pass_is_tried_again) {
    BOOST_TEST(is_transient_sts_error(400, "IDPCommunicationError"));
    BOOST_TEST(is_transient_sts_error(400, "Throttling"));
    BOOST_TEST(is_transient_sts_error(429, ""));
    BOOST_TEST(is_transient_sts_error(500, ""));
    BOOST_TEST(is_transient_sts_error(503, "AccessDenied"));
    BOOST_TEST(!is_transient_sts_error(403, "AccessDenied"));
    BOOST_TEST(!is_transient_sts_error(400, "ExpiredTokenException"));
    BOOST_TEST(!is_transient_sts_error(404, ""));
}

BOOST_AUTO_TEST_CASE(an_account_is_found_where_it_stands) {
    BOOST_TEST(account_of_arn("arn:aws-cn:sts::123456789012:assumed-role/a/b").value() == "123456789012");
    for (const auto* const text :
         {"", "arn", "arn:aws:sts::123456789012", "arn:aws:sts::12345678901:x", "arn:aws:sts::12345678901x:y",
          "urn:aws:sts::123456789012:x", "arn:::::"}) {
        BOOST_TEST(!account_of_arn(text).has_value(), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
