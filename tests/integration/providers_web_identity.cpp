#include <ecr/credentials/web_identity.hpp>
#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_trials.hpp>

BOOST_AUTO_TEST_SUITE(providers_web_identity)

namespace {

using namespace test;
using ecr::fault_kind;
using ecr::detail::to_base64url;

const std::string role = "arn:aws:iam::210987654321:role/pods";

std::string identity_until(ecr::timestamp end) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(end.time_since_epoch()).count();
    return to_base64url(R"({"alg":"RS256"})") + "." +
           to_base64url(R"({"iss":"https://idp.example","sub":"pod","exp":)" + std::to_string(seconds) +
                        "}") +
           "." + to_base64url("signature");
}

struct scene : provider_trials {
    scene()
        : provider_trials("sts") {
        life = 1h;
        world->set_file("/token", identity_until(server.now() + 24h));
    }

    provider_ptr provider() override {
        return std::make_shared<ecr::web_identity_credentials>(
            with, ecr::web_identity_options{
                      .token_file = "/token", .role_arn = role, .role_session_name = "pod-1"});
    }
    std::shared_ptr<const ecr::credentials> identify(const std::string& token) {
        world->set_file("/token", token);
        const auto made = provider();
        return keys_of(*made);
    }
    [[nodiscard]] bool says(const std::string& text) const { return problem.find(text) != std::string::npos; }
};

}

BOOST_FIXTURE_TEST_CASE(keys_make_calls_until_they_expire, scene) {
    call_until_expiry();
}

BOOST_FIXTURE_TEST_CASE(keys_are_replaced_when_they_expire, scene) {
    refresh();
}

BOOST_FIXTURE_TEST_CASE(keys_outlive_an_outage, scene) {
    outlive_an_outage();
}

BOOST_FIXTURE_TEST_CASE(a_question_can_be_given_up, scene) {
    give_up();
}

BOOST_FIXTURE_TEST_CASE(what_may_pass_is_tried_again_and_what_is_final_is_told, scene) {
    auto unreachable = refusal(400, "IDPCommunicationError");
    unreachable.count = 1;
    go_through({{unreachable, "", 2},
                {once(fault_kind::error), "", 2},
                {always(fault_kind::error), "ServerException", 3},
                {once(fault_kind::throttle), "", 2},
                {refusal(400, "InvalidIdentityToken"), "InvalidIdentityToken", 1},
                {once(fault_kind::garbage), "XML, byte", 1},
                {once(fault_kind::truncate), "", 2},
                {once(fault_kind::reset_before), "", 2},
                {always(fault_kind::reset_before), "is STS reachable", 3},
                {once(fault_kind::stall), "", 2},
                {never_answered(), "timed out, 3 attempts", 3}});
}

BOOST_FIXTURE_TEST_CASE(the_token_is_read_anew_for_each_refresh, scene) {
    const auto made = provider();

    BOOST_TEST(keys_of(*made), problem);
    time->pass(24h);
    BOOST_TEST(!keys_of(*made));
    BOOST_TEST(says("ExpiredTokenException"), problem);
    world->set_file("/token", identity_until(server.now() + 1h) + "\n");
    BOOST_TEST(keys_of(*made), problem);
}

BOOST_FIXTURE_TEST_CASE(what_is_no_token_is_refused, scene) {
    const auto good = identity_until(server.now() + 1h);

    BOOST_TEST(!identify("not-a-token"));
    BOOST_TEST(says("InvalidIdentityToken"), problem);
    BOOST_TEST(!identify(good.substr(good.find('.') + 1)));
    BOOST_TEST(says("InvalidIdentityToken"), problem);
    BOOST_TEST(!says(good));
}

BOOST_FIXTURE_TEST_CASE(neither_keys_nor_token_are_in_the_log, scene) {
    const auto token = identity_until(server.now() + 1h);
    const auto keys = identify(token);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(!logged(token));
    BOOST_TEST(!logged(keys->secret_access_key.reveal()));
    BOOST_TEST(!logged(keys->session_token.reveal()));
    BOOST_TEST(logged("\"sts\""));
}

BOOST_AUTO_TEST_SUITE_END()
