#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

enum class url_scheme { https, http };

/// Where requests go and the region they are signed for; the signing name is always `ecr`.
struct endpoint {
    ecr::url_scheme scheme{ecr::url_scheme::https};
    /// Lower case when it comes from a URL; an IPv6 address has no brackets.
    std::string host{};
    std::uint16_t port{443};
    /// Put before every request path: empty, or begins with a slash and does not end with one.
    std::string path_prefix{};
    std::string signing_region{};

    friend bool operator==(const endpoint&, const endpoint&) = default;
};

struct endpoint_options {
    /// Required with a custom URL too: it is what requests are signed for.
    std::string region{};
    bool use_fips{false};
    bool use_dual_stack{false};
    /// A custom http or https base URL; cannot be combined with FIPS or dual stack.
    std::optional<std::string> url{};
};

/// Succeeded when `problem` is empty.
struct endpoint_result {
    endpoint value{};
    std::string problem{};
    /// Worth a warning when not empty: the region was one of the old names that ask for FIPS.
    std::string notice{};
};

/// Finds the endpoint for a region and its variants, without any input or output.
[[nodiscard]] ECR_DECL endpoint_result resolve_endpoint(const endpoint_options& options);

/// The value of the Host header: brackets around an IPv6 address, no port where it is the scheme's default.
[[nodiscard]] ECR_DECL std::string host_header(const endpoint& where);

namespace detail {
ECR_DECL void append_host_header(std::string& out, const endpoint& where);
}

/// The base URL, without a slash at its end.
[[nodiscard]] ECR_DECL std::string to_string(const endpoint& where);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/endpoint.ipp>
#endif
