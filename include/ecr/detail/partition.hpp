#pragma once

#include <ecr/detail/config.hpp>

#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// A group of regions that share host suffixes, as published in the service's endpoint data.
struct partition {
    std::string_view name{};
    std::string_view dns_suffix{};
    std::string_view dual_stack_dns_suffix{};
    std::string_view implicit_global_region{};
    bool supports_fips{true};
    bool supports_dual_stack{true};
    /// Regions that are not listed yet belong here when they read `prefix-word-number`.
    std::span<const std::string_view> region_prefixes{};
    std::span<const std::string_view> regions{};
};

/// The eight partitions, `aws` first.
[[nodiscard]] ECR_DECL std::span<const partition> partitions() noexcept;

/// True when the region is named like those of the partition, listed or not.
[[nodiscard]] ECR_DECL bool matches_region_pattern(const partition& where, std::string_view region) noexcept;

/// The partition that lists the region, else the one whose pattern it matches, else `aws`.
[[nodiscard]] ECR_DECL const partition& partition_of(std::string_view region) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/partition.ipp>
#endif
