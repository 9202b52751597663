#pragma once

#include <ecr/emulator/world.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// All that a registry keeps beside its repositories, as JSON: settings, known findings, copies, backfills.
[[nodiscard]] ECR_DECL std::string save_registry(const registry& of);

/// Puts what was saved in place of what the registry keeps; says what is wrong with a text that cannot be
/// that, and changes nothing then.
[[nodiscard]] ECR_DECL std::optional<std::string> load_registry(registry& into, std::string_view json);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/registry_snapshot.ipp>
#endif
