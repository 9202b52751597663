#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_repository_policy_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
};
ECR_SHAPE(delete_repository_policy_request, registry_id, repository_name);

struct delete_repository_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// JSON text.
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(delete_repository_policy_response, registry_id, repository_name, policy_text);

/// Deletes the permissions policy of a repository and answers what it said.
inline constexpr operation<delete_repository_policy_request, delete_repository_policy_response,
                           errors<errc::invalid_parameter, errc::repository_not_found,
                                  errc::repository_policy_not_found, errc::server>>
    delete_repository_policy{"DeleteRepositoryPolicy"};
ECR_COMPILED_SHAPES(delete_repository_policy);

}
