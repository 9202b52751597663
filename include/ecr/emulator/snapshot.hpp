#pragma once

#include <ecr/emulator/world.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// All state of a world as JSON, secrets included; not its limits and durations.
[[nodiscard]] ECR_DECL std::string save(const world& all);

/// Puts saved state in the place of all there is; throws `std::invalid_argument`, with the world as it was,
/// for a text that is none.
ECR_DECL void load(world& all, std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/snapshot.ipp>
#endif
