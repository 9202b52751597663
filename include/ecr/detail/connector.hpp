#pragma once

#include <ecr/connection_times.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/proxy_hop.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/detail/tls_context.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/resolver.hpp>
#include <ecr/transport_failure.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// How long the steps towards a connection may take; zero is for ever.
struct connect_limits {
    /// For finding and reaching the host or the proxy, and again for the proxy's answer.
    std::chrono::nanoseconds connect = std::chrono::milliseconds(3100);
    /// For each handshake.
    std::chrono::nanoseconds tls = std::chrono::milliseconds(3100);
    /// Before the next address is tried beside one that does not answer.
    std::chrono::nanoseconds head_start = std::chrono::milliseconds(250);
    /// The attempt or the operation that the connection is for.
    time_limit whole{};
};

struct connect_order {
    ecr::endpoint where{};
    /// What opens a tunnel to the endpoint, be that secured or plain.
    std::optional<proxy_hop> proxy{};
    connect_limits limits{};
};

/// A stream, or the reason why there is none.
struct connected {
    stream_ptr stream{};
    std::optional<transport_failure> failure{};
    connection_times times{};
};

/// Makes connections, each on the executor of the coroutine that asks for it.
class connector {
public:
    connector(std::shared_ptr<resolver> names, std::shared_ptr<tls_context> tls) noexcept;

    /// Cancellable while it waits; what is cancelled fails as `cancelled`. The connector may go before the
    /// end.
    [[nodiscard]] boost::asio::awaitable<connected> connect(connect_order request) const;

private:
    std::shared_ptr<resolver> names_;
    std::shared_ptr<tls_context> tls_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/connector.ipp>
#endif
