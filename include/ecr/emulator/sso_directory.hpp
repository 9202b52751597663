#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/left_file.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// A role that a user of IAM Identity Center may have.
struct sso_assignment {
    std::string account{"123456789012"};
    std::string role{"emulator"};

    friend bool operator==(const sso_assignment&, const sso_assignment&) = default;
};

/// Who logs in as with `aws sso login`, and for how long.
struct sso_login {
    /// As the `sso-session` section is called; empty for the legacy form, whose tokens are not renewed.
    std::string session_name{"emulator"};
    std::string start_url{"https://emulator.awsapps.com/start"};
    std::string region{"us-east-1"};
    std::vector<sso_assignment> roles{{}};
    std::chrono::seconds token_life{std::chrono::hours(8)};
    /// Of the keys of a role.
    std::chrono::seconds key_life{std::chrono::hours(1)};
    /// No token is renewed after this time, nor by a client that registered so long ago.
    std::chrono::seconds session_life{std::chrono::days(90)};
    std::chrono::seconds registration_life{std::chrono::days(90)};
    /// A renewal so soon after the last one is told to slow down.
    std::chrono::seconds pause{0};
};

/// What a client shows for a new token.
struct sso_renewal {
    std::string client_id{};
    std::string client_secret{};
    std::string refresh_token{};
};

struct sso_token {
    std::string access_token{};
    std::string refresh_token{};
    std::chrono::seconds life{};
};

/// The sessions of IAM Identity Center.
class sso_directory {
public:
    [[nodiscard]] ECR_DECL left_file log_in(const sso_login& who, const arrival& came);

    /// Gives a new token, while the one before is good until its end; throws a `protocol_fault` where it does
    /// not.
    [[nodiscard]] ECR_DECL sso_token renew(const sso_renewal& shown, const arrival& came);

    /// Whose token it is; null if it is none, or none any more.
    [[nodiscard]] ECR_DECL const sso_login* owner_of(std::string_view access_token, timestamp now) const;

private:
    struct session {
        sso_login who{};
        std::string client_id{};
        std::string client_secret{};
        std::string refresh_token{};
        timestamp begun{};
        std::optional<timestamp> renewed{};
    };
    struct open_token {
        std::size_t owner = 0;
        timestamp end{};
    };

    [[nodiscard]] sso_token give_token(std::size_t owner, const arrival& came);
    [[nodiscard]] std::size_t session_of(const sso_renewal& shown, timestamp now) const;

    std::vector<session> sessions_{};
    std::map<std::string, open_token, std::less<>> tokens_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/sso_directory.ipp>
#endif
