#pragma once

#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/quoted.hpp>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL std::string variant_problem(const partition& where, endpoint_variant variant) {
    const bool no_fips = variant.fips && !where.supports_fips;
    const bool no_dual_stack = variant.dual_stack && !where.supports_dual_stack;
    if (!no_fips && !no_dual_stack) return {};

    const std::string wanted = no_fips && no_dual_stack ? "FIPS and dual stack"
                               : no_fips                ? "FIPS"
                                                        : "dual stack";
    return wanted + " cannot be used: partition " + quoted(where.name) + " does not support it";
}

[[nodiscard]] ECR_DECL std::string join_host(std::string_view service, std::string_view region,
                                             std::string_view suffix) {
    std::string host;
    host.reserve(service.size() + region.size() + suffix.size() + 2);
    host += service;
    host += '.';
    host += region;
    host += '.';
    host += suffix;
    return host;
}

ECR_DECL host_result ecr_host(const partition& where, std::string_view region, endpoint_variant variant) {
    host_result result{.value = {}, .problem = variant_problem(where, variant)};
    if (!result.problem.empty()) return result;

    if (variant.dual_stack) {
        result.value = join_host(variant.fips ? "ecr-fips" : "ecr", region, where.dual_stack_dns_suffix);
    } else {
        result.value = join_host(variant.fips ? "api.ecr-fips" : "api.ecr", region, where.dns_suffix);
    }
    return result;
}

ECR_DECL host_result credential_service_host(const partition& where, std::string_view service,
                                             std::string_view region, endpoint_variant variant) {
    host_result result{.value = {}, .problem = variant_problem(where, variant)};
    if (!result.problem.empty()) return result;

    // In GovCloud the plain hosts of these services are the FIPS hosts.
    const bool plain_is_fips = where.name == "aws-us-gov" && !variant.dual_stack;
    std::string label(service);
    if (variant.fips && !plain_is_fips) label += "-fips";
    result.value =
        join_host(label, region, variant.dual_stack ? where.dual_stack_dns_suffix : where.dns_suffix);
    return result;
}

ECR_DECL plain_region without_fips_text(std::string_view region) {
    plain_region plain{.name = std::string(region), .asks_for_fips = false};
    for (const std::string_view text : {"fips-", "-fips"}) {
        for (auto at = plain.name.find(text); at != std::string::npos; at = plain.name.find(text, at)) {
            plain.name.erase(at, text.size());
            plain.asks_for_fips = true;
        }
    }
    return plain;
}

ECR_DECL std::string region_problem(std::string_view region) {
    if (region.empty()) return "region is empty: set client_config::region or AWS_REGION";
    if (!is_host_label(region)) return "region cannot be part of a host name: " + quoted(region);
    return {};
}

}
