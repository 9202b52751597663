#pragma once

#include <ecr/credentials.hpp>
#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/left_file.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// Who logs in as with `aws login`, and for how long.
struct console_login {
    /// The ARN of a user or of an assumed role, which a profile names as its `login_session`.
    std::string session{"arn:aws:iam::123456789012:user/emulator"};
    /// Whether the user is allowed to renew the session.
    bool may_renew = true;
    /// At most 15 minutes.
    std::chrono::seconds key_life{std::chrono::minutes(15)};
    std::chrono::seconds session_life{std::chrono::hours(12)};
};

/// What a client shows for new keys.
struct login_renewal {
    std::string client_id{};
    std::string refresh_token{};
    /// Of the key that the proof of possession is by.
    std::string thumbprint{};
};

/// Who gets new keys, and the token to renew them with, good for one use.
struct login_token {
    console_login who{};
    std::string refresh_token{};
};

/// The sessions of `aws login`.
class login_directory {
public:
    /// `keys` are the first ones of the session.
    [[nodiscard]] ECR_DECL left_file log_in(const console_login& who, const ecr::credentials& keys,
                                            const arrival& came);

    /// Uses up the refresh token; throws a `protocol_fault`, with everything as it was, where it is not to.
    [[nodiscard]] ECR_DECL login_token renew(const login_renewal& shown, const arrival& came);

    /// Ends the sessions of this user.
    ECR_DECL void change_password(std::string_view session);

private:
    struct open_session {
        console_login who{};
        std::string refresh_token{};
        std::string thumbprint{};
        timestamp end{};
        bool password_changed = false;
    };

    std::vector<open_session> sessions_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/login_directory.ipp>
#endif
