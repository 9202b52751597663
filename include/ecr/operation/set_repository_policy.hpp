#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct set_repository_policy_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string policy_text{};
    std::optional<bool> force{};
};
ECR_SHAPE(set_repository_policy_request, registry_id, repository_name, policy_text, force);

struct set_repository_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(set_repository_policy_response, registry_id, repository_name, policy_text);

inline constexpr operation<set_repository_policy_request, set_repository_policy_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    set_repository_policy{"SetRepositoryPolicy"};

}
