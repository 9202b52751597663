#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace ecr::inline ECR_ABI {

/// The clocks, the waits and the dice of calls: the seam by which a schedule of attempts is tested without
/// waiting for it.
///
/// Calls of one client use it at the same time, from any of the threads that run the client's executor. The
/// connections of the client's own keep to the real time.
class time_source {
public:
    using time_point = std::chrono::steady_clock::time_point;

    virtual ~time_source() = default;
    time_source(const time_source&) = delete;
    time_source& operator=(const time_source&) = delete;

    /// For limits and delays.
    [[nodiscard]] virtual time_point now() = 0;
    /// For signatures.
    [[nodiscard]] virtual timestamp utc_now() = 0;
    /// Returns when `now()` has reached `moment`; throws `operation_aborted` when cancelled.
    [[nodiscard]] virtual boost::asio::awaitable<void> wait_until(time_point moment) = 0;
    /// At least 0 and below 1.
    [[nodiscard]] virtual double random() = 0;

protected:
    time_source() = default;
};

/// The clocks of the machine, the timers of Asio and the random numbers of OpenSSL.
[[nodiscard]] ECR_DECL std::shared_ptr<time_source> system_time_source();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/time_source.ipp>
#endif
