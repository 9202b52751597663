#include <ecr/credentials/sso.hpp>
#include <ecr/detail/datetime.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/provider_home.hpp>
#include <tuple>
#include <vector>

BOOST_AUTO_TEST_SUITE(providers_sso)

namespace {

using namespace test;
using ecr::fault_kind;

struct scene : provider_home {
    std::shared_ptr<ecr::sso_credentials> log_in(const ecr::sso_login& who = {}) {
        leave(server.log_in(who));
        return another(who);
    }
    /// A provider as another process has it.
    std::shared_ptr<ecr::sso_credentials> another(const ecr::sso_login& who = {}) {
        return std::make_shared<ecr::sso_credentials>(with, ecr::sso_options{.session_name = who.session_name,
                                                                             .start_url = who.start_url,
                                                                             .region = who.region,
                                                                             .account_id = "123456789012",
                                                                             .role_name = "emulator",
                                                                             .profile = "work"});
    }
    [[nodiscard]] bool says(std::string_view text) const { return problem.find(text) != std::string::npos; }
};

}

BOOST_FIXTURE_TEST_CASE(a_client_calls_with_keys_of_the_role_and_gets_new_ones_in_time, scene) {
    const auto caller = caching(log_in({.roles = {{"210987654321", "other"}, {}}}));

    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(requests_of("sso") == 1);
    for (int hours = 1; hours < 5; ++hours) {
        time->pass(1h);
        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(requests_of("sso") == hours + 1);
    }
    BOOST_TEST(server.requests().back().account == "123456789012");
    BOOST_TEST(requests_of("sso-oidc") == 0);
}

BOOST_FIXTURE_TEST_CASE(a_token_about_to_end_is_renewed_on_the_disk, scene) {
    const auto provider = log_in();
    const auto before = kept();
    time->ahead = 8h - 4min;

    const auto keys = keys_of(*provider);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(call_with(*keys) == "");
    BOOST_TEST(requests_of("sso-oidc") == 1);
    BOOST_TEST(is_well_kept());
    for (const auto* const name : {"accessToken", "refreshToken", "expiresAt"})
        BOOST_TEST(kept(name) != before.text(name).value(), name);
    for (const auto* const name : {"startUrl", "region", "clientId", "clientSecret", "registrationExpiresAt"})
        BOOST_TEST(kept(name) == before.text(name).value(), name);
    const auto end = ecr::detail::parse_timestamp(kept("expiresAt"));
    BOOST_TEST((end && *end > time->utc_now() + 8h - 1min && *end <= time->utc_now() + 8h));
    for (const auto* const name : {"accessToken", "refreshToken", "clientSecret"})
        BOOST_TEST(!logged(kept(name)), name);
}

BOOST_FIXTURE_TEST_CASE(a_session_is_renewed_for_as_long_as_it_lasts, scene) {
    const auto caller = caching(log_in({.session_life = 24h * 10}));
    for (int renewals = 1; renewals < 5; ++renewals) {
        time->pass(12h);
        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(requests_of("sso-oidc") == renewals);
    }
    time->ahead = 24h * 10;

    const auto ended = describe(caller);

    BOOST_TEST_REQUIRE(ended.has_error());
    BOOST_TEST(server.requests().back().code == "ExpiredTokenException");
    BOOST_TEST(problem_of(ended).find("aws sso login --profile work") != std::string::npos,
               problem_of(ended));
    leave(server.log_in(ecr::sso_login()));
    time->pass(1min);
    BOOST_TEST(problem_of(describe(caller)) == "");
}

BOOST_FIXTURE_TEST_CASE(what_another_process_has_renewed_is_not_renewed_again, scene) {
    const auto one = log_in();
    const auto other = another();
    BOOST_TEST_REQUIRE(keys_of(*other), problem);
    time->ahead = 9h;

    BOOST_TEST(keys_of(*one), problem);
    BOOST_TEST(keys_of(*other), problem);

    BOOST_TEST(requests_of("sso-oidc") == 1);
}

