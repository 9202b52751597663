#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct validate_pull_through_cache_rule_request {
    /// 2 to 30 characters, as given to `create_pull_through_cache_rule`.
    std::string ecr_repository_prefix{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(validate_pull_through_cache_rule_request, ecr_repository_prefix, registry_id);

struct validate_pull_through_cache_rule_response {
    std::optional<std::string> ecr_repository_prefix{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> upstream_registry_url{};
    std::optional<std::string> credential_arn{};
    std::optional<std::string> custom_role_arn{};
    /// 2 to 30 characters; "ROOT", which matches every upstream repository, when none was given.
    std::optional<std::string> upstream_repository_prefix{};
    std::optional<bool> is_valid{};
    /// For people to read; absent when the rule is valid.
    std::optional<std::string> failure{};
};
ECR_SHAPE(validate_pull_through_cache_rule_response, ecr_repository_prefix, registry_id,
          upstream_registry_url, credential_arn, custom_role_arn, upstream_repository_prefix, is_valid,
          failure);

/// Tries whether a pull through cache rule can log in to its upstream registry.
///
/// A rule that does not work is an answer, not an error: look at `is_valid`.
inline constexpr operation<
    validate_pull_through_cache_rule_request, validate_pull_through_cache_rule_response,
    errors<errc::invalid_parameter, errc::pull_through_cache_rule_not_found, errc::server, errc::validation>>
    validate_pull_through_cache_rule{"ValidatePullThroughCacheRule"};
ECR_COMPILED_SHAPES(validate_pull_through_cache_rule);

}
