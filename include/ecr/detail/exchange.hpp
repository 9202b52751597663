#pragma once

#include <ecr/detail/http_reader.hpp>
#include <ecr/detail/io_limits.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/response_limits.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// The limits of every exchange on a connection.
struct exchange_limits {
    std::chrono::nanoseconds read_idle{};
    stall_guard stall{};
    response_limits response{};
};

/// A connection and what it keeps from one exchange to the next.
struct connection {
    explicit connection(stream_ptr opened, connection_times took)
        : stream(std::move(opened))
        , times(took) {}

    stream_ptr stream;
    connection_times times;
    std::string head{};
    std::optional<http_reader> reader{};
    /// Whether it was idle before, so that the peer may have closed it.
    bool used = false;
};

/// What an exchange leaves of its connection.
enum class connection_end {
    reusable,
    spent,
    /// It had died before the exchange, of which nothing was sent.
    stale,
};

/// Sends a request and reads its answer into the sink. Runs on the executor of the connection.
///
/// `report` says how it went.
[[nodiscard]] ECR_DECL boost::asio::awaitable<connection_end>
exchange(connection& on, const http_request& request, response_sink& sink, const exchange_limits& limits,
         transport_report& report);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/exchange.ipp>
#endif
