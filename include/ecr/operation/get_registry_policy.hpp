#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_registry_policy_request {};
ECR_SHAPE(get_registry_policy_request);

struct get_registry_policy_response {
    std::optional<std::string> registry_id{};
    /// JSON text.
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(get_registry_policy_response, registry_id, policy_text);

/// Gets the permissions policy of the caller's own registry.
inline constexpr operation<
    get_registry_policy_request, get_registry_policy_response,
    errors<errc::invalid_parameter, errc::registry_policy_not_found, errc::server, errc::validation>>
    get_registry_policy{"GetRegistryPolicy"};
ECR_COMPILED_SHAPES(get_registry_policy);

}
