#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// What `docker login` asks: `/v2/`, the base of the registry protocol, answered to those who have a token of
/// `GetAuthorizationToken` that has not expired by the emulator's time. Nothing else of that protocol is
/// here.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_container_login();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/container_login.ipp>
#endif
