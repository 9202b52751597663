#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/endpoint_rules.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The host that renews the sessions of `aws login`, which is named differently in each partition.
[[nodiscard]] ECR_DECL host_result signin_host(std::string_view region, endpoint_variant variant);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/signin_host.ipp>
#endif
