#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL get_authorization_token_response
on_get_authorization_token(const handling& on, const get_authorization_token_request& request);

/// The operation that lets container clients log in.
[[nodiscard]] ECR_DECL std::span<const route> authorization_routes();

/// Whom an authorization token was given to.
struct login {
    std::string account{};
    std::string region{};
    std::string caller_arn{};
    timestamp expires_at{};
};

/// What the token, as it follows `Basic ` in a header, stands for; nothing if this emulator did not give it
/// out or if it has expired.
[[nodiscard]] ECR_DECL std::optional<login> login_of(world& all, std::string_view token, timestamp now);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/authorization.ipp>
#endif
