#pragma once

/// \file
/// Every source of credentials that is asked over HTTP, with a secret in each place that has one.

#include <ecr/credentials/assume_role.hpp>
#include <ecr/credentials/container.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/credentials/login.hpp>
#include <ecr/credentials/sso.hpp>
#include <ecr/credentials/web_identity.hpp>

#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <support/heard_events.hpp>
#include <support/provider_home.hpp>
#include <support/secret_echoes.hpp>
#include <utility>
#include <vector>

namespace test {

inline const std::string admin_role = "arn:aws:iam::210987654321:role/admin";
inline const std::string external_id = "cAnArY-external-id";
inline const std::string mfa_code = "739105";
inline const std::string container_token = "Basic cAnArY/container+token==";

inline ecr::emulator_config with_secrets() {
    ecr::emulator_config config;
    config.identities.roles = {{.arn = admin_role, .external_id = external_id, .mfa_code = mfa_code}};
    config.identities.containers.push_back({.id = "pod", .token = container_token});
    return config;
}

inline asio::awaitable<ecr::secret> tell_mfa_code(std::string) {
    co_return ecr::secret(mfa_code);
}

/// Plants the keys that it hands on.
class planting_provider final : public ecr::credentials_provider {
public:
    planting_provider(std::shared_ptr<ecr::credentials_provider> inner, planted_secrets& secrets)
        : inner_(std::move(inner))
        , secrets_(secrets) {}

    asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        auto asking = inner_->get();
        auto keys = co_await std::move(asking);
        secrets_.plant_untold(keys->secret_access_key.reveal());
        secrets_.plant_untold(keys->session_token.reveal());
        co_return keys;
    }
    bool expired(const ecr::credentials& keys) override { return inner_->expired(keys); }

private:
    std::shared_ptr<ecr::credentials_provider> inner_;
    planted_secrets& secrets_;
};

struct planted_sources : provider_home {
    using provider_ptr = std::shared_ptr<ecr::credentials_provider>;

    planted_sources()
        : provider_home(with_secrets()) {
        renew_connections();
    }

    void renew_connections() {
        reconnect();
        led = std::make_shared<diverting_transport>(with.transport, secrets);
        with.transport = led;
    }

    provider_ptr assuming() {
        if (!own) {
            own = server.add_key({.session_token = "cAnArY/own+session+token=="});
            secrets.plant(own->secret_access_key.reveal());
            secrets.plant(own->session_token.reveal());
            secrets.plant(external_id);
            secrets.plant(mfa_code);
        }
        return std::make_shared<ecr::assume_role_credentials>(
            with, std::make_shared<ecr::static_credentials>(*own),
            ecr::assume_role_options{.role_arn = admin_role,
                                     .external_id = external_id,
                                     .mfa_serial = "GAHT12345678",
                                     .mfa_code = tell_mfa_code});
    }
    provider_ptr identifying() {
        const auto end =
            std::chrono::floor<std::chrono::seconds>((server.now() + 24h * 365).time_since_epoch());
        const auto signature = ecr::detail::to_base64url("cAnArY of the identity provider");
        const auto token = ecr::detail::to_base64url("{}") + "." +
                           ecr::detail::to_base64url(R"({"iss":"https://idp","sub":"pod","exp":)" +
                                                     std::to_string(end.count()) + "}") +
                           "." + signature;
        if (!std::filesystem::exists(home.path() + "/token")) {
            std::ofstream(home.path() + "/token") << token;
            secrets.plant(token);
            secrets.plant(signature);
        }
        return std::make_shared<ecr::web_identity_credentials>(
            with, ecr::web_identity_options{.token_file = home.path() + "/token",
                                            .role_arn = "arn:aws:iam::210987654321:role/pods"});
    }
    provider_ptr on_an_instance() {
        ecr::instance_metadata_settings settings;
        settings.endpoint = server.endpoint_url();
        return std::make_shared<ecr::instance_metadata_credentials>(with, settings);
    }
    provider_ptr in_a_container() {
        secrets.plant(container_token);
        return std::make_shared<ecr::container_credentials>(
            with, ecr::container_options{.full_uri = server.endpoint_url() + "/v2/credentials/pod",
                                         .token = container_token});
    }
    provider_ptr signed_on() {
        const ecr::sso_login who;
        if (file.empty()) leave(server.log_in(who));
        plant_members({"accessToken"});
        for (const auto* const name : {"refreshToken", "clientSecret"}) secrets.plant_untold(kept(name));
        return std::make_shared<ecr::sso_credentials>(with, ecr::sso_options{.session_name = who.session_name,
                                                                             .start_url = who.start_url,
                                                                             .region = who.region,
                                                                             .account_id = "123456789012",
                                                                             .role_name = "emulator",
                                                                             .profile = "work"});
    }
    /// With a token that has to be renewed.
    provider_ptr signed_on_long_ago() {
        auto provider = signed_on();
        plant_members({"refreshToken", "clientSecret"});
        time->pass(8h);
        return provider;
    }
    provider_ptr logged_in() {
        const ecr::console_login who;
        if (file.empty()) leave(server.log_in(who));
        plant_members({"accessToken.secretAccessKey", "accessToken.sessionToken", "refreshToken"});
        std::istringstream key(kept("dpopKey"));
        for (std::string line; std::getline(key, line);) {
            if (!line.starts_with("-----")) secrets.plant_untold(line);
        }
        return std::make_shared<ecr::login_credentials>(
            with, ecr::login_options{.session = who.session, .profile = "work"});
    }
    /// With keys that have to be renewed.
    provider_ptr logged_in_long_ago() {
        auto provider = logged_in();
        time->pass(15min);
        return provider;
    }

