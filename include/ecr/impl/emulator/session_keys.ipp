#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/emulator/session_keys.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL std::optional<role_name> parse_role_arn(std::string_view arn) {
    constexpr std::string_view kind = ":role/";
    const auto account = detail::account_of_arn(arn);
    const auto at = arn.find(kind);
    if (!account || at == arn.npos) return std::nullopt;
    role_name role{.account = *account};
    role.partition = arn.substr(4, arn.find(':', 4) - 4);
    role.name = arn.substr(arn.rfind('/') + 1);
    const auto service = "arn:" + role.partition + ":iam::" + role.account;
    const auto in_name = [](char c) {
        return detail::is_alphanumeric(c) || std::string_view("_+=,.@-").find(c) != std::string_view::npos;
    };
    if (arn.substr(0, at) != service || role.name.empty() || !detail::each_is(role.name, in_name))
        return std::nullopt;
    return role;
}

ECR_DECL std::string role_arn_of(const role_name& role) {
    return "arn:" + role.partition + ":iam::" + role.account + ":role/" + role.name;
}

ECR_DECL std::string session_arn_of(const role_name& role, std::string_view session) {
    return "arn:" + role.partition + ":sts::" + role.account + ":assumed-role/" + role.name + "/" +
           std::string(session);
}

ECR_DECL std::string make_access_key_id(std::string_view prefix, std::string uuid) {
    std::erase(uuid, '-');
    std::ranges::transform(uuid, uuid.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return std::string(prefix) + uuid.substr(uuid.size() - std::min<std::size_t>(uuid.size(), 16));
}

ECR_DECL ecr::credentials issue_keys(server_state& state, const arrival& came, const key_owner& owner,
                                     std::chrono::seconds life) {
    // Those that nobody uses any more must not fill the memory.
    constexpr std::size_t most = 10'000;
    ecr::credentials keys;
    keys.access_key_id = make_access_key_id("ASIA", came.new_id());
    keys.secret_access_key = secret(came.new_id());
    keys.session_token = secret("emulated/" + came.new_id() + came.new_id());
    // Whole seconds are what all the protocols can tell.
    keys.expiration = std::chrono::floor<std::chrono::seconds>(came.now) + life;
    keys.account_id = owner.account;
    keys.provider_name = "emulator";
    state.keys.add_session({.keys = keys, .account = owner.account, .arn = owner.arn}, most);
    return keys;
}

ECR_DECL ecr::credentials issue_session(server_state& state, const arrival& came, const role_name& role,
                                        std::string_view session, std::chrono::seconds life) {
    const key_owner owner{.account = role.account, .arn = session_arn_of(role, session)};
    return issue_keys(state, came, owner, life);
}

ECR_DECL const ecr::credentials& lasting_sessions::get(server_state& state, const arrival& came,
                                                       const role_name& role, std::string_view session) {
    constexpr auto life = std::chrono::hours(6);
    constexpr auto spare = std::chrono::minutes(15);
    auto& kept = kept_[session_arn_of(role, session)];
    const bool known = state.keys.find(kept.access_key_id).has_value();
    if (!known || *kept.expiration - came.now < spare) kept = issue_session(state, came, role, session, life);
    return kept;
}

}
