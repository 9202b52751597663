#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The parts of a configured base URL.
struct endpoint_url {
    bool secure{true};
    /// Lower case; an IPv6 address has no brackets.
    std::string host{};
    std::uint16_t port{443};
    /// Empty, or begins with a slash and does not end with one.
    std::string path{};
};

/// Succeeded when `problem` is empty.
struct endpoint_url_result {
    endpoint_url value{};
    std::string problem{};
};

/// Splits an http or https URL that has no user information, no query and no fragment.
[[nodiscard]] ECR_DECL endpoint_url_result parse_endpoint_url(std::string_view text);

/// The URL as messages may show it: quoted, without user information and query, where secrets are found.
[[nodiscard]] ECR_DECL std::string shown_url(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/endpoint_url.ipp>
#endif
