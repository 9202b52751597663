#include <ecr/detail/datetime.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/emulator/sso_oidc.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/companion_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_sso_oidc)

namespace {

using namespace test;
using ecr::detail::json_document;

json_document read(const std::string& text) {
    auto document = json_document::read(text);
    BOOST_TEST_REQUIRE(document.has_value(), text);
    return std::move(*document);
}

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_sso_oidc()) {}

    json_document log_in(const ecr::emulation::sso_login& who = {}) {
        return read(state->sso.log_in(who, came()).text);
    }
    ecr::emulation::arrival came() {
        return {.now = now(), .new_id = [this] { return std::to_string(++ids); }};
    }
    server_response post(std::string body) {
        return answer_to({.method = "POST", .target = "/token", .body = std::move(body)});
    }
    /// A renewal with what the document holds, but for one member.
    server_response renew(const json_document& with, const std::string& but = {},
                          const std::string& value = {}) {
        json_document body;
        body.set("grantType", "refresh_token");
        for (const auto* const name : {"clientId", "clientSecret", "refreshToken"})
            body.set(name, with.text(name).value_or(""));
        if (!but.empty()) body.set(but, value);
        return post(body.written());
    }
    static std::string refusal(const server_response& answer) {
        const auto body = read(answer.body);
        BOOST_TEST(!body.text("error_description").value_or("").empty());
        return std::to_string(answer.status) + " " + std::string(body.text("error").value_or("none"));
    }
    [[nodiscard]] bool is_known(const json_document& token) const {
        return state->sso.owner_of(token.text("accessToken").value_or(""), now()) != nullptr;
    }
};

}

BOOST_FIXTURE_TEST_CASE(logging_in_leaves_what_the_command_line_tool_leaves, scene) {
    const auto left = state->sso.log_in({.session_name = "my-session"}, came());
    const auto text = read(left.text);

    BOOST_TEST(left.path == "~/.aws/sso/cache/9e28173066ce536e277c5fb355efd9c64f398167.json");
    BOOST_TEST(text.text("expiresAt").value() == ecr::detail::to_iso8601(noon + 8h));
    BOOST_TEST(text.text("registrationExpiresAt").value() == ecr::detail::to_iso8601(noon + 24h * 90));
    BOOST_TEST(is_known(text));
}

BOOST_FIXTURE_TEST_CASE(the_legacy_form_has_nothing_to_renew_with, scene) {
    const auto left = state->sso.log_in(
        {.session_name = "", .start_url = "https://d-92671207e4.awsapps.com/start"}, came());
    const auto text = read(left.text);

    BOOST_TEST(left.path == "~/.aws/sso/cache/13f9d35043871d073ab260e020f0ffde092cb14b.json");
    for (const auto* const name : {"clientId", "clientSecret", "refreshToken"})
        BOOST_TEST(!text.text(name).has_value());
    BOOST_TEST(is_known(text));
    BOOST_TEST(refusal(renew(text)) == "400 invalid_request");
}

BOOST_FIXTURE_TEST_CASE(a_renewed_token_is_good_beside_the_one_before, scene) {
    const auto first = log_in();
    const auto answer = renew(first);
    const auto second = read(answer.body);

    BOOST_TEST_REQUIRE(answer.status == 200, answer.body);
    BOOST_TEST(second.text("tokenType").value() == "Bearer");
    BOOST_TEST(second.integer("expiresIn").value() == 28800);
    BOOST_TEST(is_known(second));
    BOOST_TEST(is_known(first));
    BOOST_TEST(second.text("refreshToken").value() != first.text("refreshToken").value());
}

BOOST_FIXTURE_TEST_CASE(a_refresh_token_is_good_for_one_use, scene) {
    const auto first = log_in();
    const auto second = read(renew(first).body);

    BOOST_TEST(refusal(renew(first)) == "400 invalid_grant");
    BOOST_TEST(is_known(second));
    const std::string next(second.text("refreshToken").value());
    BOOST_TEST(renew(first, "refreshToken", next).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_client_shows_its_own_secret_and_its_own_token, scene) {
    const auto one = log_in();
    const auto other = log_in();

    BOOST_TEST(refusal(renew(one, "clientSecret", "wrong")) == "401 invalid_client");
    BOOST_TEST(refusal(renew(one, "clientId", "wrong")) == "401 invalid_client");
    BOOST_TEST(refusal(renew(one, "clientSecret", std::string(other.text("clientSecret").value()))) ==
               "401 invalid_client");
    BOOST_TEST(refusal(renew(one, "refreshToken", std::string(other.text("refreshToken").value()))) ==
               "400 invalid_grant");
    BOOST_TEST(renew(one).status == 200);
    BOOST_TEST(renew(other).status == 200);
}

BOOST_FIXTURE_TEST_CASE(sessions_and_registrations_end, scene) {
    const auto session = log_in({.session_life = 1h});
    const auto client = log_in({.registration_life = 1h});
    advance(1h - 1s);
    const auto next = read(renew(session).body);
    const std::string token(next.text("refreshToken").value_or(""));
    BOOST_TEST_REQUIRE(!token.empty());
    advance(1s);

    BOOST_TEST(refusal(renew(session, "refreshToken", token)) == "400 expired_token");
    BOOST_TEST(refusal(renew(client)) == "401 invalid_client");
}

BOOST_FIXTURE_TEST_CASE(who_renews_too_often_is_told_to_slow_down_and_loses_nothing, scene) {
    const auto first = log_in({.pause = 10s});
    const auto second = read(renew(first).body);
    const std::string token(second.text("refreshToken").value());

    advance(9s);
    BOOST_TEST(refusal(renew(first, "refreshToken", token)) == "400 slow_down");
    BOOST_TEST(is_known(second));
    advance(1s);
    BOOST_TEST(renew(first, "refreshToken", token).status == 200);
}

BOOST_FIXTURE_TEST_CASE(requests_have_to_be_whole, scene) {
    const auto token = log_in();

    for (const auto* const name : {"grantType", "clientId", "clientSecret", "refreshToken"})
        BOOST_TEST(refusal(renew(token, name)) == "400 invalid_request", name);
    BOOST_TEST(refusal(renew(token, "grantType", "authorization_code")) == "400 unsupported_grant_type");
    for (const auto* const text : {"", "{", "[]", "grantType=refresh_token", R"({"grantType":1})"})
        BOOST_TEST(refusal(post(text)) == "400 invalid_request", text);
    BOOST_TEST(answer_to({.method = "GET", .target = "/token"}).status == 404);
    BOOST_TEST(renew(token).status == 200);
}

BOOST_FIXTURE_TEST_CASE(faults_are_told_as_oauth_tells_them, scene) {
    state->faults.add(ecr::emulation::fault_rule{.kind = ecr::emulation::fault_kind::error,
                                                 .operation = "sso-oidc",
                                                 .count = 1,
                                                 .code = "AuthorizationPendingException",
                                                 .status = 400});
    const auto token = log_in();

    BOOST_TEST(refusal(renew(token)) == "400 authorization_pending");
    BOOST_TEST(renew(token).status == 200);
}

BOOST_AUTO_TEST_SUITE_END()
