#pragma once

#include <ecr/detail/config.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// An address as 16 bytes; IPv4 is held as ::ffff:a.b.c.d, so both ways to write it are the same address.
struct ip_address {
    std::array<std::uint8_t, 16> bytes{};

    [[nodiscard]] ECR_DECL bool is_ipv4() const noexcept;

    friend bool operator==(const ip_address&, const ip_address&) = default;
};

/// The addresses that begin with the same bits.
struct ip_network {
    ip_address address{};
    /// Of the 16 bytes: an IPv4 network of 8 bits has 104.
    unsigned prefix = 128;

    /// An IPv6 network holds no IPv4 address, not even ::/0.
    [[nodiscard]] ECR_DECL bool contains(const ip_address& other) const noexcept;
};

/// Reads `10.0.0.1` or `fd00::1`, without brackets, zone or port.
[[nodiscard]] ECR_DECL std::optional<ip_address> parse_ip_address(std::string_view text) noexcept;

/// Reads an address or a network: `10.0.0.1`, `10.0.0.0/8`, `fd00::/8`. Bits past the prefix do not matter.
[[nodiscard]] ECR_DECL std::optional<ip_network> parse_ip_network(std::string_view text) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/ip_address.ipp>
#endif
