#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/partition.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Which variant of a service's hosts is wanted.
struct endpoint_variant {
    bool fips{false};
    bool dual_stack{false};
};

/// Succeeded when `problem` is empty.
struct host_result {
    std::string value{};
    std::string problem{};
};

/// Host of the ECR API.
[[nodiscard]] ECR_DECL host_result ecr_host(const partition& where, std::string_view region,
                                            endpoint_variant variant);

/// Host of a service that credentials come from: `sts`, `portal.sso` or `oidc`.
[[nodiscard]] ECR_DECL host_result credential_service_host(const partition& where, std::string_view service,
                                                           std::string_view region, endpoint_variant variant);

/// A region without the text by which old configurations ask for FIPS, as in `fips-us-east-1`.
struct plain_region {
    std::string name{};
    bool asks_for_fips{false};
};

[[nodiscard]] ECR_DECL plain_region without_fips_text(std::string_view region);

/// What is wrong with the region, or nothing.
[[nodiscard]] ECR_DECL std::string region_problem(std::string_view region);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/endpoint_rules.ipp>
#endif
