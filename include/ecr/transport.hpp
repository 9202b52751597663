#pragma once

#include <ecr/connection_times.hpp>
#include <ecr/http.hpp>
#include <ecr/transport_failure.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace ecr::inline ECR_ABI {

/// How one exchange went.
struct transport_report {
    std::optional<transport_failure> failure{};
    /// Whether a byte of the request may have left, and whether one of the answer has come.
    bool request_sent = false;
    bool response_started = false;
    bool connection_reused = false;
    /// Whether the request was sent on a reused connection that proved dead, and then on this one.
    bool sent_before = false;
    /// Before the request was sent: of the wait for a connection, and of making it.
    connection_times times{};
};

/// What a pool of connections holds at this moment.
struct connection_gauges {
    std::size_t in_use = 0;
    std::size_t idle = 0;
    std::size_t waiting = 0;
    std::size_t connecting = 0;
    std::uint64_t opened_total = 0;
    std::uint64_t reused_total = 0;
};

/// What closing does with exchanges under way before it is done: waits for their end, or ends them.
enum class close_mode { drain, cancel };

/// Carries one request to an endpoint and its answer back: the seam for fakes, recorders and tunnels.
///
/// Calls of one client use it at the same time, from any of the threads that run the client's executor.
class http_transport {
public:
    virtual ~http_transport() = default;
    http_transport(const http_transport&) = delete;
    http_transport& operator=(const http_transport&) = delete;

    /// One exchange. Request and sink stay where they are until it ends. A failure is reported, not thrown;
    /// only cancellation may also surface as `operation_aborted`.
    [[nodiscard]] virtual boost::asio::awaitable<transport_report> exchange(const http_request& request,
                                                                            response_sink& sink) = 0;

    /// Makes connections ahead, as far as that means something; returns how many.
    [[nodiscard]] virtual boost::asio::awaitable<std::size_t> warm(endpoint, std::size_t) { co_return 0; }

    /// Ends what waits and drops what is idle; exchanges under way go on, later ones fail.
    virtual void close() noexcept {}

    /// Closes, and then waits until nothing is under way.
    [[nodiscard]] virtual boost::asio::awaitable<void> finish(close_mode) {
        close();
        co_return;
    }

    [[nodiscard]] virtual connection_gauges gauges() const { return {}; }

protected:
    http_transport() = default;
};

}
