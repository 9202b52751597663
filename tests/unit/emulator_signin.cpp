#include <ecr/detail/datetime.hpp>
#include <ecr/detail/dpop.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/emulator/signin.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <support/companion_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_signin)

namespace {

using namespace test;
using ecr::detail::json_document;

const std::string user = "arn:aws:iam::123456789012:user/emulator";

json_document read(const std::string& text) {
    auto document = json_document::read(text);
    BOOST_TEST_REQUIRE(document.has_value(), text);
    return std::move(*document);
}

ecr::credentials keys_in(const json_document& token) {
    const auto text = [&](std::string_view name) { return std::string(token.text(name).value_or("")); };
    ecr::credentials keys;
    keys.access_key_id = text("accessToken.accessKeyId");
    keys.secret_access_key = text("accessToken.secretAccessKey");
    keys.session_token = text("accessToken.sessionToken");
    return keys;
}

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_signin()) {}

    ecr::emulation::left_file log_in(const ecr::emulation::console_login& who) {
        const ecr::emulation::arrival came{.now = now(), .new_id = [this] { return std::to_string(++ids); }};
        return ecr::emulation::log_in(*state, who, came);
    }
    json_document session(const ecr::emulation::console_login& who = {}) { return read(log_in(who).text); }

    std::string prove(const json_document& with, const std::string& id) {
        return *ecr::detail::make_dpop(with.text("dpopKey").value_or(""),
                                       {.url = "http://localhost:4566/v1/token", .id = id, .issued = noon});
    }
    server_response post(std::string body, const std::string& proof) {
        server_request request{.method = "POST", .target = "/v1/token", .body = std::move(body)};
        if (!proof.empty()) request.headers.emplace_back("DPoP", proof);
        return answer_to(request);
    }
    static std::string body_of(const json_document& with) {
        json_document body;
        body.set("grantType", "refresh_token");
        for (const auto* const name : {"clientId", "refreshToken"})
            body.set(name, with.text(name).value_or(""));
        return body.written();
    }
    server_response renew(const json_document& with) {
        return post(body_of(with), prove(with, "proof-" + std::to_string(++proofs)));
    }
    static std::string refusal(const server_response& answer) {
        return std::to_string(answer.status) + " " +
               std::string(read(answer.body).text("error").value_or("none"));
    }

    int proofs = 0;
};

}

