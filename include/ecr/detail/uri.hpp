#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Whether the character can stand in a URL at all: no space, control or non-ASCII character.
[[nodiscard]] constexpr bool is_visible(char c) noexcept {
    return c > ' ' && c <= '~';
}

/// Appends `text` with everything but RFC 3986's unreserved characters as %XX, for a query name or value.
ECR_DECL void append_encoded(std::string& out, std::string_view text);

/// The same, but slashes stay: for a whole path.
ECR_DECL void append_encoded_path(std::string& out, std::string_view path);

/// Appends `path` with only what cannot stand in a URL at all as %XX.
ECR_DECL void append_sendable(std::string& out, std::string_view path);

[[nodiscard]] ECR_DECL std::string percent_encode(std::string_view text);

/// The bytes that the escapes stand for; nothing if a percent sign is not followed by two hexadecimal digits.
[[nodiscard]] ECR_DECL std::optional<std::string> percent_decode(std::string_view text);

/// Host and port as views into what was split; a host that is an IPv6 address keeps its brackets.
struct authority {
    std::string_view host{};
    std::optional<std::uint16_t> port{};
};

/// Splits `host[:port]`; user information is refused.
[[nodiscard]] ECR_DECL or_refusal<authority> split_authority(std::string_view text);

/// Appends the host the way it is both sent and signed: lower case, without the default port of the scheme.
[[nodiscard]] ECR_DECL or_refusal<void> append_canonical_host(std::string& out, std::string_view scheme,
                                                              std::string_view host);

/// The parts of an http or https URL as they go over the wire: escapes are kept.
struct url {
    std::string scheme{};
    /// Lower case; an IPv6 address has brackets.
    std::string host{};
    std::uint16_t port{};
    /// Begins with a slash.
    std::string path{};
    /// Without the question mark.
    std::string query{};

    /// What the Host header holds: the port is there only if it is not the default one of the scheme.
    [[nodiscard]] std::string host_header() const;
};

/// Splits a URL; messages never repeat user information or the query, where secrets are found.
[[nodiscard]] ECR_DECL or_refusal<url> parse_url(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/uri.ipp>
#endif
