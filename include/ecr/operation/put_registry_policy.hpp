#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_registry_policy_request {
    /// JSON text, up to 10240 characters.
    std::string policy_text{};
};
ECR_SHAPE(put_registry_policy_request, policy_text);

struct put_registry_policy_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> policy_text{};
};
ECR_SHAPE(put_registry_policy_response, registry_id, policy_text);

/// Sets the permissions policy of the caller's own registry, in place of the one it has.
///
/// It is what lets other accounts replicate into this registry.
inline constexpr operation<put_registry_policy_request, put_registry_policy_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    put_registry_policy{"PutRegistryPolicy"};
ECR_COMPILED_SHAPES(put_registry_policy);

}
