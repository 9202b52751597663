#pragma once

#include <ecr/credentials_provider.hpp>
#include <ecr/emulator.hpp>
#include <ecr/emulator/certificate.hpp>
#include <ecr/emulator/connection.hpp>
#include <ecr/emulator/container_agent.hpp>
#include <ecr/emulator/container_login.hpp>
#include <ecr/emulator/control.hpp>
#include <ecr/emulator/downloads.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/instance_metadata.hpp>
#include <ecr/emulator/responder.hpp>
#include <ecr/emulator/session_keys.hpp>
#include <ecr/emulator/signin.hpp>
#include <ecr/emulator/snapshot.hpp>
#include <ecr/emulator/sso_oidc.hpp>
#include <ecr/emulator/sso_portal.hpp>
#include <ecr/emulator/token_service.hpp>
#include <ecr/emulator/trust_file.hpp>
#include <ecr/emulator/unique_id.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

/// What ends with the last handle, though connections may outlive it.
struct emulator::running {
    std::shared_ptr<emulation::server_state> state{};
    std::shared_ptr<emulation::responder> answers{};
    std::shared_ptr<emulation::listener> door{};
    std::string authority{};
    /// Clients take certificates to trust from a file only.
    std::unique_ptr<emulation::trust_file> trusted{};

    running() = default;
    running(const running&) = delete;
    running& operator=(const running&) = delete;
    ~running() {
        if (door) door->close(close_mode::cancel);
    }
};

[[nodiscard]] ECR_DECL emulation::listener_settings listener_settings_of(const emulator_config& config) {
    emulation::listener_settings settings{.port = config.port,
                                          .message = config.limits.message,
                                          .max_connections = config.limits.max_connections,
                                          .max_buffered = config.limits.max_buffered,
                                          .idle = config.limits.idle,
                                          .clock = config.clock};
    if (!settings.clock)
        settings.clock = [] {
            return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
        };
    return settings;
}

ECR_DECL emulator::emulator(boost::asio::any_io_executor executor, emulator_config config)
    : running_(std::make_shared<running>()) {
    auto& made = *running_;
    auto settings = listener_settings_of(config);
    if (config.tls) {
        emulation::server_identity shown{.certificate = config.certificate,
                                         .private_key = config.private_key,
                                         .authority = config.certificate};
        if (shown.certificate.empty()) shown = emulation::make_server_identity();
        settings.tls = emulation::make_server_tls(shown.certificate, shown.private_key);
        made.authority = shown.authority;
        made.trusted = std::make_unique<emulation::trust_file>(made.authority);
    }
    made.state = std::make_shared<emulation::server_state>(config.seed, config.limits.max_log);
    made.state->all.times() = config.durations;
    made.state->all.limits() = config.quotas;
    made.state->who = std::move(config.identities);
    made.answers = std::make_shared<emulation::responder>(made.state);
    made.answers->add(emulation::make_control());
    made.answers->add(emulation::make_downloads());
    made.answers->add(emulation::make_token_service());
    made.answers->add(emulation::make_instance_metadata());
    made.answers->add(emulation::make_container_agent());
    made.answers->add(emulation::make_container_login());
    made.answers->add(emulation::make_sso_portal());
    made.answers->add(emulation::make_sso_oidc());
    made.answers->add(emulation::make_signin());
    made.door = std::make_shared<emulation::listener>(std::move(executor), std::move(settings), made.answers);
    made.door->start();
}

ECR_DECL std::uint16_t emulator::port() const {
    return running_->door->port();
}

ECR_DECL std::string emulator::endpoint_url() const {
    return running_->door->base_url();
}

ECR_DECL const std::string& emulator::authority() const {
    return running_->authority;
}

ECR_DECL client_config emulator::config_for(std::string region, std::string account) const {
    client_config config;
    config.region = std::move(region);
    config.endpoint_url = endpoint_url();
    config.credentials = std::make_shared<static_credentials>(keys_for(account));
    if (running_->trusted) config.tls.ca_file = running_->trusted->path();
    return config;
}

