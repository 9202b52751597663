#include <ecr/detail/credential_document.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(credential_document)

namespace {

using namespace ecr::detail;
using form = credential_form;

constexpr ecr::timestamp noon =
    std::chrono::sys_days(std::chrono::year(2026) / 7 / 4) + std::chrono::hours(12);

std::string problem_of(form kind, std::string_view text) {
    const auto read = read_credentials(kind, text);
    return read ? "none" : read.error().reason;
}

struct sample {
    form kind;
    std::string text;
    /// What cannot be left out.
    std::vector<std::string> required{};
};

const sample samples[] = {
    {form::container,
     R"({"RoleArn":"arn","AccessKeyId":"ID","SecretAccessKey":"wJalr","Token":"tOken",
         "Expiration":"2026-07-04T12:00:00Z","AccountId":"123456789012"})",
     {"AccessKeyId", "SecretAccessKey", "Token", "Expiration"}},
    {form::instance_metadata,
     R"({"Code":"Success","LastUpdated":"2026-07-04T06:00:00Z","Type":"AWS-HMAC","AccessKeyId":"ID",
         "SecretAccessKey":"wJalr","Token":"tOken","Expiration":"2026-07-04T12:00:00Z",
         "AccountId":"123456789012"})",
     {"AccessKeyId", "SecretAccessKey", "Token", "Expiration"}},
    {form::process,
     R"({"Version":1,"AccessKeyId":"ID","SecretAccessKey":"wJalr","SessionToken":"tOken",
         "Expiration":"2026-07-04T14:00:00+02:00","AccountId":"123456789012"})",
     {"Version", "AccessKeyId", "SecretAccessKey"}},
    {form::sso,
     R"({"roleCredentials":{"accessKeyId":"ID","secretAccessKey":"wJalr","sessionToken":"tOken",
         "expiration":1783166400000,"accountId":"123456789012"}})",
     {"accessKeyId", "secretAccessKey", "sessionToken", "expiration"}},
};

}

BOOST_AUTO_TEST_CASE(each_source_has_its_own_names_for_the_same_keys) {
    for (const auto& [kind, text, required] : samples) {
        const auto keys = read_credentials(kind, text);

        BOOST_REQUIRE_MESSAGE(keys.has_value(), keys.error().reason);
        BOOST_TEST(keys->access_key_id == "ID");
        BOOST_TEST(keys->secret_access_key.reveal() == "wJalr");
        BOOST_TEST(keys->session_token.reveal() == "tOken");
        BOOST_TEST((keys->expiration == noon));
        BOOST_TEST(keys->account_id.value() == "123456789012");
    }
}

BOOST_AUTO_TEST_CASE(what_is_missing_is_named_and_no_value_is) {
    for (const auto& [kind, text, required] : samples) {
        for (const auto& name : required) {
            auto changed = text;
            changed.replace(changed.find("\"" + name + "\"") + 1, name.size(), "Other");

            const auto problem = problem_of(kind, changed);

            BOOST_TEST(problem.find(name) != problem.npos, name << ": " << problem);
            BOOST_TEST(problem.find("wJalr") == problem.npos);
            BOOST_TEST(problem.find("tOken") == problem.npos);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_process_may_give_keys_without_an_end) {
    const auto keys =
        read_credentials(form::process, R"({"Version":1,"AccessKeyId":"ID","SecretAccessKey":"k"})");

    BOOST_REQUIRE(keys.has_value());
    BOOST_TEST(!keys->expiration.has_value());
    BOOST_TEST(keys->session_token.empty());
    BOOST_TEST(!keys->account_id.has_value());
}

BOOST_AUTO_TEST_CASE(only_version_1_of_a_process_is_understood) {
    for (const auto* const version : {"0", "2", "\"1\"", "1.5", "null", "true"}) {
        const auto text =
            std::string(R"({"AccessKeyId":"ID","SecretAccessKey":"k","Version":)") + version + "}";
        BOOST_TEST(problem_of(form::process, text).find("Version") != std::string::npos, text);
    }
}

BOOST_AUTO_TEST_CASE(a_failure_that_comes_with_status_200_is_no_credentials) {
    const auto problem = problem_of(form::instance_metadata,
                                    R"({"Code":"AssumeRoleUnauthorizedAccess","Message":"no\ntrust"})");

    BOOST_TEST(problem.find("AssumeRoleUnauthorizedAccess") != problem.npos, problem);
    BOOST_TEST(problem.find(R"(no\ntrust)") != problem.npos, problem);
}

BOOST_AUTO_TEST_CASE(an_end_that_is_no_time_is_refused) {
    for (const auto* const end : {"", "tomorrow", "2026-13-01T00:00:00Z"}) {
        const auto text =
            std::string(R"({"Version":1,"AccessKeyId":"ID","SecretAccessKey":"k","Expiration":")") + end +
            "\"}";
        BOOST_TEST(problem_of(form::process, text).find("Expiration") != std::string::npos, end);
    }
}

BOOST_AUTO_TEST_CASE(of_an_error_whatever_can_be_read_is) {
    const auto agent = read_credential_fault(R"({"code":"NotFound","message":"gone"})");
    const auto sso = read_credential_fault(R"({"__type":"com.amazon#UnauthorizedException","message":"no"})");
    const auto oidc = read_credential_fault(R"({"error":"invalid_grant","error_description":"old"})");
    const auto signin =
        read_credential_fault(R"({"__type":"AccessDeniedException","error":"TOKEN_EXPIRED","message":"x"})");

    BOOST_TEST(agent.code == "NotFound");
    BOOST_TEST(agent.message == "gone");
    BOOST_TEST(sso.code == "UnauthorizedException");
    BOOST_TEST(oidc.code == "invalid_grant");
    BOOST_TEST(oidc.message == "old");
    BOOST_TEST(signin.reason == "TOKEN_EXPIRED");
    BOOST_TEST(read_credential_fault("<html>").code == "");
}

BOOST_AUTO_TEST_SUITE_END()
