#pragma once

#include <ecr/model/pull_through_cache.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_pull_through_cache_rules_request {
    std::optional<std::string> registry_id{};
    std::optional<std::vector<std::string>> ecr_repository_prefixes{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_pull_through_cache_rules_request, registry_id, ecr_repository_prefixes, next_token,
          max_results);

struct describe_pull_through_cache_rules_response {
    std::vector<ecr::pull_through_cache_rule> pull_through_cache_rules{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_pull_through_cache_rules_response, pull_through_cache_rules, next_token);

inline constexpr operation<
    describe_pull_through_cache_rules_request, describe_pull_through_cache_rules_response,
    errors<errc::invalid_parameter, errc::pull_through_cache_rule_not_found, errc::server, errc::validation>,
    pages<&describe_pull_through_cache_rules_response::pull_through_cache_rules>>
    describe_pull_through_cache_rules{"DescribePullThroughCacheRules"};

}
