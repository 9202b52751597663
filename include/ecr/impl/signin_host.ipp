#pragma once

#include <ecr/detail/quoted.hpp>
#include <ecr/detail/signin_host.hpp>

#include <string>

namespace ecr::inline ECR_ABI::detail {

struct signin_name {
    std::string_view partition;
    /// With the region in front unless the partition has one host for all.
    std::string_view suffix;
    bool regional;
};

inline constexpr signin_name signin_names[] = {
    {"aws", ".signin.aws.amazon.com", true},
    {"aws-cn", ".signin.amazonaws.cn", true},
    {"aws-us-gov", ".signin.amazonaws-us-gov.com", true},
    {"aws-iso", "signin.c2shome.ic.gov", false},
    {"aws-iso-b", "signin.sc2shome.sgov.gov", false},
    {"aws-iso-e", "signin.csphome.adc-e.uk", false},
    {"aws-iso-f", "signin.csphome.hci.ic.gov", false},
    {"aws-eusc", ".signin.amazonaws-eusc.eu", true},
};

ECR_DECL host_result signin_host(std::string_view region, endpoint_variant variant) {
    auto problem = region_problem(region);
    if (!problem.empty()) return {.value = {}, .problem = std::move(problem)};
    const auto& where = partition_of(region);
    const std::string own(region);
    if (variant.fips) {
        if (where.name == "aws-us-gov" && !variant.dual_stack) {
            return {.value = own + ".signin-fips.amazonaws-us-gov.com", .problem = {}};
        }
        return {.value = {},
                .problem = "FIPS cannot be used: signin has no such host in region " + quoted(region)};
    }
    if (variant.dual_stack) {
        return {.value = "signin." + own + "." + std::string(where.dual_stack_dns_suffix), .problem = {}};
    }
    for (const auto& [partition, suffix, regional] : signin_names) {
        if (partition == where.name)
            return {.value = (regional ? own : "") + std::string(suffix), .problem = {}};
    }
    return {.value = {}, .problem = "signin is not known in region " + quoted(region)};
}

}
