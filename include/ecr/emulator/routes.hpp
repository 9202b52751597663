#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/route.hpp>

#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// The routes of all operations, sorted by name.
[[nodiscard]] ECR_DECL std::span<const route> every_route();

/// The route of an operation; null when there is none of this name.
[[nodiscard]] ECR_DECL const route* find_route(std::string_view operation);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/routes.ipp>
#endif
