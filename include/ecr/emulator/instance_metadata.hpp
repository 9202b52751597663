#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// The metadata service of an EC2 instance, below `/latest/`, in version 2 only: what has no token is
/// refused.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_instance_metadata();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/instance_metadata.ipp>
#endif