BOOST_FIXTURE_TEST_CASE(logging_in_leaves_what_the_command_line_tool_leaves, scene) {
    const auto left = log_in({.session = "arn:aws:iam::123456789012:user/me"});
    const auto text = read(left.text);

    BOOST_TEST(left.path == "~/.aws/login/cache/"
                            "286187707741fc2ccb93cf9e56dbd0ee0a16208feed5fbc8ae1baa86d44c283f.json");
    BOOST_TEST(text.text("accessToken.accountId").value() == "123456789012");
    BOOST_TEST(text.text("accessToken.expiresAt").value() == ecr::detail::to_iso8601(noon + 15min));
    BOOST_TEST(text.text("tokenType").value() == "aws_sigv4");
    BOOST_TEST(text.text("dpopKey")->starts_with("-----BEGIN EC PRIVATE KEY-----"));
    BOOST_TEST(caller(keys_in(text)) == "123456789012");
    advance(15min);
    BOOST_TEST(caller(keys_in(text)) == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(a_session_is_renewed_as_often_as_its_last_token_is_shown, scene) {
    auto now = session();
    for (int i = 0; i < 3; ++i) {
        advance(15min);
        const auto answer = renew(now);
        const auto next = read(answer.body);

        BOOST_TEST_REQUIRE(answer.status == 200, answer.body);
        BOOST_TEST(next.integer("expiresIn").value() == 900);
        BOOST_TEST(next.text("tokenType").value() == "aws_sigv4");
        BOOST_TEST(caller(keys_in(next)) == "123456789012");
        BOOST_TEST(refusal(renew(now)) == "403 TOKEN_EXPIRED");
        now.set("refreshToken", next.text("refreshToken").value());
    }
}

BOOST_FIXTURE_TEST_CASE(a_proof_is_wanted_that_was_not_seen_before, scene) {
    const auto own = session();
    const auto other = session();
    const auto proof = prove(own, "1");

    BOOST_TEST(refusal(post(body_of(own), "")) == "400 INVALID_REQUEST");
    BOOST_TEST(refusal(post(body_of(own), proof + "A")) == "400 INVALID_REQUEST");
    BOOST_TEST(refusal(post(body_of(own), prove(other, "1"))) == "400 INVALID_REQUEST");
    const auto first = post(body_of(own), proof);
    BOOST_TEST_REQUIRE(first.status == 200, first.body);
    auto next = session();
    next.set("refreshToken", read(first.body).text("refreshToken").value());
    BOOST_TEST(refusal(post(body_of(next), proof)) == "400 INVALID_REQUEST");
    BOOST_TEST(post(body_of(next), prove(own, "2")).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_renewal_is_refused_with_its_reason_and_loses_nothing, scene) {
    const auto unlucky = session({.may_renew = false});
    const auto own = session();
    auto stranger = session({.session = "arn:aws:sts::123456789012:assumed-role/r/s"});
    state->logins.change_password(user);

    BOOST_TEST(refusal(renew(own)) == "403 USER_CREDENTIALS_CHANGED");
    BOOST_TEST(refusal(renew(unlucky)) == "403 USER_CREDENTIALS_CHANGED");
    BOOST_TEST(refusal(renew(session({.may_renew = false}))) == "403 INSUFFICIENT_PERMISSIONS");
    BOOST_TEST(renew(session()).status == 200);
    advance(12h);
    BOOST_TEST(refusal(renew(stranger)) == "403 TOKEN_EXPIRED");
    stranger.set("clientId", "other");
    BOOST_TEST(refusal(renew(stranger)) == "403 TOKEN_EXPIRED");
}

BOOST_FIXTURE_TEST_CASE(keys_last_fifteen_minutes_at_most, scene) {
    const auto text = session({.key_life = 1h});
    const auto brief = session({.key_life = 60s});

    BOOST_TEST(text.text("accessToken.expiresAt").value() == ecr::detail::to_iso8601(noon + 15min));
    BOOST_TEST(read(renew(brief).body).integer("expiresIn").value() == 60);
}

BOOST_FIXTURE_TEST_CASE(requests_have_to_be_whole, scene) {
    const auto own = session();

    for (const auto* const name : {"grantType", "clientId", "refreshToken"}) {
        auto body = read(body_of(own));
        body.set(name, "");
        BOOST_TEST(refusal(post(body.written(), prove(own, name))) == "400 INVALID_REQUEST", name);
    }
    for (const auto* const text : {"", "{", "[]"})
        BOOST_TEST(refusal(post(text, prove(own, text))) == "400 INVALID_REQUEST", text);
    BOOST_TEST(answer_to({.method = "GET", .target = "/v1/token"}).status == 404);
    BOOST_TEST(renew(own).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_session_is_named_by_an_arn_with_an_account, scene) {
    for (const auto* const bad : {"", "me", "arn:aws:iam::user/me"})
        BOOST_CHECK_THROW(log_in({.session = bad}), std::invalid_argument);
}

BOOST_FIXTURE_TEST_CASE(faults_are_told_with_their_reason, scene) {
    using ecr::emulation::fault_kind;
    state->faults.add(ecr::emulation::fault_rule{.kind = fault_kind::error,
                                                 .operation = "signin",
                                                 .count = 1,
                                                 .code = "AUTHCODE_EXPIRED",
                                                 .status = 403});
    state->faults.add(ecr::emulation::fault_rule{.kind = fault_kind::error,
                                                 .operation = "signin",
                                                 .after = 1,
                                                 .code = "TooManyRequestsError",
                                                 .status = 429});
    const auto own = session();

    BOOST_TEST(refusal(renew(own)) == "403 AUTHCODE_EXPIRED");
    const auto busy = renew(own);
    BOOST_TEST(refusal(busy) == "429 none");
    BOOST_TEST(busy.code == "TooManyRequestsError");
}

BOOST_AUTO_TEST_SUITE_END()
