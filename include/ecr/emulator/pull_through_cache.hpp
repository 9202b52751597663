#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/create_pull_through_cache_rule.hpp>
#include <ecr/operation/delete_pull_through_cache_rule.hpp>
#include <ecr/operation/describe_pull_through_cache_rules.hpp>
#include <ecr/operation/update_pull_through_cache_rule.hpp>
#include <ecr/operation/validate_pull_through_cache_rule.hpp>

#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// The rule that fills a repository, or null: the one of the longest prefix, `ROOT` when no other matches.
[[nodiscard]] ECR_DECL const ecr::pull_through_cache_rule* cache_rule_for(const registry& of,
                                                                          std::string_view repository);

/// Makes every use of a secret by the registry's cache rules fail, with `errc::secret_not_found`,
/// `errc::unable_to_access_secret` or `errc::unable_to_decrypt_secret_value`.
///
/// There is no Secrets Manager here: every other secret of the registry's account and region is taken to
/// exist.
ECR_DECL void refuse_secret(registry& of, std::string_view arn, errc code);

ECR_DECL create_pull_through_cache_rule_response
on_create_pull_through_cache_rule(const handling& on, const create_pull_through_cache_rule_request& request);
ECR_DECL describe_pull_through_cache_rules_response on_describe_pull_through_cache_rules(
    const handling& on, const describe_pull_through_cache_rules_request& request);
ECR_DECL update_pull_through_cache_rule_response
on_update_pull_through_cache_rule(const handling& on, const update_pull_through_cache_rule_request& request);
ECR_DECL delete_pull_through_cache_rule_response
on_delete_pull_through_cache_rule(const handling& on, const delete_pull_through_cache_rule_request& request);
ECR_DECL validate_pull_through_cache_rule_response on_validate_pull_through_cache_rule(
    const handling& on, const validate_pull_through_cache_rule_request& request);

/// Caches of other registries.
ECR_DECL std::span<const route> pull_through_cache_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/pull_through_cache.ipp>
#endif
