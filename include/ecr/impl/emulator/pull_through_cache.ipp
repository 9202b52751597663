#pragma once

#include <ecr/emulator/name_prefix.hpp>
#include <ecr/emulator/pull_through_cache.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/sorted_page.hpp>
#include <ecr/emulator/upstream.hpp>

#include <algorithm>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL std::string_view cache_rule_key(const ecr::pull_through_cache_rule& of) {
    return bare_prefix(*of.ecr_repository_prefix);
}

ECR_DECL const ecr::pull_through_cache_rule* cache_rule_for(const registry& of, std::string_view repository) {
    const ecr::pull_through_cache_rule* best = nullptr;
    std::size_t longest = 0;
    for (const auto& each : of.settings.cache_rules) {
        const auto covered = covered_by(*each.ecr_repository_prefix, repository);
        if (!covered || (best && *covered < longest)) continue;
        best = &each;
        longest = *covered;
    }
    return best;
}

[[noreturn]] ECR_DECL void fail_without_cache_rule(const registry& of, std::string_view prefix) {
    refuse(errc::pull_through_cache_rule_not_found,
           "The pull through cache rule with ecrRepositoryPrefix '" + std::string(prefix) +
               "' does not exist in the registry with id '" + of.account + "'");
}

ECR_DECL ecr::pull_through_cache_rule& cache_rule_at(registry& of, std::string_view prefix) {
    auto* found = entry_of(of.settings.cache_rules, bare_prefix(prefix), cache_rule_key);
    if (!found) fail_without_cache_rule(of, prefix);
    return *found;
}

ECR_DECL void refuse_secret(registry& of, std::string_view arn, errc code) {
    std::erase_if(of.settings.refusals, [&](const refusal& each) { return each.arn == arn; });
    of.settings.refusals.push_back({.arn = std::string(arn), .code = std::string(to_string(code))});
}

// Why a rule of the registry cannot use the secret.
ECR_DECL std::optional<service_fault> secret_problem(const registry& of, const std::string& arn) {
    for (const auto& each : of.settings.refusals) {
        const auto code = each.arn == arn ? parse_enum<errc>(each.code) : std::nullopt;
        if (code) return service_fault{*code, "The secret '" + arn + "' cannot be used", {}};
    }
    const auto place = ":" + of.region + ":" + of.account + ":secret:";
    if (arn.find(place) != arn.npos) return std::nullopt;
    return service_fault{errc::unable_to_access_secret,
                         "The secret '" + arn +
                             "' is not in the account and region of the registry with id '" + of.account +
                             "'",
                         {}};
}

ECR_DECL void check_secret(const registry& of, const std::optional<std::string>& arn) {
    if (!arn) return;
    auto problem = secret_problem(of, *arn);
    if (problem) throw std::move(*problem);
}

ECR_DECL upstream checked_upstream(const registry& of,
                                   const create_pull_through_cache_rule_request& request) {
    const auto& url = request.upstream_registry_url;
    auto found = upstream_of(url);
    if (!found)
        refuse(errc::unsupported_upstream_registry, "The upstream registry '" + url + "' is not supported");
    if (request.upstream_registry && *request.upstream_registry != found->kind)
        refuse_parameter("upstreamRegistry", "'" + url + "' is not a registry of " +
                                                 std::string(request.upstream_registry->text()));
    if (found->account == of.account && found->region == of.region)
        refuse_parameter("upstreamRegistryUrl",
                         "the registry with id '" + of.account + "' cannot be its own upstream");
    if (found->needs_credential && !request.credential_arn)
        refuse_parameter("credentialArn", "the upstream registry '" + url + "' requires authentication");
    return *found;
}

ECR_DECL ecr::pull_through_cache_rule new_cache_rule(const handling& on, const registry& of,
                                                     const create_pull_through_cache_rule_request& request) {
    return {.ecr_repository_prefix = request.ecr_repository_prefix,
            .upstream_registry_url = request.upstream_registry_url,
            .created_at = on.now,
            .registry_id = of.account,
            .credential_arn = request.credential_arn,
            .custom_role_arn = request.custom_role_arn,
            .upstream_repository_prefix = request.upstream_repository_prefix.value_or("ROOT"),
            .upstream_registry = checked_upstream(of, request).kind,
            .updated_at = on.now};
}

ECR_DECL create_pull_through_cache_rule_response
on_create_pull_through_cache_rule(const handling& on, const create_pull_through_cache_rule_request& request) {
    auto seen = on.look_at(request.registry_id);
    registry& own = *seen;
    auto made = new_cache_rule(on, own, request);
    auto& known = own.settings.cache_rules;
    const auto key = bare_prefix(request.ecr_repository_prefix);
    if (entry_of(known, key, cache_rule_key))
        refuse(errc::pull_through_cache_rule_already_exists,
               "The pull through cache rule with ecrRepositoryPrefix '" + request.ecr_repository_prefix +
                   "' already exists in the registry with id '" + own.account + "'");
    constexpr std::size_t most = 50;
    if (known.size() >= most)
        refuse(errc::limit_exceeded,
               "The maximum of 50 pull through cache rules has been reached in the registry "
               "with id '" +
                   own.account + "'");
    check_secret(own, request.credential_arn);
    auto& all = on.registry_of(request.registry_id).settings.cache_rules;
    const auto& rule = *all.insert(place_of(all, key, cache_rule_key), std::move(made));
    return {.ecr_repository_prefix = rule.ecr_repository_prefix,
            .upstream_registry_url = rule.upstream_registry_url,
            .created_at = rule.created_at,
            .registry_id = rule.registry_id,
            .upstream_registry = rule.upstream_registry,
            .credential_arn = rule.credential_arn,
            .custom_role_arn = rule.custom_role_arn,
            .upstream_repository_prefix = rule.upstream_repository_prefix};
}

