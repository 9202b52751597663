#pragma once

#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_pull_through_cache_rule_request {
    /// 2 to 30 characters, as given to `create_pull_through_cache_rule`.
    std::string ecr_repository_prefix{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(delete_pull_through_cache_rule_request, ecr_repository_prefix, registry_id);

struct delete_pull_through_cache_rule_response {
    std::optional<std::string> ecr_repository_prefix{};
    std::optional<std::string> upstream_registry_url{};
    std::optional<timestamp> created_at{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> credential_arn{};
    std::optional<std::string> custom_role_arn{};
    std::optional<std::string> upstream_repository_prefix{};
};
ECR_SHAPE(delete_pull_through_cache_rule_response, ecr_repository_prefix, upstream_registry_url, created_at,
          registry_id, credential_arn, custom_role_arn, upstream_repository_prefix);

/// Deletes a pull through cache rule and answers what it said.
inline constexpr operation<
    delete_pull_through_cache_rule_request, delete_pull_through_cache_rule_response,
    errors<errc::invalid_parameter, errc::pull_through_cache_rule_not_found, errc::server, errc::validation>>
    delete_pull_through_cache_rule{"DeletePullThroughCacheRule"};
ECR_COMPILED_SHAPES(delete_pull_through_cache_rule);

}