BOOST_FIXTURE_TEST_CASE(the_legacy_form_lasts_as_long_as_its_token, scene) {
    const auto provider = log_in({.session_name = ""});
    time->ahead = 8h - 1min;
    const auto keys = keys_of(*provider);
    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(call_with(*keys) == "");
    time->ahead = 8h;

    BOOST_TEST(!keys_of(*provider));

    BOOST_TEST(says("the token has expired"), problem);
    BOOST_TEST(says("aws sso login --profile work"), problem);
    BOOST_TEST(requests_of("sso-oidc") == 0);
    BOOST_TEST(requests_of("sso") == 1);
}

BOOST_FIXTURE_TEST_CASE(a_client_whose_registration_is_over_does_not_ask, scene) {
    const auto provider = log_in({.registration_life = 1h});
    time->ahead = 8h - 1min;
    BOOST_TEST(keys_of(*provider), problem);
    time->ahead = 8h;

    BOOST_TEST(!keys_of(*provider));

    BOOST_TEST(requests_of("sso-oidc") == 0);
}

BOOST_FIXTURE_TEST_CASE(refusals_of_the_portal_say_what_to_do, scene) {
    const auto stranger = log_in({.roles = {{"123456789012", "other"}}});
    BOOST_TEST(!keys_of(*stranger));
    BOOST_TEST(says("ForbiddenException: No access"), problem);
    BOOST_TEST(says("is the role assigned to you?"), problem);

    auto left = server.log_in(ecr::sso_login());
    left.text.replace(left.text.find("emulated/sso/"), 13, "other/");
    leave(left);
    BOOST_TEST(!keys_of(*stranger));
    BOOST_TEST(says("UnauthorizedException"), problem);
    BOOST_TEST(says("aws sso login --profile work"), problem);
}

BOOST_FIXTURE_TEST_CASE(a_fault_of_the_portal_that_passes_is_not_noticed, scene) {
    const auto provider = log_in();
    const std::vector<fault_kind> faults{fault_kind::reset_before, fault_kind::reset_after,
                                         fault_kind::truncate};
    for (const auto kind : faults) {
        fail(kind, "sso", 2);
        BOOST_TEST(keys_of(*provider), to_string(kind) << ": " << problem);
        BOOST_TEST(server.faults().rules().empty());
    }
    for (const int status : {429, 500, 503}) {
        answer_with(status, "SomeException", "sso", 2);
        BOOST_TEST(keys_of(*provider), status << ": " << problem);
        BOOST_TEST(server.faults().rules().empty());
    }
}

BOOST_FIXTURE_TEST_CASE(a_fault_of_the_portal_that_stays_is_the_error, scene) {
    const auto provider = log_in();
    const std::tuple<int, const char*, int> table[] = {{500, "InternalServerException", 3},
                                                       {429, "TooManyRequestsException", 3},
                                                       {400, "InvalidRequestException", 1},
                                                       {404, "ResourceNotFoundException", 1}};
    for (const auto& [status, code, attempts] : table) {
        answer_with(status, code, "sso", std::nullopt);
        server.clear_requests();
        BOOST_TEST(!keys_of(*provider));
        BOOST_TEST(says(code), problem);
        BOOST_TEST(requests_of("sso") == attempts, code);
        server.faults().clear();
    }
    fail(fault_kind::garbage, "sso");
    BOOST_TEST(!keys_of(*provider));
    BOOST_TEST(says("not JSON"), problem);
    fail(fault_kind::throttle, "sso");
    BOOST_TEST(!keys_of(*provider));
    BOOST_TEST(says("ThrottlingException"), problem);
}

