#pragma once

#include <ecr/model/pull_through_cache.hpp>
#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct create_pull_through_cache_rule_request {
    /// 2 to 30 characters, "/" at the end implied; "ROOT" for all that no other rule matches.
    std::string ecr_repository_prefix{};
    /// Host of the upstream registry, such as "public.ecr.aws" or "quay.io".
    std::string upstream_registry_url{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    std::optional<open_enum<ecr::upstream_registry>> upstream_registry{};
    /// ARN of 50 to 612 characters of a secret whose name begins with "ecr-pullthroughcache/".
    std::optional<std::string> credential_arn{};
    /// Up to 2048 characters; the role that the service assumes when the upstream is ECR.
    std::optional<std::string> custom_role_arn{};
    /// 2 to 30 characters; "ROOT", which matches every upstream repository, when absent.
    std::optional<std::string> upstream_repository_prefix{};
};
ECR_SHAPE(create_pull_through_cache_rule_request, ecr_repository_prefix, upstream_registry_url, registry_id,
          upstream_registry, credential_arn, custom_role_arn, upstream_repository_prefix);

struct create_pull_through_cache_rule_response {
    std::optional<std::string> ecr_repository_prefix{};
    std::optional<std::string> upstream_registry_url{};
    std::optional<timestamp> created_at{};
    std::optional<std::string> registry_id{};
    std::optional<open_enum<ecr::upstream_registry>> upstream_registry{};
    std::optional<std::string> credential_arn{};
    std::optional<std::string> custom_role_arn{};
    std::optional<std::string> upstream_repository_prefix{};
};
ECR_SHAPE(create_pull_through_cache_rule_response, ecr_repository_prefix, upstream_registry_url, created_at,
          registry_id, upstream_registry, credential_arn, custom_role_arn, upstream_repository_prefix);

/// Makes the repositories under a prefix a cache of another registry, filled as images are pulled.
inline constexpr operation<
    create_pull_through_cache_rule_request, create_pull_through_cache_rule_response,
    errors<errc::invalid_parameter, errc::limit_exceeded, errc::pull_through_cache_rule_already_exists,
           errc::secret_not_found, errc::server, errc::unable_to_access_secret,
           errc::unable_to_decrypt_secret_value, errc::unsupported_upstream_registry, errc::validation>>
    create_pull_through_cache_rule{"CreatePullThroughCacheRule"};
ECR_COMPILED_SHAPES(create_pull_through_cache_rule);

}
