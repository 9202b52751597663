#pragma once

#include <ecr/detail/config.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Whether a policy document, which was checked before, allows an action to an account as a whole; without a
/// look at conditions and resources.
[[nodiscard]] ECR_DECL bool grants(std::string_view policy, std::string_view account,
                                   std::string_view action);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/policy_grant.ipp>
#endif
