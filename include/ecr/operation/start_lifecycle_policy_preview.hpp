#pragma once

#include <ecr/model/lifecycle.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct start_lifecycle_policy_preview_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
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

inline constexpr operation<start_lifecycle_policy_preview_request, start_lifecycle_policy_preview_response,
                           errors<errc::invalid_parameter, errc::lifecycle_policy_not_found,
                                  errc::lifecycle_policy_preview_in_progress, errc::repository_not_found,
                                  errc::server, errc::validation>>
    start_lifecycle_policy_preview{"StartLifecyclePolicyPreview"};

}
