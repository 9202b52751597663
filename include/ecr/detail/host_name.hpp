#pragma once

#include <ecr/detail/config.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// One label of a host name: letters, digits and inner hyphens, 1 to 63, not digits alone.
[[nodiscard]] ECR_DECL bool is_host_label(std::string_view text) noexcept;

/// A host name or an IPv4 address as users write them, underscores and a final dot included.
[[nodiscard]] ECR_DECL bool is_host_name(std::string_view text) noexcept;

/// An IPv6 address without brackets and without a zone.
[[nodiscard]] ECR_DECL bool is_ipv6_address(std::string_view text) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/host_name.ipp>
#endif
