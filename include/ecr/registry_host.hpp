#pragma once

#include <ecr/detail/config.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// The parts of the host that Docker and other OCI clients push to and pull from.
struct registry_host {
    /// The twelve digits of the account that owns the registry.
    std::string registry_id{};
    std::string region{};
    bool fips{false};
    bool dual_stack{false};
    std::string dns_suffix{};

    friend bool operator==(const registry_host&, const registry_host&) = default;
};

struct registry_host_options {
    std::string registry_id{};
    std::string region{};
    bool use_fips{false};
    bool use_dual_stack{false};
};

/// Succeeded when `problem` is empty.
struct registry_host_result {
    registry_host value{};
    std::string problem{};
};

/// Finds the registry host of an account in a region.
[[nodiscard]] ECR_DECL registry_host_result resolve_registry_host(const registry_host_options& options);

/// Takes the name of a private ECR registry apart; nothing when it is another host.
/// Expects the bare host name: no scheme, no port, no repository. ECR Public is another service.
[[nodiscard]] ECR_DECL std::optional<registry_host> parse_registry_host(std::string_view host);

/// The host name.
[[nodiscard]] ECR_DECL std::string to_string(const registry_host& host);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/registry_host.ipp>
#endif
