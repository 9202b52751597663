#include <ecr/credentials/login.hpp>
#include <ecr/detail/datetime.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/p256.hpp>
#include <support/provider_home.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(providers_login)

namespace {

using namespace test;
using ecr::fault_kind;

const std::string user = "arn:aws:iam::123456789012:user/emulator";

struct scene : provider_home {
    using provider_home::provider_home;

    std::shared_ptr<ecr::login_credentials> log_in(const ecr::console_login& who = {}) {
        leave(server.log_in(who));
        return another(who.session);
    }
    /// A provider as another process has it.
    std::shared_ptr<ecr::login_credentials> another(const std::string& session = user) {
        return std::make_shared<ecr::login_credentials>(
            with, ecr::login_options{.session = session, .profile = "work"});
    }
    [[nodiscard]] bool says(std::string_view text) const { return problem.find(text) != std::string::npos; }
};

struct tls_scene : scene {
    tls_scene()
        : scene(with_tls()) {}
};

}

BOOST_FIXTURE_TEST_CASE(a_client_calls_for_as_long_as_the_session_lasts, scene) {
    const auto caller = caching(log_in());
    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(requests_of("signin") == 0);
    for (int renewals = 1; renewals < 6; ++renewals) {
        time->pass(15min);
        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(requests_of("signin") == renewals);
    }
    time->ahead = 12h;

    const auto ended = describe(caller);

    BOOST_TEST_REQUIRE(ended.has_error());
    BOOST_TEST(problem_of(ended).find("the session has ended") != std::string::npos, problem_of(ended));
    BOOST_TEST(problem_of(ended).find("aws login --profile work") != std::string::npos, problem_of(ended));
    leave(server.log_in(ecr::console_login()));
    time->pass(1min);
    BOOST_TEST(problem_of(describe(caller)) == "");
}

