#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/emulator/sso_portal.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/companion_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_sso_portal)

namespace {

using namespace test;

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_sso_portal()) {}

    std::string log_in(const ecr::emulation::sso_login& who) {
        const ecr::emulation::arrival came{.now = now(), .new_id = [this] { return std::to_string(++ids); }};
        const auto left = ecr::detail::json_document::read(state->sso.log_in(who, came).text);
        return std::string(left->text("accessToken").value());
    }
    server_response get(const std::string& query, const std::string& with) {
        server_request request{.method = "GET", .target = "/federation/credentials" + query};
        request.headers.emplace_back("x-amz-sso_bearer_token", with);
        return answer_to(request);
    }
    server_response get(const std::string& with) {
        return get("?role_name=emulator&account_id=123456789012", with);
    }
    static std::string code_in(const server_response& answer) {
        return ecr::detail::read_credential_fault(answer.body).code;
    }
};

}

BOOST_FIXTURE_TEST_CASE(the_keys_of_a_role_are_good_until_their_end, scene) {
    const auto token = log_in({.roles = {{"123456789012", "other"}, {"210987654321", "Read & Write"}}});

    const auto answer = get("?account_id=210987654321&role_name=Read%20%26%20Write", token);

    const auto issued = ecr::detail::read_credentials(ecr::detail::credential_form::sso, answer.body);
    BOOST_TEST_REQUIRE(issued.has_value(), answer.body);
    BOOST_TEST((issued->expiration.value() == now() + 1h));
    BOOST_TEST(caller(*issued) == "210987654321");
    advance(59min);
    BOOST_TEST(caller(*issued) == "210987654321");
    advance(1min);
    BOOST_TEST(caller(*issued) == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(each_question_is_answered_with_new_keys, scene) {
    const auto token = log_in({});

    BOOST_TEST(get(token).body != get(token).body);
}

BOOST_FIXTURE_TEST_CASE(a_token_is_wanted_that_is_known_and_not_over, scene) {
    const auto token = log_in({.token_life = 60s});

    for (const auto& wrong : {std::string(), token + "x", token.substr(1)}) {
        const auto refused = get(wrong);
        BOOST_TEST(refused.status == 401);
        BOOST_TEST(code_in(refused) == "UnauthorizedException");
    }
    advance(59s);
    BOOST_TEST(get(token).status == 200);
    advance(1s);
    BOOST_TEST(code_in(get(token)) == "UnauthorizedException");
}

BOOST_FIXTURE_TEST_CASE(a_role_is_for_whom_it_is_assigned_to, scene) {
    const auto token = log_in({});
    const auto other = log_in({.roles = {{"210987654321", "emulator"}}});

    for (const auto* const query :
         {"?role_name=Emulator&account_id=123456789012", "?role_name=emulator&account_id=210987654321"}) {
        const auto refused = get(query, token);
        BOOST_TEST(refused.status == 403);
        BOOST_TEST(code_in(refused) == "ForbiddenException");
    }
    BOOST_TEST(get("?role_name=emulator&account_id=210987654321", other).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_role_and_an_account_have_to_be_named, scene) {
    const auto token = log_in({});

    for (const auto* const query :
         {"", "?", "?role_name=emulator", "?account_id=123456789012", "?role_name&account_id=123456789012",
          "?role_name=&account_id=123456789012", "?role_name=%G0&account_id=123456789012",
          "?xrole_name=emulator&account_id=123456789012"}) {
        const auto refused = get(query, token);
        BOOST_TEST(refused.status == 400, query);
        BOOST_TEST(code_in(refused) == "InvalidRequestException", query);
    }
}

BOOST_FIXTURE_TEST_CASE(nothing_else_is_its_own, scene) {
    server_request post{.method = "POST", .target = "/federation/credentials"};
    server_request deeper{.method = "GET", .target = "/federation/credentials/x"};

    BOOST_TEST(answer_to(post).status == 404);
    BOOST_TEST(answer_to(deeper).status == 404);
}

BOOST_AUTO_TEST_SUITE_END()
