#pragma once

#include <ecr/model/lifecycle.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct start_lifecycle_policy_preview_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// JSON text of 100 to 30720 characters; the policy of the repository when absent.
    std::optional<std::string> lifecycle_policy_text{};
};
ECR_SHAPE(start_lifecycle_policy_preview_request, registry_id, repository_name, lifecycle_policy_text);

struct start_lifecycle_policy_preview_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> lifecycle_policy_text{};
    std::optional<open_enum<ecr::lifecycle_policy_preview_status>> status{};
};
ECR_SHAPE(start_lifecycle_policy_preview_response, registry_id, repository_name, lifecycle_policy_text,
          status);

/// Starts to work out what a lifecycle policy would do to a repository, without doing it.
///
/// `get_lifecycle_policy_preview` answers the results. A repository has one preview at a time: while it runs,
/// another ends as `lifecycle_policy_preview_in_progress`.
inline constexpr operation<start_lifecycle_policy_preview_request, start_lifecycle_policy_preview_response,
                           errors<errc::invalid_parameter, errc::lifecycle_policy_not_found,
                                  errc::lifecycle_policy_preview_in_progress, errc::repository_not_found,
                                  errc::server, errc::validation>>
    start_lifecycle_policy_preview{"StartLifecyclePolicyPreview"};
ECR_COMPILED_SHAPES(start_lifecycle_policy_preview);

}
