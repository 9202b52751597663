#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/detail/tls_context.hpp>

#include <memory>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// A stream secured, or the reason why it is not.
struct secured {
    stream_ptr stream{};
    std::optional<transport_failure> failure{};
    /// Whether an earlier session was resumed.
    bool resumed = false;
};

/// Shakes hands over `below` with `host`, which the certificate must be for; `port` tells sessions apart.
///
/// The limit of the whole exchange, set on the wire before, covers the handshake.
[[nodiscard]] ECR_DECL boost::asio::awaitable<secured>
secure(stream_ptr below, std::shared_ptr<tls_context> context, std::string host, std::uint16_t port);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/tls_stream.ipp>
#endif
