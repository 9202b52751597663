#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// STS in its query protocol: `AssumeRole`, `AssumeRoleWithWebIdentity` and `GetCallerIdentity`.
///
/// An identity token has to be a JSON web token whose time has come and is not over; who signed it is not
/// looked at, as an emulator knows no issuer.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_token_service();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/token_service.ipp>
#endif
