#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/endpoint.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// A proxy on the way to an endpoint.
struct proxy_hop {
    ecr::endpoint where{};
    /// The value of the Proxy-Authorization header; empty for none. Never shown.
    std::string authorization{};
};

/// Asks the proxy at the other end of `through` for a tunnel to `target`, such as `host:443`.
///
/// Returns why there is none. The limit of the whole exchange, set on the wire before, covers it.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<transport_failure>>
open_tunnel(stream& through, std::string target, std::string authorization);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/proxy_tunnel.ipp>
#endif
