#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// `host:port`, with brackets around an IPv6 address.
[[nodiscard]] inline std::string host_and_port(std::string_view host, std::uint16_t port) {
    const auto v6 = host.find(':') != std::string_view::npos;
    return (v6 ? "[" + std::string(host) + "]" : std::string(host)) + ":" + std::to_string(port);
}

}
