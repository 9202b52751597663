#pragma once

#include <ecr/credentials.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// A role as its ARN names it.
struct role_name {
    std::string partition{"aws"};
    std::string account{};
    /// Without its path.
    std::string name{};
};

/// Takes `arn:aws:iam::123456789012:role/path/name` apart; nothing if it is no such ARN.
[[nodiscard]] ECR_DECL std::optional<role_name> parse_role_arn(std::string_view arn);

/// `arn:aws:iam::123456789012:role/name`.
[[nodiscard]] ECR_DECL std::string role_arn_of(const role_name& role);

/// `arn:aws:sts::123456789012:assumed-role/name/session`.
[[nodiscard]] ECR_DECL std::string session_arn_of(const role_name& role, std::string_view session);

/// The prefix, such as `ASIA`, and 16 characters that are made of a UUID.
[[nodiscard]] ECR_DECL std::string make_access_key_id(std::string_view prefix, std::string uuid);

/// Whose keys are made.
struct key_owner {
    std::string account{};
    /// Of a user or of a session.
    std::string arn{};
};

/// Makes keys that the server accepts until their time, by the emulator's clock, has come.
[[nodiscard]] ECR_DECL ecr::credentials issue_keys(server_state& state, const arrival& came,
                                                   const key_owner& owner, std::chrono::seconds life);

/// The same for a session of a role.
[[nodiscard]] ECR_DECL ecr::credentials issue_session(server_state& state, const arrival& came,
                                                      const role_name& role, std::string_view session,
                                                      std::chrono::seconds life);

/// Keys for six hours that are the same each time they are asked for, until they are about to expire.
class lasting_sessions {
public:
    /// Valid until the next call.
    [[nodiscard]] ECR_DECL const ecr::credentials& get(server_state& state, const arrival& came,
                                                       const role_name& role, std::string_view session);

private:
    std::map<std::string, ecr::credentials, std::less<>> kept_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/session_keys.ipp>
#endif
