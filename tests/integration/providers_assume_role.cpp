#include <ecr/credentials/assume_role.hpp>
#include <ecr/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_trials.hpp>

BOOST_AUTO_TEST_SUITE(providers_assume_role)

namespace {

using namespace test;
using ecr::fault_kind;

const std::string roles = "arn:aws:iam::210987654321:role/";

ecr::emulator_config guarded(bool tls = false) {
    ecr::emulator_config config;
    config.tls = tls;
    config.identities.roles = {{.arn = roles + "closed", .denied = true},
                               {.arn = roles + "partner", .external_id = "42"},
                               {.arn = roles + "admin", .mfa_code = "123456"}};
    return config;
}

asio::awaitable<ecr::secret> answer_with(ecr::secret code) {
    co_return code;
}

struct scene : provider_trials {
    explicit scene(bool tls = false)
        : provider_trials("sts", guarded(tls)) {
        life = 1h;
    }

    provider_ptr assuming(ecr::assume_role_options options, provider_ptr source = nullptr) {
        if (!source) source = std::make_shared<ecr::static_credentials>(own);
        return std::make_shared<ecr::assume_role_credentials>(with, std::move(source), std::move(options));
    }
    provider_ptr provider() override {
        return assuming({.role_arn = roles + "team/reader", .role_session_name = "me@work"});
    }
    std::shared_ptr<const ecr::credentials> assume(ecr::assume_role_options options) {
        const auto made = assuming(std::move(options));
        return keys_of(*made);
    }
    [[nodiscard]] bool says(const std::string& text) const { return problem.find(text) != std::string::npos; }

    ecr::credentials own = server.keys_for("123456789012");
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
    go_through({{once(fault_kind::error), "", 2},
                {always(fault_kind::error), "ServerException", 3},
                {once(fault_kind::throttle), "", 2},
                {always(fault_kind::throttle), "ThrottlingException", 3},
                {refusal(403, "AccessDenied"), "AccessDenied", 1},
                {always(fault_kind::expired_token), "ExpiredToken", 1},
                {once(fault_kind::garbage), "XML, byte", 1},
                {once(fault_kind::truncate), "", 2},
                {once(fault_kind::wrong_length), "XML, byte", 1},
                {once(fault_kind::reset_before), "", 2},
                {once(fault_kind::reset_after), "", 2},
                {always(fault_kind::reset_after), "is STS reachable", 3},
                {once(fault_kind::stall), "", 2},
                {never_answered(), "timed out, 3 attempts", 3}});
}

BOOST_AUTO_TEST_CASE(a_role_is_assumed_over_tls) {
    scene now(true);

    now.call_until_expiry();
}

BOOST_FIXTURE_TEST_CASE(a_role_may_assume_another, scene) {
    const auto first = assuming({.role_arn = "arn:aws:iam::123456789012:role/gate"});
    const auto second = assuming({.role_arn = roles + "inner", .duration = 3600s}, first);

    const auto keys = keys_of(*second);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(keys->account_id.value() == "210987654321");
    BOOST_TEST(call_with(*keys) == "");
    BOOST_TEST(asked() == 2);
    BOOST_TEST(!keys_of(*assuming({.role_arn = roles + "inner", .duration = 3601s}, first)));
    BOOST_TEST(says("ValidationError"), problem);
}

// The cache of the first role does not know that the service calls its keys expired, until it is told.
BOOST_FIXTURE_TEST_CASE(a_source_whose_keys_have_expired_is_asked_for_others, scene) {
    const auto first = std::make_shared<ecr::cached_credentials>(
        context.get_executor(), assuming({.role_arn = "arn:aws:iam::123456789012:role/gate"}),
        ecr::refresh_settings(), time);
    const auto second = assuming({.role_arn = roles + "inner"}, first);
    BOOST_TEST_REQUIRE(keys_of(*second), problem);

    server.advance(life);
    const auto keys = keys_of(*second);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(call_with(*keys) == "");
    BOOST_TEST(logged("\"ExpiredToken\""));
}

BOOST_FIXTURE_TEST_CASE(a_role_is_refused_to_whom_it_does_not_trust, scene) {
    BOOST_TEST(!assume({.role_arn = roles + "closed"}));
    BOOST_TEST(says("AccessDenied"), problem);
    BOOST_TEST(!assume({.role_arn = roles + "partner", .external_id = "41"}));
    BOOST_TEST(says("AccessDenied"), problem);
    BOOST_TEST(assume({.role_arn = roles + "partner", .external_id = "42"}), problem);
    BOOST_TEST(!assume({.role_arn = roles + "admin"}));
    BOOST_TEST(says("AccessDenied"), problem);
    BOOST_TEST(!assume({.role_arn = roles + "reader", .policy = "{"}));
    BOOST_TEST(says("MalformedPolicyDocument"), problem);
}

BOOST_FIXTURE_TEST_CASE(the_code_of_a_device_is_asked_for_each_time, scene) {
    std::vector<std::string> serials;
    std::string code = "123456";
    const auto made = assuming(
        {.role_arn = roles + "admin", .mfa_serial = "GAHT12345678", .mfa_code = [&](std::string serial) {
             serials.push_back(std::move(serial));
             return answer_with(code);
         }});

    BOOST_TEST(keys_of(*made), problem);
    BOOST_TEST(keys_of(*made), problem);
    code = "654321";
    BOOST_TEST(!keys_of(*made));
    BOOST_TEST(says("MultiFactorAuthentication failed"), problem);
    BOOST_TEST(serials == std::vector<std::string>(3, "GAHT12345678"), boost::test_tools::per_element());
    BOOST_TEST(!logged("654321"));
}

BOOST_FIXTURE_TEST_CASE(keys_that_are_wrong_assume_nothing, scene) {
    own.secret_access_key = "wrong";
    BOOST_TEST(!assume({.role_arn = roles + "reader"}));
    BOOST_TEST(says("SignatureDoesNotMatch"), problem);
    own.access_key_id = "AKIAUNKNOWN";
    BOOST_TEST(!assume({.role_arn = roles + "reader"}));
    BOOST_TEST(says("InvalidClientTokenId"), problem);
}

BOOST_AUTO_TEST_SUITE_END()
