#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/registry_host.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

// Registries have dual-stack suffixes of their own, and only where they are listed here.
struct registry_suffix {
    std::string_view partition{};
    std::string_view dual_stack{};
};

inline constexpr registry_suffix registry_suffixes[] = {
    {"aws", "on.aws"}, {"aws-us-gov", "on.aws"}, {"aws-cn", "on.amazonwebservices.com.cn"}};

[[nodiscard]] ECR_DECL std::string_view registry_dual_stack_suffix(std::string_view partition) noexcept {
    for (const auto& entry : registry_suffixes) {
        if (entry.partition == partition) return entry.dual_stack;
    }
    return {};
}

[[nodiscard]] ECR_DECL bool is_registry_suffix(std::string_view suffix, bool dual_stack) noexcept {
    if (dual_stack) {
        return std::any_of(std::begin(registry_suffixes), std::end(registry_suffixes),
                           [&](const registry_suffix& entry) { return entry.dual_stack == suffix; });
    }
    const auto known = partitions();
    return std::any_of(known.begin(), known.end(),
                       [&](const partition& entry) { return entry.dns_suffix == suffix; });
}

[[nodiscard]] ECR_DECL bool is_registry_id(std::string_view text) noexcept {
    return text.size() == 12 && each_is(text, is_digit);
}

[[nodiscard]] ECR_DECL bool is_registry_region(std::string_view text) noexcept {
    return !text.empty() && is_alphanumeric(text.front()) &&
           each_is(text, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
}

[[nodiscard]] ECR_DECL bool remove_prefix(std::string_view& text, std::string_view prefix) noexcept {
    if (!text.starts_with(prefix)) return false;

    text.remove_prefix(prefix.size());
    return true;
}

}

namespace ecr::inline ECR_ABI {

ECR_DECL registry_host_result resolve_registry_host(const registry_host_options& options) {
    registry_host_result result;
    const auto region = detail::without_fips_text(options.region);
    const auto& where = detail::partition_of(region.name);

    result.problem = detail::region_problem(region.name);
    if (result.problem.empty() && !detail::is_registry_id(options.registry_id)) {
        result.problem = "registry id must be twelve digits: " + detail::quoted(options.registry_id);
    }
    const auto suffix =
        options.use_dual_stack ? detail::registry_dual_stack_suffix(where.name) : where.dns_suffix;
    if (result.problem.empty() && suffix.empty()) {
        result.problem = "dual stack registry hosts are not known in partition " + detail::quoted(where.name);
    }
    if (!result.problem.empty()) return result;

    result.value = {.registry_id = options.registry_id,
                    .region = region.name,
                    .fips = options.use_fips || region.asks_for_fips,
                    .dual_stack = options.use_dual_stack,
                    .dns_suffix = std::string(suffix)};
    return result;
}

ECR_DECL std::optional<registry_host> parse_registry_host(std::string_view host) {
    registry_host parts;
    const auto registry_id = host.substr(0, 12);
    if (!detail::is_registry_id(registry_id)) return std::nullopt;
    host.remove_prefix(registry_id.size());

    // Both spellings occur with both kinds of suffix in the published pattern; the suffix decides.
    if (!detail::remove_prefix(host, ".dkr.ecr") && !detail::remove_prefix(host, ".dkr-ecr"))
        return std::nullopt;
    parts.fips = detail::remove_prefix(host, "-fips");
    if (!detail::remove_prefix(host, ".")) return std::nullopt;

    const auto dot = host.find('.');
    const auto region = host.substr(0, dot);
    if (dot == std::string_view::npos || !detail::is_registry_region(region)) return std::nullopt;
    const auto suffix = host.substr(dot + 1);
    parts.dual_stack = detail::is_registry_suffix(suffix, true);
    if (!parts.dual_stack && !detail::is_registry_suffix(suffix, false)) return std::nullopt;

    parts.registry_id = registry_id;
    parts.region = region;
    parts.dns_suffix = suffix;
    return parts;
}

ECR_DECL std::string to_string(const registry_host& host) {
    return host.registry_id + (host.dual_stack ? ".dkr-ecr" : ".dkr.ecr") + (host.fips ? "-fips." : ".") +
           host.region + "." + host.dns_suffix;
}

}
