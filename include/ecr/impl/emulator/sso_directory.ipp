#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/sso_directory.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL void sso_directory::give_token(session& to, const arrival& came) {
    to.token = {.access_token = "emulated/sso/" + came.new_id(), .life = to.who.token_life};
    if (!to.who.session_name.empty()) to.token.refresh_token = "emulated/refresh/" + came.new_id();
    to.token_end = came.now + to.who.token_life;
}

ECR_DECL left_file sso_directory::log_in(const sso_login& who, const arrival& came) {
    const bool legacy = who.session_name.empty();
    auto& made = sessions_.emplace_back(session{.who = who, .begun = came.now});
    give_token(made, came);
    const auto second = [&](std::chrono::seconds later) {
        return detail::to_iso8601(std::chrono::floor<std::chrono::seconds>(came.now) + later);
    };
    detail::json_document text;
    text.set("startUrl", who.start_url);
    text.set("region", who.region);
    text.set("accessToken", made.token.access_token);
    text.set("expiresAt", second(who.token_life));
    if (!legacy) {
        made.client_id = "emulated/client/" + came.new_id();
        made.client_secret = came.new_id();
        text.set("clientId", made.client_id);
        text.set("clientSecret", made.client_secret);
        text.set("registrationExpiresAt", second(who.registration_life));
        text.set("refreshToken", made.token.refresh_token);
    }
    return {.path = "~/.aws/sso/cache/" + detail::sso_file_name(legacy ? who.start_url : who.session_name),
            .text = text.written()};
}

ECR_DECL sso_directory::session& sso_directory::session_of(const sso_renewal& shown, timestamp now) {
    const auto by_client = std::ranges::find_if(sessions_, [&](const session& each) {
        return !each.client_id.empty() && each.client_id == shown.client_id &&
               each.client_secret == shown.client_secret;
    });
    if (by_client == sessions_.end() || now >= by_client->begun + by_client->who.registration_life)
        throw protocol_fault{"InvalidClientException", "the client is not registered, or not any more", 401};
    if (shown.refresh_token != by_client->token.refresh_token)
        throw protocol_fault{"InvalidGrantException",
                             "the refresh token is not of this client, or was used before", 400};
    if (now >= by_client->begun + by_client->who.session_life)
        throw protocol_fault{"ExpiredTokenException", "the session has ended", 400};
    return *by_client;
}

ECR_DECL sso_token sso_directory::renew(const sso_renewal& shown, const arrival& came) {
    auto& found = session_of(shown, came.now);
    if (found.renewed && came.now < *found.renewed + found.who.pause)
        throw protocol_fault{"SlowDownException", "the token was renewed moments ago", 400};
    give_token(found, came);
    found.renewed = came.now;
    return found.token;
}

ECR_DECL const sso_login* sso_directory::owner_of(std::string_view access_token, timestamp now) const {
    const auto found = std::ranges::find_if(sessions_, [&](const session& each) {
        return each.token.access_token == access_token && now < each.token_end;
    });
    return found == sessions_.end() ? nullptr : &found->who;
}

}
