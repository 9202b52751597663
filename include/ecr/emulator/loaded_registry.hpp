#pragma once

#include <ecr/emulator/world.hpp>

namespace ecr::inline ECR_ABI::emulation {

/// Checks what handlers rely on in a registry that was loaded: order, names, policies, counts. Throws the
/// `service_fault` that says what is wrong.
ECR_DECL void check_loaded(const registry& of);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/loaded_registry.ipp>
#endif
