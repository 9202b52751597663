#pragma once

#include <ecr/emulator/login_control.hpp>
#include <ecr/emulator/signin.hpp>
#include <ecr/json.hpp>
#include <ecr/shape.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

struct sso_login_text {
    std::optional<std::string> session_name{};
    std::optional<std::string> start_url{};
    std::optional<std::string> region{};
    std::optional<std::string> account{};
    std::optional<std::string> role{};
    std::optional<std::int64_t> token_seconds{};
};
ECR_SHAPE(sso_login_text, session_name, start_url, region, account, role, token_seconds);

struct console_login_text {
    std::optional<std::string> session{};
    std::optional<std::int64_t> key_seconds{};
};
ECR_SHAPE(console_login_text, session, key_seconds);

template <class T>
[[nodiscard]] T read_login(std::string_view text) {
    auto read = from_json<T>(text, as_result);
    if (read.has_error()) throw std::invalid_argument(std::string(read.error().message()));
    return *std::move(read);
}

[[nodiscard]] ECR_DECL std::chrono::seconds life_of(std::int64_t seconds) {
    constexpr std::int64_t century = std::int64_t{100} * 366 * 86400;
    if (seconds <= 0 || seconds > century) throw std::invalid_argument("a number of seconds is out of range");
    return std::chrono::seconds(seconds);
}

ECR_DECL left_file log_in_to_sso(server_state& state, std::string_view text, const arrival& came) {
    auto said = read_login<sso_login_text>(text);
    sso_login who;
    sso_assignment role;
    who.session_name = std::move(said.session_name).value_or(who.session_name);
    who.start_url = std::move(said.start_url).value_or(who.start_url);
    who.region = std::move(said.region).value_or(who.region);
    if (said.token_seconds) who.token_life = life_of(*said.token_seconds);
    role.account = std::move(said.account).value_or(role.account);
    role.role = std::move(said.role).value_or(role.role);
    who.roles = {std::move(role)};
    return state.sso.log_in(who, came);
}

ECR_DECL left_file log_in_to_console(server_state& state, std::string_view text, const arrival& came) {
    auto said = read_login<console_login_text>(text);
    console_login who;
    who.session = std::move(said.session).value_or(who.session);
    if (said.key_seconds) who.key_life = life_of(*said.key_seconds);
    return log_in(state, who, came);
}

}
