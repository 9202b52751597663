#include <ecr/credentials/process.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/load_config.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <support/planted_sources.hpp>
#include <vector>

// Whatever happens between a provider and its source, what is secret stays between them: no error, event, log
// line or explanation shows it, nor does the log of the emulator.
namespace {

using namespace test;
using ecr::fault_kind;

/// Each answer with one of the secrets in it, and what comes of it.
void echo_everything(const planted_source& source, const std::vector<secret_echo>& answers) {
    planted_sources scene;
    static_cast<void>((scene.*source.make)());
    // The token of the metadata service is known once it has been used.
    BOOST_TEST(scene.keys_of(*(scene.*source.make)()), scene.problem);
    static_cast<void>((scene.*source.make)());
    const auto all = scene.secrets.told();
    BOOST_TEST_REQUIRE(!all.empty());
    for (std::size_t i = 0; i < answers.size(); ++i) {
        const auto text = answers[i](all[i % all.size()]);
        BOOST_TEST_CONTEXT(text) {
            const flaky_server hostile(scene.context.get_executor(), answering(answers[i], text));
            scene.renew_connections();
            scene.time->pass(9h);
            scene.led->port = hostile.port();
            scene.led->well = source.well;

            const auto caller = scene.watched((scene.*source.make)());

            BOOST_TEST(!scene.call_and_explain(caller));
            scene.check();
        }
    }
}

/// What the emulator can do to the answers of its companions.
std::vector<ecr::fault_rule> every_fault() {
    std::vector<ecr::fault_rule> all;
    for (const int status : {400, 401, 403, 404, 429, 500, 503})
        all.push_back({.kind = fault_kind::error, .code = "SomeException", .status = status});
    for (const auto kind :
         {fault_kind::throttle, fault_kind::expired_token, fault_kind::garbage, fault_kind::truncate,
          fault_kind::wrong_length, fault_kind::overlong, fault_kind::reset_before, fault_kind::reset_after})
        all.push_back({.kind = kind});
    for (const auto kind : {fault_kind::delay, fault_kind::stall})
        all.push_back({.kind = kind, .milliseconds = 3'600'000});
    return all;
}

struct trial_scene : planted_sources {
    /// What goes wrong from now on, after so many requests that go well; errors quote a secret, unless there
    /// are others by now.
    void strike(ecr::fault_rule rule, const planted_source& source, int well, bool renewed = false) {
        const auto& all = secrets.told();
        rule.operation = source.companion;
        rule.after = well;
        if (rule.kind == fault_kind::error && !all.empty() && !renewed)
            rule.message = "what is " + all.front() + " for?";
        led->impatient = rule.kind == fault_kind::delay || rule.kind == fault_kind::stall;
        server.faults().add(rule);
    }
};

}

BOOST_AUTO_TEST_SUITE(providers_canary)

