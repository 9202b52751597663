#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_registry_policy_request {};
ECR_SHAPE(delete_registry_policy_request);

struct delete_registry_policy_response {
    std::optional<std::string> registry_id{};
    /// JSON text.
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(delete_registry_policy_response, registry_id, policy_text);

/// Deletes the permissions policy of the caller's own registry and answers what it said.
inline constexpr operation<
    delete_registry_policy_request, delete_registry_policy_response,
    errors<errc::invalid_parameter, errc::registry_policy_not_found, errc::server, errc::validation>>
    delete_registry_policy{"DeleteRegistryPolicy"};
ECR_COMPILED_SHAPES(delete_registry_policy);

}
