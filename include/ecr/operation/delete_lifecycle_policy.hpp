#pragma once

#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_lifecycle_policy_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
};
ECR_SHAPE(delete_lifecycle_policy_request, registry_id, repository_name);

struct delete_lifecycle_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// JSON text.
    std::optional<std::string> lifecycle_policy_text{};
    std::optional<timestamp> last_evaluated_at{};
};
ECR_SHAPE(delete_lifecycle_policy_response, registry_id, repository_name, lifecycle_policy_text,
          last_evaluated_at);

/// Deletes the lifecycle policy of a repository and answers what it said.
inline constexpr operation<delete_lifecycle_policy_request, delete_lifecycle_policy_response,
                           errors<errc::invalid_parameter, errc::lifecycle_policy_not_found,
                                  errc::repository_not_found, errc::server, errc::validation>>
    delete_lifecycle_policy{"DeleteLifecyclePolicy"};
ECR_COMPILED_SHAPES(delete_lifecycle_policy);

}
