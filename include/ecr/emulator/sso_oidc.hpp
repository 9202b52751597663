#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// What renews the tokens of IAM Identity Center, called `sso-oidc`: `CreateToken` for a refresh token.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_sso_oidc();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/sso_oidc.ipp>
#endif