BOOST_AUTO_TEST_CASE(a_source_that_refuses_and_quotes_a_secret_gives_nothing_away) {
    for (const auto& source : every_source) {
        // Who asks an instance for a token has told it nothing yet.
        if (source.companion == std::string("instance-metadata") && source.well == 0) continue;
        BOOST_TEST_CONTEXT(source.companion << " after " << source.well) {
            echo_everything(source, refusals_with_secrets());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_source_that_makes_no_sense_of_a_secret_gives_nothing_away) {
    for (const auto& source : every_source) {
        BOOST_TEST_CONTEXT(source.companion << " after " << source.well) {
            echo_everything(source, garbage_with_secrets());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_source_that_fails_from_the_start_gives_nothing_away) {
    for (const auto& source : every_source) {
        for (const auto& rule : every_fault()) {
            BOOST_TEST_CONTEXT(source.companion << " after " << source.well << " " << ecr::to_json(rule)) {
                trial_scene scene;
                const auto caller = scene.watched((scene.*source.make)());
                scene.strike(rule, source, source.well);

                scene.call_and_explain(caller);

                if (scene.secrets.empty()) scene.secrets.plant("cAnArY");
                scene.check();
            }
        }
    }
}

// By the clock the first time, by the word of the service the second.
BOOST_AUTO_TEST_CASE(keys_that_expire_and_are_not_replaced_are_not_shown) {
    for (const auto& source : every_source) {
        for (const auto& rule : every_fault()) {
            if (rule.status && rule.status != 403 && rule.status != 500) continue;
            for (const bool by_clock : {true, false}) {
                BOOST_TEST_CONTEXT(source.companion << " " << ecr::to_json(rule) << by_clock) {
                    trial_scene scene;
                    const auto caller = scene.watched((scene.*source.make)());
                    BOOST_TEST(scene.call_and_explain(caller));
                    const std::string_view name = source.companion;
                    scene.strike(rule, source, 0, name != "sts" && name != "container-credentials");

                    if (by_clock) scene.time->pass(9h);
                    if (!by_clock) scene.server.advance(9h);

                    scene.call_and_explain(caller);
                    scene.check();
                }
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_question_that_is_given_up_gives_nothing_away) {
    for (const auto& source : every_source) {
        BOOST_TEST_CONTEXT(source.companion << " after " << source.well) {
            trial_scene scene;
            const auto caller = scene.watched((scene.*source.make)());
            scene.strike({.kind = fault_kind::stall}, source, source.well);
            scene.led->impatient = false;
            asio::cancellation_signal signal;
            bool ended = false;
            const auto work = [&]() -> asio::awaitable<void> {
                const ecr::describe_repositories_request request;
                try {
                    auto calling = ecr::describe_repositories(caller, request);
                    co_await std::move(calling);
                } catch (const std::exception& thrown) {
                    scene.heard->texts.emplace_back(thrown.what());
                }
                ended = true;
            };

            asio::co_spawn(scene.context, hear_every_cancellation(work()),
                           asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr) {}));
            scene.run_until([&] { return scene.requests_of(source.companion) > source.well; });
            signal.emit(asio::cancellation_type::total);
            scene.run_until([&] { return ended; });

            scene.secrets.plant("cAnArY");
            scene.check();
        }
    }
}

BOOST_FIXTURE_TEST_CASE(a_program_that_fails_gives_nothing_away, planted_sources) {
    const std::string keys = R"({"Version":1,"AccessKeyId":"A","SecretAccessKey":"cAnArY-output")";
    const std::vector<std::string> scripts{
        "echo '" + keys + "}'; exit 1",
        "echo '" + keys,
        "echo cAnArY-output",
        "echo '" + keys + R"(,"SessionToken":"cAnArY-output","Expiration":"cAnArY-output"}')",
        "echo '" + keys + R"(,"SessionToken":"cAnArY-output","Expiration":"2001-01-01T00:00:00Z"}')",
        "echo '" + keys + "}' >&2; exit 1",
        "echo 'AWS_SECRET_ACCESS_KEY=cAnArY-complaint' >&2; exit 1",
        "echo 'Authorization: Bearer cAnArY-complaint' >&2; exit 1",
        "echo 'refresh_token: cAnArY-complaint' >&2; exit 1",
        "echo 'https://user:cAnArY-complaint@idp.example/?code=cAnArY-complaint' >&2; exit 1",
        "echo '" + keys + "}' >&2; kill -9 $$",
        "echo cAnArY-output; exec sleep 60",
    };
    for (const auto* const each : {"cAnArY-output", "cAnArY-complaint", "cAnArY-argument"})
        secrets.plant(each);
    for (const auto& script : scripts) {
        BOOST_TEST_CONTEXT(script) {
            std::ofstream(home.path() + "/get") << script << "\n";
            const auto command = "/bin/sh " + home.path() + "/get --password cAnArY-argument";
            const auto limit = script.ends_with("60") ? 100ms : 10000ms;

            const auto caller = watched(std::make_shared<ecr::process_credentials>(
                with, ecr::process_options{.command = command, .limit = limit}));

            BOOST_TEST(!call_and_explain(caller));
            check();
        }
    }
}

BOOST_FIXTURE_TEST_CASE(an_explanation_of_files_and_variables_gives_nothing_away, planted_sources) {
    secrets.plant("cAnArY");
    const std::vector<std::string> profiles{
        "aws_access_key_id = AKID\naws_secret_access_key = cAnArY\naws_session_token = cAnArY",
        "aws_secret_access_key cAnArY",
        "aws_secret_access_key = cAnArY",
        "credential_process = /bin/false --password cAnArY 'cAnArY",
        "credential_process = /bin/false --password cAnArY",
        "endpoint_url = http://user:cAnArY@127.0.0.1:1/?token=cAnArY",
        "role_arn = arn:aws:iam::1:role/r\nexternal_id = cAnArY\nsource_profile = missing",
        "role_arn = arn:aws:iam::1:role/r\nexternal_id = cAnArY\ncredential_source = EcsContainer",
        "sso_session = s\nsso_account_id = 1\nsso_role_name = r\n[sso-session s]\nclient_secret = cAnArY",
    };
    world->set_variable("AWS_EC2_METADATA_DISABLED", "true");
    world->set_variable("AWS_REGION", "us-east-1");
    world->set_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:1/?token=cAnArY");
    world->set_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", "Basic cAnArY\r\nX: cAnArY");
    world->set_variable("AWS_ENDPOINT_URL_STS", "http://user:cAnArY@127.0.0.1:1/");
    std::filesystem::create_directories(home.path() + "/.aws");
    for (const auto& profile : profiles) {
        BOOST_TEST_CONTEXT(profile) {
            std::ofstream(home.path() + "/.aws/config") << "[default]\n" << profile << "\n";
            run_coroutine(context, [&]() -> asio::awaitable<void> {
                const ecr::load_options options;
                try {
                    auto reading = ecr::load_settings(world, options);
                    const auto settings = co_await std::move(reading);
                    heard->texts.push_back(ecr::to_string(settings.explanation));
                    for (const auto& each : settings.problems) heard->texts.push_back(each);
                    auto loading = ecr::load_config(world, options);
                    auto config = co_await std::move(loading);
                    config.observer = heard;
                    const ecr::client made(co_await asio::this_coro::executor, std::move(config));
                    auto explaining = made.explain();
                    const auto all = co_await std::move(explaining);
                    heard->texts.push_back(ecr::to_string(all));
                    const ecr::describe_repositories_request request;
                    auto calling = ecr::describe_repositories(made, request);
                    co_await std::move(calling);
                } catch (const std::exception& thrown) {
                    heard->texts.emplace_back(thrown.what());
                }
            });

            BOOST_TEST(!heard->texts.empty());
            for (const auto& text : heard->texts) BOOST_TEST(secrets.shown_in(text).empty(), text);
            heard->texts.clear();
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