[[nodiscard]] ECR_DECL std::string arn_of(const key_options& options) {
    return options.arn.empty() ? "arn:aws:iam::" + options.account + ":user/emulator" : options.arn;
}

ECR_DECL credentials emulator::keys_for(const std::string& account) const {
    const auto id = "AKIAEMU" + std::string(account.size() < 13 ? 13 - account.size() : 0, '0') + account;
    if (auto known = running_->state->keys.find(id)) return std::move(known->keys);
    credentials keys;
    keys.access_key_id = id;
    keys.secret_access_key = secret("emulated/secret/of/account/" + account);
    keys.account_id = account;
    keys.provider_name = "emulator";
    const key_options options{.account = account};
    running_->state->keys.add({.keys = keys, .account = account, .arn = arn_of(options)});
    return keys;
}

ECR_DECL credentials emulator::add_key(const key_options& options) {
    const auto* const prefix = options.session_token.empty() ? "AKIA" : "ASIA";
    credentials keys;
    keys.access_key_id = emulation::make_access_key_id(prefix, emulation::make_unique_id());
    keys.secret_access_key = secret(emulation::make_unique_id());
    keys.session_token = secret(options.session_token);
    keys.expiration = options.expiration;
    keys.account_id = options.account;
    keys.provider_name = "emulator";
    running_->state->keys.add({.keys = keys, .account = options.account, .arn = arn_of(options)});
    return keys;
}

ECR_DECL void emulator::remove_key(std::string_view access_key_id) {
    running_->state->keys.remove(access_key_id);
}

ECR_DECL emulation::left_file emulator::log_in(const sso_login& who) {
    const emulation::arrival came{.now = now(), .new_id = emulation::make_unique_id};
    const auto alone = running_->answers->lock();
    return running_->state->sso.log_in(who, came);
}

ECR_DECL emulation::left_file emulator::log_in(const console_login& who) {
    const emulation::arrival came{.now = now(), .new_id = emulation::make_unique_id};
    const auto alone = running_->answers->lock();
    return emulation::log_in(*running_->state, who, came);
}

ECR_DECL void emulator::change_password(std::string_view session) {
    const auto alone = running_->answers->lock();
    running_->state->logins.change_password(session);
}

ECR_DECL timestamp emulator::now() const {
    return running_->door->settings().clock() + running_->state->ahead.load();
}

ECR_DECL void emulator::advance(std::chrono::milliseconds by) {
    auto ahead = running_->state->ahead.load();
    while (!running_->state->ahead.compare_exchange_weak(ahead, ahead + by)) {
    }
}

ECR_DECL emulation::fault_book& emulator::faults() const {
    return running_->state->faults;
}

ECR_DECL std::vector<request_record> emulator::requests() const {
    return running_->state->log.records();
}

ECR_DECL void emulator::clear_requests() {
    running_->state->log.clear();
}

ECR_DECL std::string emulator::snapshot() const {
    const auto alone = running_->answers->lock();
    return emulation::save(running_->state->all);
}

ECR_DECL void emulator::load(std::string_view snapshot) {
    const auto alone = running_->answers->lock();
    emulation::load(running_->state->all, snapshot);
}

ECR_DECL void emulator::set_findings(const emulated_image& image, std::string_view json) {
    const auto alone = running_->answers->lock();
    auto& where = running_->state->all.at(image.account, image.region);
    emulation::set_findings(where, image.repository, image.digest, json);
}

ECR_DECL std::size_t emulator::connections() const {
    return running_->door->connections();
}

ECR_DECL void emulator::close() const {
    running_->door->close(close_mode::cancel);
}

ECR_DECL boost::asio::awaitable<void> emulator::close(close_mode mode) const {
    running_->door->close(mode);
    const auto wait = [](std::shared_ptr<emulation::listener> door) -> boost::asio::awaitable<void> {
        auto closing = door->closed();
        co_await std::move(closing);
    };
    return wait(running_->door);
}

}
