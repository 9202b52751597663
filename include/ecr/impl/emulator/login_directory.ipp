#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/emulator/dpop_check.hpp>
#include <ecr/emulator/login_directory.hpp>
#include <ecr/emulator/service_fault.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace logins {

// The command line tool's own, the same for all who use it.
inline constexpr std::string_view client_id = "arn:aws:signin:::devtools/same-device";

[[nodiscard]] ECR_DECL protocol_fault denied(std::string reason, std::string message) {
    return {std::move(reason), std::move(message), 403};
}

[[nodiscard]] ECR_DECL std::string new_token(const arrival& came) {
    return "emulated/refresh/" + came.new_id();
}

}

ECR_DECL left_file login_directory::log_in(const console_login& who, const ecr::credentials& keys,
                                           const arrival& came) {
    const auto key = make_dpop_key();
    const auto& made = sessions_.emplace_back(open_session{.who = who,
                                                           .refresh_token = logins::new_token(came),
                                                           .thumbprint = key.thumbprint,
                                                           .end = came.now + who.session_life});
    detail::json_document text;
    text.set("accessToken.accessKeyId", keys.access_key_id);
    text.set("accessToken.secretAccessKey", keys.secret_access_key.reveal());
    text.set("accessToken.sessionToken", keys.session_token.reveal());
    text.set("accessToken.accountId", keys.account_id.value_or(""));
    text.set("accessToken.expiresAt", detail::to_iso8601(keys.expiration.value()));
    text.set("tokenType", "aws_sigv4");
    text.set("refreshToken", made.refresh_token);
    text.set("clientId", logins::client_id);
    text.set("dpopKey", key.pem);
    return {.path = "~/.aws/login/cache/" + detail::login_file_name(who.session), .text = text.written()};
}

ECR_DECL login_token login_directory::renew(const login_renewal& shown, const arrival& came) {
    const auto found = std::ranges::find(sessions_, shown.refresh_token, &open_session::refresh_token);
    if (found == sessions_.end() || shown.client_id != logins::client_id || came.now >= found->end)
        throw logins::denied("TOKEN_EXPIRED", "the refresh token was used before, or the session has ended");
    if (found->thumbprint != shown.thumbprint)
        throw protocol_fault{"INVALID_REQUEST", "the proof is by another key than that of the session", 400};
    if (found->password_changed)
        throw logins::denied("USER_CREDENTIALS_CHANGED", "the password of the user was changed");
    if (!found->who.may_renew)
        throw logins::denied("INSUFFICIENT_PERMISSIONS", "signin:CreateOAuth2Token is not allowed");
    found->refresh_token = logins::new_token(came);
    return {.who = found->who, .refresh_token = found->refresh_token};
}

ECR_DECL void login_directory::change_password(std::string_view session) {
    for (auto& each : sessions_) {
        if (each.who.session == session) each.password_changed = true;
    }
}

}
