#pragma once

#include <ecr/emulator/handling.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Refuses what is no policy document; `member` is how the request calls the text.
ECR_DECL void check_policy(std::string_view text, std::string_view member);

/// Whether a policy document, which was checked before, keeps the caller from doing this, such as
/// `ecr:SetRepositoryPolicy`.
[[nodiscard]] ECR_DECL bool denies(std::string_view text, const handling& on, std::string_view action);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/policy_text.ipp>
#endif
