#pragma once

#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct update_pull_through_cache_rule_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 30 characters, as given to `create_pull_through_cache_rule`.
    std::string ecr_repository_prefix{};
    /// ARN of 50 to 612 characters of a secret whose name begins with "ecr-pullthroughcache/".
    std::optional<std::string> credential_arn{};
    /// Up to 2048 characters; the role that the service assumes when the upstream is ECR.
    std::optional<std::string> custom_role_arn{};
};
ECR_SHAPE(update_pull_through_cache_rule_request, registry_id, ecr_repository_prefix, credential_arn,
          custom_role_arn);

struct update_pull_through_cache_rule_response {
    std::optional<std::string> ecr_repository_prefix{};
    std::optional<std::string> registry_id{};
    std::optional<timestamp> updated_at{};
    std::optional<std::string> credential_arn{};
    std::optional<std::string> custom_role_arn{};
    /// 2 to 30 characters; "ROOT", which matches every upstream repository, when none was given.
    std::optional<std::string> upstream_repository_prefix{};
};
ECR_SHAPE(update_pull_through_cache_rule_response, ecr_repository_prefix, registry_id, updated_at,
          credential_arn, custom_role_arn, upstream_repository_prefix);

/// Changes the secret or the role with which a pull through cache rule reads from its upstream registry.
inline constexpr operation<update_pull_through_cache_rule_request, update_pull_through_cache_rule_response,
                           errors<errc::invalid_parameter, errc::pull_through_cache_rule_not_found,
                                  errc::secret_not_found, errc::server, errc::unable_to_access_secret,
                                  errc::unable_to_decrypt_secret_value, errc::validation>>
    update_pull_through_cache_rule{"UpdatePullThroughCacheRule"};
ECR_COMPILED_SHAPES(update_pull_through_cache_rule);

}
