#pragma once

/// \file
/// Which proxy a request goes through.

#include <ecr/detail/config.hpp>
#include <ecr/detail/proxy_hop.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/proxy.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Succeeded when `problem` is empty; no value then means to connect directly.
struct proxy_result {
    std::optional<proxy_hop> value{};
    std::string problem{};
};

/// The value of an environment variable, nothing if it is not set.
using environment_lookup = std::function<std::optional<std::string>(std::string_view)>;

/// Reads HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY: lower case before upper case, and blank is unset.
/// Where REQUEST_METHOD is set, anyone can set HTTP_PROXY by sending a header, so it is ignored.
[[nodiscard]] ECR_DECL proxy_settings proxy_from_environment(const environment_lookup& lookup);

/// Reads a proxy URL; one without scheme is http. Messages repeat nothing of it, as any part of a malformed
/// one may be the password.
[[nodiscard]] ECR_DECL proxy_result parse_proxy(std::string_view url);

/// True for hosts of this machine and network segment, which no proxy can reach or may see.
[[nodiscard]] ECR_DECL bool never_proxied(std::string_view host) noexcept;

/// True if a rule of the list applies; what is not a rule is skipped.
[[nodiscard]] ECR_DECL bool matches_no_proxy(std::string_view rules, std::string_view host,
                                             std::uint16_t port) noexcept;

[[nodiscard]] ECR_DECL proxy_result choose_proxy(const proxy_settings& settings, const endpoint& where);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/proxy_rules.ipp>
#endif