ECR_DECL describe_pull_through_cache_rules_response on_describe_pull_through_cache_rules(
    const handling& on, const describe_pull_through_cache_rules_request& request) {
    auto seen = on.look_at(request.registry_id);
    registry& own = *seen;
    describe_pull_through_cache_rules_response answer;
    const auto page = page_of(describe_pull_through_cache_rules, request);
    std::vector<std::string_view> wanted;
    if (request.ecr_repository_prefixes) {
        for (const auto& each : *request.ecr_repository_prefixes)
            wanted.push_back(cache_rule_key(cache_rule_at(own, each)));
    }
    answer.next_token = fill_sorted_page(
        page, own.settings.cache_rules, cache_rule_key,
        [&](const auto& each) {
            return wanted.empty() || std::ranges::find(wanted, cache_rule_key(each)) != wanted.end();
        },
        [&](const auto& each) { answer.pull_through_cache_rules.push_back(each); });
    return answer;
}

ECR_DECL update_pull_through_cache_rule_response
on_update_pull_through_cache_rule(const handling& on, const update_pull_through_cache_rule_request& request) {
    auto seen = on.look_at(request.registry_id);
    registry& own = *seen;
    auto& rule = cache_rule_at(own, request.ecr_repository_prefix);
    if (!request.credential_arn && !request.custom_role_arn)
        refuse_parameter("credentialArn", "one of credentialArn and customRoleArn is required");
    check_secret(own, request.credential_arn);
    if (request.credential_arn) rule.credential_arn = request.credential_arn;
    if (request.custom_role_arn) rule.custom_role_arn = request.custom_role_arn;
    rule.updated_at = on.now;
    return {.ecr_repository_prefix = rule.ecr_repository_prefix,
            .registry_id = rule.registry_id,
            .updated_at = rule.updated_at,
            .credential_arn = rule.credential_arn,
            .custom_role_arn = rule.custom_role_arn,
            .upstream_repository_prefix = rule.upstream_repository_prefix};
}

ECR_DECL delete_pull_through_cache_rule_response
on_delete_pull_through_cache_rule(const handling& on, const delete_pull_through_cache_rule_request& request) {
    auto seen = on.look_at(request.registry_id);
    registry& own = *seen;
    const auto rule = cache_rule_at(own, request.ecr_repository_prefix);
    auto& all = own.settings.cache_rules;
    all.erase(place_of(all, cache_rule_key(rule), cache_rule_key));
    return {.ecr_repository_prefix = rule.ecr_repository_prefix,
            .upstream_registry_url = rule.upstream_registry_url,
            .created_at = rule.created_at,
            .registry_id = rule.registry_id,
            .credential_arn = rule.credential_arn,
            .custom_role_arn = rule.custom_role_arn,
            .upstream_repository_prefix = rule.upstream_repository_prefix};
}

// Why the rule does not work; the registries of others cannot be request, so what is set must do.
ECR_DECL std::optional<std::string> cache_rule_problem(const registry& of,
                                                       const ecr::pull_through_cache_rule& rule) {
    if (rule.credential_arn) {
        auto problem = secret_problem(of, *rule.credential_arn);
        if (problem) return std::move(problem->message);
    }
    const auto from = upstream_of(*rule.upstream_registry_url);
    if (from && !from->account.empty() && from->account != of.account && !rule.custom_role_arn)
        return "The upstream registry '" + *rule.upstream_registry_url +
               "' is in another account and the rule has no customRoleArn";
    return std::nullopt;
}

ECR_DECL validate_pull_through_cache_rule_response on_validate_pull_through_cache_rule(
    const handling& on, const validate_pull_through_cache_rule_request& request) {
    auto seen = on.look_at(request.registry_id);
    registry& own = *seen;
    const auto& rule = cache_rule_at(own, request.ecr_repository_prefix);
    auto problem = cache_rule_problem(own, rule);
    return {.ecr_repository_prefix = rule.ecr_repository_prefix,
            .registry_id = rule.registry_id,
            .upstream_registry_url = rule.upstream_registry_url,
            .credential_arn = rule.credential_arn,
            .custom_role_arn = rule.custom_role_arn,
            .upstream_repository_prefix = rule.upstream_repository_prefix,
            .is_valid = !problem,
            .failure = std::move(problem)};
}

ECR_DECL std::span<const route> pull_through_cache_routes() {
    static constexpr route all[]{
        route_of<create_pull_through_cache_rule, on_create_pull_through_cache_rule>(),
        route_of<describe_pull_through_cache_rules, on_describe_pull_through_cache_rules>(),
        route_of<update_pull_through_cache_rule, on_update_pull_through_cache_rule>(),
        route_of<delete_pull_through_cache_rule, on_delete_pull_through_cache_rule>(),
        route_of<validate_pull_through_cache_rule, on_validate_pull_through_cache_rule>(),
    };
    return all;
}

}
