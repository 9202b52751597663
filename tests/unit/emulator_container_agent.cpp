#include <ecr/detail/credential_document.hpp>
#include <ecr/emulator/container_agent.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/companion_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_container_agent)

namespace {

using namespace test;

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_container_agent()) {
        state->who.containers.push_back(
            {.id = "pod", .token = "aUtHoRiZaTiOn", .account = "210987654321", .role = "pods"});
    }

    server_response get(const std::string& id, const std::string& token) {
        return answer_to(
            {.method = "GET", .target = "/v2/credentials/" + id, .headers = {{"Authorization", token}}});
    }
};

}

BOOST_FIXTURE_TEST_CASE(a_container_has_keys_until_they_end, scene) {
    const auto answer = get("pod", "aUtHoRiZaTiOn");
    const auto issued = ecr::detail::read_credentials(ecr::detail::credential_form::container, answer.body);

    BOOST_TEST_REQUIRE(issued.has_value(), answer.body);
    BOOST_TEST(caller(*issued) == "210987654321");
    BOOST_TEST(get("pod", "aUtHoRiZaTiOn").body == answer.body);
    advance(6h);
    BOOST_TEST(caller(*issued) == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(a_container_is_there_that_needs_no_token, scene) {
    BOOST_TEST(answer_to({.method = "GET", .target = "/v2/credentials/emulator"}).status == 200);
}

BOOST_FIXTURE_TEST_CASE(a_pod_is_known_by_its_token, scene) {
    const auto pod = [&](const std::string& token) {
        return answer_to(
            {.method = "GET", .target = "/v1/credentials", .headers = {{"Authorization", token}}});
    };

    const auto answer = pod("aUtHoRiZaTiOn");

    BOOST_TEST(answer.body == get("pod", "aUtHoRiZaTiOn").body);
    BOOST_TEST(answer.body.find(R"("AccountId":"210987654321")") != std::string::npos, answer.body);
    BOOST_TEST(pod("aUtHoRiZaTiO").status == 401);
    // The container that needs no token is none of those.
    BOOST_TEST(pod("").status == 401);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_token_an_unknown_id_and_other_methods_are_refused, scene) {
    for (const auto* const wrong : {"", "aUtHoRiZaTiO", "aUtHoRiZaTiOn "}) {
        const auto refused = get("pod", wrong);
        BOOST_TEST(refused.status == 401);
        BOOST_TEST(ecr::detail::read_credential_fault(refused.body).code == "AccessDenied");
    }
    const auto unknown = get("other", "aUtHoRiZaTiOn");
    BOOST_TEST(unknown.status == 400);
    BOOST_TEST(ecr::detail::read_credential_fault(unknown.body).code == "InvalidIdInRequest");
    BOOST_TEST(unknown.body.find("\"HTTPErrorCode\":400") != std::string::npos, unknown.body);
    BOOST_TEST(answer_to({.method = "POST", .target = "/v2/credentials/emulator"}).status == 405);
}

BOOST_AUTO_TEST_SUITE_END()
