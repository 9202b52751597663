#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_lifecycle_policy_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string lifecycle_policy_text{};
};
ECR_SHAPE(put_lifecycle_policy_request, registry_id, repository_name, lifecycle_policy_text);

struct put_lifecycle_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> lifecycle_policy_text{};
};
ECR_SHAPE(put_lifecycle_policy_response, registry_id, repository_name, lifecycle_policy_text);

inline constexpr operation<
    put_lifecycle_policy_request, put_lifecycle_policy_response,
    errors<errc::invalid_parameter, errc::repository_not_found, errc::server, errc::validation>>
    put_lifecycle_policy{"PutLifecyclePolicy"};

}