    /// A client that shows all that it does.
    ecr::client watched(provider_ptr provider) {
        auto config = server.config_for();
        config.credentials = std::make_shared<ecr::cached_credentials>(
            context.get_executor(), std::make_shared<planting_provider>(std::move(provider), secrets),
            ecr::refresh_settings(), time);
        config.time = time;
        config.observer = heard;
        config.retry.max_attempts = 2;
        return {context.get_executor(), std::move(config)};
    }

    /// Calls, asks for an explanation, and keeps all that is said; whether the call was a success.
    bool call_and_explain(const ecr::client& on) {
        bool succeeded = false;
        run_coroutine(context, [&]() -> asio::awaitable<void> {
            try {
                auto explaining = on.explain();
                const auto all = co_await std::move(explaining);
                heard->texts.push_back(ecr::to_string(all));
                const ecr::describe_repositories_request request;
                auto calling = ecr::describe_repositories(on, request);
                co_await std::move(calling);
                succeeded = true;
            } catch (const ecr::exception& thrown) {
                heard->texts.push_back(thrown.what() + all_of(thrown.error()));
            }
        });
        return succeeded;
    }

    /// Nothing that was said, by whomever, shows a secret.
    void check() {
        BOOST_TEST(heard->texts.size() >= 3U);
        BOOST_TEST(!secrets.empty());
        for (const auto& each : server.requests()) heard->texts.push_back(ecr::to_json(each));
        for (const auto& text : heard->texts) {
            const auto shown = secrets.shown_in(text);
            BOOST_TEST(shown.empty(), shown << " is in " << text);
        }
        heard->texts.clear();
    }

    /// What the file holds now; nobody is told what it held before.
    void plant_members(std::initializer_list<const char*> names) {
        for (const auto* const name : names) {
            auto& told = members_[name];
            secrets.untell(told);
            told = kept(name);
            secrets.plant(told);
        }
    }

    planted_secrets secrets{};
    std::shared_ptr<heard_events> heard = std::make_shared<heard_events>();
    std::shared_ptr<diverting_transport> led{};
    std::optional<ecr::credentials> own{};

private:
    std::map<std::string, std::string> members_{};
};

/// A companion, and how many requests it answers well until the one that is to fail.
struct planted_source {
    const char* companion;
    int well;
    planted_sources::provider_ptr (planted_sources::*make)();
};

inline const std::vector<planted_source> every_source{
    {"sts", 0, &planted_sources::assuming},
    {"sts", 0, &planted_sources::identifying},
    {"instance-metadata", 0, &planted_sources::on_an_instance},
    {"instance-metadata", 1, &planted_sources::on_an_instance},
    {"instance-metadata", 2, &planted_sources::on_an_instance},
    {"container-credentials", 0, &planted_sources::in_a_container},
    {"sso", 0, &planted_sources::signed_on},
    {"sso-oidc", 0, &planted_sources::signed_on_long_ago},
    {"signin", 0, &planted_sources::logged_in_long_ago},
};

}
