#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/proxy_hop.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/endpoint.hpp>

#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// Asks the proxy at the other end of `through` for a tunnel to `target`. All three stay until it ends.
///
/// Returns why there is none. The limit of the whole exchange, set on the wire before, covers it.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<transport_failure>>
open_tunnel(stream& through, const ecr::endpoint& target, const proxy_hop& via);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/proxy_tunnel.ipp>
#endif
