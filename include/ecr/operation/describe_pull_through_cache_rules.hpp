#pragma once

#include <ecr/model/pull_through_cache.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_pull_through_cache_rules_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 1 to 100, each 2 to 30 characters; all rules when absent, never empty.
    std::optional<std::vector<std::string>> ecr_repository_prefixes{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_pull_through_cache_rules_request, registry_id, ecr_repository_prefixes, next_token,
          max_results);

struct describe_pull_through_cache_rules_response {
    std::vector<ecr::pull_through_cache_rule> pull_through_cache_rules{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_pull_through_cache_rules_response, pull_through_cache_rules, next_token);

/// Gets one page of the pull through cache rules of a registry.
///
/// A prefix without a rule fails the whole call as `pull_through_cache_rule_not_found`.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    describe_pull_through_cache_rules_request, describe_pull_through_cache_rules_response,
    errors<errc::invalid_parameter, errc::pull_through_cache_rule_not_found, errc::server, errc::validation>,
    pages<&describe_pull_through_cache_rules_response::pull_through_cache_rules>>
    describe_pull_through_cache_rules{"DescribePullThroughCacheRules"};
ECR_COMPILED_SHAPES(describe_pull_through_cache_rules);

}
