#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_lifecycle_policy_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// JSON text of 100 to 30720 characters.
    std::string lifecycle_policy_text{};
};
ECR_SHAPE(put_lifecycle_policy_request, registry_id, repository_name, lifecycle_policy_text);

struct put_lifecycle_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> lifecycle_policy_text{};
};
ECR_SHAPE(put_lifecycle_policy_response, registry_id, repository_name, lifecycle_policy_text);

/// Sets the lifecycle policy of a repository, in place of the one it has.
///
/// The policy deletes images for good; try it with `start_lifecycle_policy_preview` first.
inline constexpr operation<
    put_lifecycle_policy_request, put_lifecycle_policy_response,
    errors<errc::invalid_parameter, errc::repository_not_found, errc::server, errc::validation>>
    put_lifecycle_policy{"PutLifecyclePolicy"};
ECR_COMPILED_SHAPES(put_lifecycle_policy);

}
