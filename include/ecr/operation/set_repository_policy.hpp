#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct set_repository_policy_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// JSON text, up to 10240 characters.
    std::string policy_text{};
    /// Sets even a policy that would keep the caller from setting another one.
    std::optional<bool> force{};
};
ECR_SHAPE(set_repository_policy_request, registry_id, repository_name, policy_text, force);

struct set_repository_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(set_repository_policy_response, registry_id, repository_name, policy_text);

/// Sets the permissions policy of a repository, in place of the one it has.
inline constexpr operation<set_repository_policy_request, set_repository_policy_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    set_repository_policy{"SetRepositoryPolicy"};
ECR_COMPILED_SHAPES(set_repository_policy);

}