BOOST_FIXTURE_TEST_CASE(keys_about_to_end_are_renewed_on_the_disk, scene) {
    const auto provider = log_in();
    const auto before = kept();
    time->ahead = 11min;

    const auto keys = keys_of(*provider);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(call_with(*keys) == "");
    BOOST_TEST(keys->access_key_id == kept("accessToken.accessKeyId"));
    BOOST_TEST(requests_of("signin") == 1);
    BOOST_TEST(is_well_kept());
    for (const auto* const name : {"accessToken.accessKeyId", "accessToken.expiresAt", "refreshToken"})
        BOOST_TEST(kept(name) != before.text(name).value(), name);
    for (const auto* const name : {"accessToken.accountId", "tokenType", "clientId", "dpopKey"})
        BOOST_TEST(kept(name) == before.text(name).value(), name);
    const auto end = ecr::detail::parse_timestamp(kept("accessToken.expiresAt"));
    BOOST_TEST((end && *end > time->utc_now() + 14min && *end <= time->utc_now() + 15min));
    for (const auto* const name : {"accessToken.secretAccessKey", "accessToken.sessionToken", "refreshToken"})
        BOOST_TEST(!logged(kept(name)), name);
    time->pass(10min);
    BOOST_TEST(call_with(*keys) == "");
    time->pass(5min);
    BOOST_TEST(call_with(*keys) == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(a_session_is_renewed_over_tls, tls_scene) {
    const auto provider = log_in();
    time->ahead = 15min;

    const auto keys = keys_of(*provider);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(call_with(*keys) == "");
}

BOOST_FIXTURE_TEST_CASE(a_proof_is_for_the_host_that_is_asked, scene) {
    with.signin_endpoint_url = "http://LOCALHOST:" + std::to_string(server.port()) + "/";
    const auto provider = log_in();
    time->ahead = 15min;

    BOOST_TEST(keys_of(*provider), problem);
}

BOOST_FIXTURE_TEST_CASE(what_another_process_has_renewed_is_not_renewed_again, scene) {
    const auto one = log_in();
    const auto other = another();
    BOOST_TEST_REQUIRE(keys_of(*other), problem);
    time->ahead = 15min;

    const auto renewed = keys_of(*one);
    const auto found = keys_of(*other);

    BOOST_TEST_REQUIRE((renewed && found), problem);
    BOOST_TEST(*renewed == *found);
    BOOST_TEST(requests_of("signin") == 1);
}

BOOST_FIXTURE_TEST_CASE(two_processes_that_renew_at_the_same_time_both_have_keys, scene) {
    const auto one = log_in();
    const auto other = another();
    time->ahead = 15min;
    // The one that is refused hears of it when the other one has written its file.
    server.faults().add(ecr::fault_rule{
        .kind = fault_kind::delay, .operation = "signin", .after = 1, .count = 1, .milliseconds = 30});
    std::vector<std::string> came;
    const auto ask = [&](const std::shared_ptr<ecr::login_credentials>& provider) {
        const auto work = [&came, provider]() -> asio::awaitable<void> {
            auto asking = provider->get();
            const auto keys = co_await std::move(asking);
            came.push_back(keys->access_key_id);
        };
        asio::co_spawn(context, work, [](std::exception_ptr thrown) { BOOST_TEST(!thrown); });
    };

    ask(one);
    ask(other);
    run_until([&] { return came.size() == 2; });

    BOOST_TEST(came[0] == came[1]);
    BOOST_TEST(server.requests()[0].code == "");
    BOOST_TEST(server.requests()[1].code == "TOKEN_EXPIRED");
}

BOOST_FIXTURE_TEST_CASE(refusals_say_what_to_do_once_the_keys_have_ended, scene) {
    const auto provider = log_in();
    time->ahead = 11min;
    server.change_password(user);
    BOOST_TEST(keys_of(*provider), problem);
    BOOST_TEST(requests_of("signin") == 1);
    time->ahead = 15min;

    BOOST_TEST(!keys_of(*provider));
    BOOST_TEST(says("the password was changed"), problem);

    const auto forbidden = log_in({.may_renew = false});
    time->pass(15min);
    BOOST_TEST(!keys_of(*forbidden));
    BOOST_TEST(says("signin:CreateOAuth2Token"), problem);
}

BOOST_FIXTURE_TEST_CASE(a_session_is_not_renewed_with_another_key, scene) {
    const auto provider = log_in();
    auto text = kept();
    text.set("dpopKey", p256_key().pem());
    std::ofstream(file) << text.written();
    time->ahead = 15min;

    BOOST_TEST(!keys_of(*provider));

    BOOST_TEST(says("another key than that of the session"), problem);
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_fails_is_no_failure_while_the_keys_are_good, scene) {
    const auto provider = log_in();
    time->ahead = 10min + 1s;
    for (const int status : {400, 403, 429, 500, 503}) {
        answer_with(status, "SomeException", "signin");
        BOOST_TEST(keys_of(*provider), status << ": " << problem);
        BOOST_TEST(keys_of(*provider), problem);
        time->pass(30s);
    }
    for (const auto kind : {fault_kind::garbage, fault_kind::throttle}) {
        fail(kind, "signin");
        BOOST_TEST(keys_of(*provider), to_string(kind) << ": " << problem);
        time->pass(30s);
    }

    BOOST_TEST(requests_of("signin") == 7);
    time->ahead = 15min;
    BOOST_TEST(!keys_of(*provider));
    // The answer that was garbage had used up the refresh token.
    BOOST_TEST(server.requests().back().code == "TOKEN_EXPIRED");
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_fails_is_an_error_once_the_keys_have_ended, scene) {
    const auto provider = log_in();
    time->ahead = 15min;
    const std::pair<int, const char*> table[] = {
        {500, "InternalServerException"}, {429, "TooManyRequestsError"}, {400, "ValidationException"}};
    for (const auto& [status, code] : table) {
        answer_with(status, code, "signin");
        BOOST_TEST(!keys_of(*provider));
        BOOST_TEST(says(code), problem);
        BOOST_TEST(!keys_of(*provider));
        BOOST_TEST(says("not renewed moments ago"), problem);
        time->pass(30s);
    }
    BOOST_TEST(requests_of("signin") == 3);
    BOOST_TEST(keys_of(*provider), problem);
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_may_have_arrived_is_not_sent_again, scene) {
    for (const auto kind : {fault_kind::reset_after, fault_kind::truncate, fault_kind::stall}) {
        reconnect();
        if (kind == fault_kind::stall) be_impatient(1);
        const auto provider = log_in();
        time->pass(15min);
        server.clear_requests();
        fail(kind, "signin");

        BOOST_TEST(!keys_of(*provider), to_string(kind));
        BOOST_TEST(requests_of("signin") == 1, to_string(kind));
        BOOST_TEST(!says("aws login"), problem);

        // The refresh token is lost with the answer.
        time->pass(30s);
        BOOST_TEST(!keys_of(*provider), to_string(kind));
        BOOST_TEST(says("aws login --profile work"), problem);
    }
}

BOOST_FIXTURE_TEST_CASE(asking_ends_when_it_is_cancelled, scene) {
    const auto provider = log_in();
    time->ahead = 11min;

    BOOST_TEST((cancelled(*provider, "signin") == asio::error::operation_aborted));

    BOOST_TEST(keys_of(*provider), problem);
}

BOOST_FIXTURE_TEST_CASE(those_who_ask_at_once_share_one_renewal, scene) {
    const auto provider = log_in();
    time->ahead = 15min;

    const auto came = keys_of_all(*provider, 5);

    BOOST_TEST(came == 5, problem);
    BOOST_TEST(requests_of("signin") == 1);
}

BOOST_FIXTURE_TEST_CASE(who_asks_after_a_renewal_was_given_up_has_its_keys_at_once, scene) {
    for (const bool sent : {false, true}) {
        reconnect();
        const auto provider = log_in();
        time->pass(15min);
        server.clear_requests();
        delay("signin", 50ms);

        const auto ended = cancelled_once(*provider, [&] { return !sent || requests_of("signin") == 1; });

        BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
        BOOST_TEST(keys_of(*provider), problem);
        BOOST_TEST(requests_of("signin") == 1);
    }
}

BOOST_FIXTURE_TEST_CASE(a_renewal_that_was_given_up_is_written_nevertheless, scene) {
    const auto provider = log_in();
    const auto before = kept("refreshToken");
    time->ahead = 15min;
    delay("signin", 50ms);

    const auto ended = cancelled_once(*provider, [&] { return requests_of("signin") == 1; });
    run_until([&] { return kept("refreshToken") != before; });

    BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
    BOOST_TEST(keys_of(*another()), problem);
    BOOST_TEST(requests_of("signin") == 1);
}

BOOST_AUTO_TEST_SUITE_END()
