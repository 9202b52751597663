#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// The agents that give containers their keys: that of ECS at `/v2/credentials/` with the id of the container
/// behind it, and that of EKS at `/v1/credentials`, which knows a pod by its token.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_container_agent();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/container_agent.ipp>
#endif
