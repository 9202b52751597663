#pragma once

#include <ecr/credentials.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::string_view anonymous_provider = "Anonymous";

/// Whether requests are not to be signed. Keys that are empty by mistake do not say who they are from.
[[nodiscard]] inline bool is_anonymous(const credentials& keys) noexcept {
    return keys.provider_name == anonymous_provider && keys.access_key_id.empty() &&
           keys.secret_access_key.empty();
}

}