BOOST_FIXTURE_TEST_CASE(a_portal_that_says_nothing_is_asked_three_times, scene) {
    be_impatient(1);
    const auto lucky = log_in();
    fail(fault_kind::stall, "sso");
    BOOST_TEST(keys_of(*lucky), problem);
    be_impatient(3);
    const auto provider = another();
    fail(fault_kind::stall, "sso", std::nullopt);
    server.clear_requests();

    BOOST_TEST(!keys_of(*provider));

    BOOST_TEST(requests_of("sso") == 3);
    BOOST_TEST(says("5000 ms"), problem);
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_fails_is_no_failure_while_the_token_is_good, scene) {
    const auto provider = log_in();
    time->ahead = 8h - 4min;
    const std::pair<int, const char*> table[] = {{400, "SlowDownException"},
                                                 {400, "InvalidGrantException"},
                                                 {401, "InvalidClientException"},
                                                 {500, "InternalServerException"}};
    for (const auto& [status, code] : table) {
        answer_with(status, code, "sso-oidc", std::nullopt);
        time->pass(30s);
        BOOST_TEST(keys_of(*provider), code << ": " << problem);
        BOOST_TEST(server.requests().back().operation == "sso");
        server.faults().clear();
    }
    fail(fault_kind::garbage, "sso-oidc");
    time->pass(30s);
    BOOST_TEST(keys_of(*provider), problem);
    const auto asked_before = requests_of("sso-oidc");
    BOOST_TEST(keys_of(*provider), problem);
    BOOST_TEST(requests_of("sso-oidc") == asked_before);
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_fails_is_one_once_the_token_has_ended, scene) {
    const auto provider = log_in();
    time->ahead = 8h;
    answer_with(400, "InvalidGrantException", "sso-oidc");

    BOOST_TEST(!keys_of(*provider));

    BOOST_TEST(says("aws sso login --profile work"), problem);
    BOOST_TEST(requests_of("sso") == 0);
    time->pass(30s);
    BOOST_TEST(keys_of(*provider), problem);
}

BOOST_FIXTURE_TEST_CASE(who_has_to_slow_down_tries_later, scene) {
    const auto provider = log_in({.token_life = 4min, .pause = 45s});
    BOOST_TEST(keys_of(*provider), problem);
    time->pass(31s);
    BOOST_TEST(keys_of(*provider), problem);
    BOOST_TEST(requests_of("sso-oidc") == 2);
    const auto before = kept("accessToken");
    time->pass(31s);

    BOOST_TEST(keys_of(*provider), problem);

    BOOST_TEST(kept("accessToken") != before);
}

BOOST_FIXTURE_TEST_CASE(asking_ends_when_it_is_cancelled, scene) {
    const auto provider = log_in();
    BOOST_TEST((cancelled(*provider, "sso") == asio::error::operation_aborted));
    BOOST_TEST(keys_of(*provider), problem);
    time->ahead = 8h;
    BOOST_TEST((cancelled(*provider, "sso-oidc") == asio::error::operation_aborted));
}

BOOST_FIXTURE_TEST_CASE(those_who_ask_at_once_share_one_renewal, scene) {
    const auto provider = log_in();
    time->ahead = 8h;

    const auto came = keys_of_all(*provider, 5);

    BOOST_TEST(came == 5, problem);
    BOOST_TEST(requests_of("sso-oidc") == 1);
    BOOST_TEST(requests_of("sso") == 5);
}

BOOST_FIXTURE_TEST_CASE(who_asks_after_a_renewal_was_given_up_has_its_token_at_once, scene) {
    for (const bool sent : {false, true}) {
        reconnect();
        const auto provider = log_in();
        time->pass(8h);
        server.clear_requests();
        delay("sso-oidc", 50ms);

        const auto ended = cancelled_once(*provider, [&] { return !sent || requests_of("sso-oidc") == 1; });

        BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
        BOOST_TEST(keys_of(*provider), problem);
        BOOST_TEST(requests_of("sso-oidc") == 1);
    }
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_was_given_up_is_written_nevertheless, scene) {
    const auto provider = log_in();
    const auto before = kept("refreshToken");
    time->ahead = 8h;
    delay("sso-oidc", 50ms);

    const auto ended = cancelled_once(*provider, [&] { return requests_of("sso-oidc") == 1; });
    run_until([&] { return kept("refreshToken") != before; });

    BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
    BOOST_TEST(keys_of(*another()), problem);
    BOOST_TEST(requests_of("sso-oidc") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
