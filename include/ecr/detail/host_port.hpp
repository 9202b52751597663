#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// `host`, `host:port`, `[ipv6]` or `[ipv6]:port`, taken apart; a bare IPv6 address has no port.
struct host_port {
    /// Without brackets.
    std::string_view host{};
    std::optional<std::uint16_t> port{};
};

/// Which part could not be read.
enum class host_port_problem { none, host, port };

/// Splits without looking into the host, except that brackets hold an IPv6 address.
[[nodiscard]] ECR_DECL host_port_problem split_host_port(std::string_view text, host_port& out) noexcept;

/// The two as URLs and Host headers have them: an IPv6 address in brackets.
[[nodiscard]] ECR_DECL std::string join_host_port(std::string_view host, std::uint16_t port);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/host_port.ipp>
#endif
