#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator/authorization.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/signed_text.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace authorization {

inline constexpr std::string_view user = "AWS:";
inline constexpr std::size_t signature_size = 64;

/// Takes the text up to the next separator off the front.
ECR_DECL std::string_view take(std::string_view& from) {
    const auto end = std::min(from.find('|'), from.size());
    const auto taken = from.substr(0, end);
    from.remove_prefix(std::min(end + 1, from.size()));
    return taken;
}

}

ECR_DECL get_authorization_token_response
on_get_authorization_token(const handling& on, const get_authorization_token_request& request) {
    const auto expires_at = on.now + on.all.times().login;
    const auto number = std::to_string(expires_at.time_since_epoch().count());
    const auto claims = number + "|" + on.account + "|" + on.region + "|" + on.caller_arn;
    const auto password = detail::to_base64(signature_of(on, "login " + claims) + claims);
    const auto token = detail::to_base64(std::string(authorization::user) + password);
    get_authorization_token_response response;
    for (const auto& id : request.registry_ids.value_or(std::vector{on.account})) {
        response.authorization_data.push_back({.authorization_token = token,
                                               .expires_at = expires_at,
                                               .proxy_endpoint = "https://" + host_of(id, on.region)});
    }
    return response;
}

ECR_DECL std::optional<login> login_of(world& all, std::string_view token, timestamp now) {
    const auto user_and_password = detail::from_base64(token);
    if (!user_and_password || !user_and_password->starts_with(authorization::user)) return std::nullopt;
    const auto password =
        detail::from_base64(std::string_view(*user_and_password).substr(authorization::user.size()));
    if (!password || password->size() < authorization::signature_size) return std::nullopt;
    const auto signature = std::string_view(*password).substr(0, authorization::signature_size);
    auto claims = std::string_view(*password).substr(authorization::signature_size);
    if (!is_signed(all, "login " + std::string(claims), signature)) return std::nullopt;
    const auto number = authorization::take(claims);
    std::int64_t milliseconds = 0;
    std::from_chars(number.data(), number.data() + number.size(), milliseconds);
    login found{.expires_at = timestamp(std::chrono::milliseconds(milliseconds))};
    found.account = authorization::take(claims);
    found.region = authorization::take(claims);
    found.caller_arn = claims;
    if (found.expires_at <= now) return std::nullopt;
    return found;
}

ECR_DECL std::span<const route> authorization_routes() {
    static constexpr route routes[] = {route_of<get_authorization_token, on_get_authorization_token>()};
    return routes;
}

}
