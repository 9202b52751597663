#include <ecr/detail/credential_document.hpp>
#include <ecr/emulator/instance_metadata.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/companion_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_instance_metadata)

namespace {

using namespace test;

constexpr auto form = ecr::detail::credential_form::instance_metadata;

struct scene : companion_calls {
    scene()
        : companion_calls(ecr::emulation::make_instance_metadata()) {
        state->who.instance = {.account = "210987654321", .role = "worker", .region = "eu-west-1"};
    }

    server_response put(ecr::emulation::header_list headers) {
        return answer_to({.method = "PUT", .target = "/latest/api/token", .headers = std::move(headers)});
    }
    std::string token(const std::string& seconds = "21600") {
        return put({{"X-aws-ec2-metadata-token-ttl-seconds", seconds}}).body;
    }
    server_response get(const std::string& path, const std::string& with) {
        return answer_to({.method = "GET",
                          .target = "/latest/meta-data/" + path,
                          .headers = {{"X-aws-ec2-metadata-token", with}}});
    }
    ecr::credentials role_keys() {
        const auto answer = get(roles + "worker", token());
        auto read = ecr::detail::read_credentials(form, answer.body);
        BOOST_TEST_REQUIRE(read.has_value(), answer.body);
        return *read;
    }

    std::string roles = "iam/security-credentials/";
};

}

BOOST_FIXTURE_TEST_CASE(an_instance_has_keys_of_its_role_until_they_end, scene) {
    const auto issued = role_keys();

    BOOST_TEST(get(roles, token()).body == "worker");
    BOOST_TEST(caller(issued) == "210987654321");
    advance(6h);
    BOOST_TEST(caller(issued) == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(keys_stay_the_same_until_they_are_about_to_end, scene) {
    const auto first = role_keys();
    const auto second = role_keys();
    advance(5h + 46min);
    const auto third = role_keys();

    BOOST_TEST(first.access_key_id == second.access_key_id);
    BOOST_TEST(first.access_key_id != third.access_key_id);
    state->keys.remove(third.access_key_id);
    BOOST_TEST(caller(role_keys()) == "210987654321");
}

BOOST_FIXTURE_TEST_CASE(an_instance_knows_its_place, scene) {
    BOOST_TEST(get("placement/region", token()).body == "eu-west-1");
    BOOST_TEST(get("placement/availability-zone", token()).body == "eu-west-1a");
    BOOST_TEST(get("instance-id", token()).body == "i-0123456789abcdef0");
    const auto document = answer_to({.method = "GET",
                                     .target = "/latest/dynamic/instance-identity/document",
                                     .headers = {{"X-aws-ec2-metadata-token", token()}}});
    BOOST_TEST(document.body.find(R"("region":"eu-west-1")") != std::string::npos, document.body);
    BOOST_TEST(get("placement/other", token()).status == 404);
    BOOST_TEST(get(roles + "other", token()).status == 404);
    BOOST_TEST(get("iam/security-credentials", token()).body == "worker");
    BOOST_TEST(get("iam/security-credentialsworker", token()).status == 404);
    state->who.instance.role.clear();
    BOOST_TEST(get(roles, token()).status == 404);
}

BOOST_FIXTURE_TEST_CASE(a_token_is_wanted_and_ends, scene) {
    const auto good = token("60");

    BOOST_TEST(answer_to({.method = "GET", .target = "/latest/meta-data/placement/region"}).status == 401);
    BOOST_TEST(get(roles, good).status == 200);
    BOOST_TEST(get(roles, good + "0").status == 401);
    BOOST_TEST(get(roles, good.substr(0, good.find('.'))).status == 401);
    BOOST_TEST(get(roles, "9" + good).status == 401);
    advance(59s);
    BOOST_TEST(get(roles, good).status == 200);
    advance(1s);
    BOOST_TEST(get(roles, good).status == 401);
}

BOOST_FIXTURE_TEST_CASE(a_token_is_refused_to_proxies_and_without_a_length, scene) {
    const std::string name = "x-aws-ec2-metadata-token-ttl-seconds";

    BOOST_TEST(put({}).status == 400);
    for (const auto* const bad : {"0", "21601", "x", "60x", "-1"})
        BOOST_TEST(put({{name, bad}}).status == 400);
    BOOST_TEST(put({{name, "60"}, {"X-Forwarded-For", "10.0.0.1"}}).status == 403);
    BOOST_TEST(put({{name, "21600"}}).status == 200);
    BOOST_TEST(put({{name, "1"}}).status == 200);
    BOOST_TEST(answer_to({.method = "GET", .target = "/latest/api/token"}).status == 405);
    BOOST_TEST(answer_to({.method = "PUT",
                          .target = "/latest/meta-data/placement/region",
                          .headers = {{"X-aws-ec2-metadata-token", token()}}})
                   .status == 405);
}

BOOST_AUTO_TEST_SUITE_END()
