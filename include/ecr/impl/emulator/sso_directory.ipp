#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/sso_directory.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL sso_token sso_directory::give_token(std::size_t owner, const arrival& came) {
    auto& to = sessions_[owner];
    std::erase_if(tokens_, [&](const auto& each) { return each.second.end <= came.now; });
    sso_token made{.access_token = "emulated/sso/" + came.new_id(), .life = to.who.token_life};
    if (!to.who.session_name.empty()) to.refresh_token = "emulated/refresh/" + came.new_id();
    made.refresh_token = to.refresh_token;
    tokens_.insert_or_assign(made.access_token,
                             open_token{.owner = owner, .end = came.now + to.who.token_life});
    return made;
}

ECR_DECL left_file sso_directory::log_in(const sso_login& who, const arrival& came) {
    const bool legacy = who.session_name.empty();
    sessions_.push_back({.who = who, .begun = came.now});
    const auto token = give_token(sessions_.size() - 1, came);
    const auto after = [&](std::chrono::seconds life) {
        return detail::to_iso8601(std::chrono::floor<std::chrono::seconds>(came.now) + life);
    };
    detail::json_document text;
    text.set("startUrl", who.start_url);
    text.set("region", who.region);
    text.set("accessToken", token.access_token);
    text.set("expiresAt", after(who.token_life));
    if (!legacy) {
        auto& made = sessions_.back();
        made.client_id = "emulated/client/" + came.new_id();
        made.client_secret = came.new_id();
        text.set("clientId", made.client_id);
        text.set("clientSecret", made.client_secret);
        text.set("registrationExpiresAt", after(who.registration_life));
        text.set("refreshToken", token.refresh_token);
    }
    return {.path = "~/.aws/sso/cache/" + detail::sso_file_name(legacy ? who.start_url : who.session_name),
            .text = text.written()};
}

ECR_DECL std::size_t sso_directory::session_of(const sso_renewal& shown, timestamp now) const {
    const auto found = std::ranges::find_if(sessions_, [&](const session& each) {
        return !each.client_id.empty() && each.client_id == shown.client_id &&
               each.client_secret == shown.client_secret;
    });
    if (found == sessions_.end() || now >= found->begun + found->who.registration_life)
        throw protocol_fault{"InvalidClientException", "the client is not registered, or not any more", 401};
    if (shown.refresh_token != found->refresh_token)
        throw protocol_fault{"InvalidGrantException",
                             "the refresh token is not of this client, or was used before", 400};
    if (now >= found->begun + found->who.session_life)
        throw protocol_fault{"ExpiredTokenException", "the session has ended", 400};
    if (found->renewed && now < *found->renewed + found->who.pause)
        throw protocol_fault{"SlowDownException", "the token was renewed moments ago", 400};
    return static_cast<std::size_t>(found - sessions_.begin());
}

ECR_DECL sso_token sso_directory::renew(const sso_renewal& shown, const arrival& came) {
    const auto found = session_of(shown, came.now);
    sessions_[found].renewed = came.now;
    return give_token(found, came);
}

ECR_DECL const sso_login* sso_directory::owner_of(std::string_view access_token, timestamp now) const {
    const auto found = tokens_.find(access_token);
    const bool good = found != tokens_.end() && now < found->second.end;
    return good ? &sessions_[found->second.owner].who : nullptr;
}

}
