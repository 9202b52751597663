#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/model/creation_template.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// What a caller of that registry would be answered.
[[nodiscard]] ECR_DECL handling within(const handling& on, const registry& of);

/// Creates a repository for the service itself, with the settings of the template that holds for that.
ECR_DECL stored_repository& create_for(const handling& on, registry& of, const std::string& name,
                                       ecr::rct_applied_for reason);

/// Finds the repository that is pushed to, which is created if there is a template for that.
[[nodiscard]] ECR_DECL located locate_for_push(const handling& on,
                                               const std::optional<std::string>& registry_id,
                                               const std::string& name);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/created_repository.ipp>
#endif
