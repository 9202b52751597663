#pragma once

#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_lifecycle_policy_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
};
ECR_SHAPE(get_lifecycle_policy_request, registry_id, repository_name);

struct get_lifecycle_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// JSON text.
    std::optional<std::string> lifecycle_policy_text{};
    std::optional<timestamp> last_evaluated_at{};
};
ECR_SHAPE(get_lifecycle_policy_response, registry_id, repository_name, lifecycle_policy_text,
          last_evaluated_at);

/// Gets the lifecycle policy of a repository.
inline constexpr operation<get_lifecycle_policy_request, get_lifecycle_policy_response,
                           errors<errc::invalid_parameter, errc::lifecycle_policy_not_found,
                                  errc::repository_not_found, errc::server, errc::validation>>
    get_lifecycle_policy{"GetLifecyclePolicy"};
ECR_COMPILED_SHAPES(get_lifecycle_policy);

}
