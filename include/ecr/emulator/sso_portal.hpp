#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// The portal of IAM Identity Center, called `sso`: the keys of a role for a token, as `GetRoleCredentials`.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_sso_portal();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/sso_portal.ipp>
#endif
