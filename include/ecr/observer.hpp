#pragma once

#include <ecr/connection_times.hpp>
#include <ecr/error.hpp>
#include <ecr/retry.hpp>

#include <chrono>
#include <cstdint>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// Which call an event belongs to. Text in events lives only as long as the event, and holds no secret.
struct call_info {
    /// As the service calls it, such as `ListImages`.
    std::string_view operation{};
    /// The amz-sdk-invocation-id that all attempts of the call send; empty where there is no call.
    std::string_view invocation_id{};
};

struct call_started {
    call_info call{};
};

struct call_finished {
    call_info call{};
    /// Null after a success, and for a call that ended without an answer for its caller.
    const error* failure = nullptr;
    /// False when an exception that is no `ecr::exception`, or the end of the executor, cut the call short.
    bool completed = true;
    int attempts = 0;
    std::chrono::nanoseconds elapsed{};
};

struct attempt_started {
    call_info call{};
    /// From 1.
    int number = 1;
    int max_attempts = 1;
    /// How long the call waited since the attempt before.
    std::chrono::nanoseconds delay{};
    std::string_view endpoint{};
};

struct attempt_finished {
    call_info call{};
    int number = 1;
    std::chrono::nanoseconds elapsed{};
    /// Null after a success.
    const error* failure = nullptr;
    /// False when a cancellation or an exception cut it short.
    bool completed = true;
    /// 0 and empty when nothing was answered.
    int http_status = 0;
    std::string_view request_id{};
    /// Of the bodies.
    std::uint64_t bytes_sent = 0;
    std::uint64_t bytes_received = 0;
    std::string_view endpoint{};
};

struct retry_scheduled {
    call_info call{};
    /// The attempt that failed.
    int number = 1;
    retry_class reason = retry_class::none;
    std::chrono::nanoseconds delay{};
    /// What is left of the quota of retries, of 500, after this one.
    int quota = 0;
};

/// An attempt failed and there is no other.
struct retry_refused {
    call_info call{};
    int number = 1;
    retry_class reason = retry_class::none;
    /// Such as `all attempts were made`.
    std::string_view why{};
    int quota = 0;
};

struct connection_used {
    call_info call{};
    bool reused = false;
    /// A reused connection proved dead, and the request was sent again on this one.
    bool replaced = false;
    connection_times times{};
};

/// No connection was had for an attempt, whose failure says why.
struct connection_failed {
    call_info call{};
    /// Of the steps that were taken.
    connection_times times{};
};

/// A provider had no keys ready and was asked to get some.
struct credentials_asked {
    call_info call{};
    std::chrono::nanoseconds elapsed{};
    /// Whether there are keys now, and who supplied them.
    bool succeeded = false;
    std::string_view provider_name{};
};

/// From now on requests are signed with the service's time.
struct clock_corrected {
    call_info call{};
    std::chrono::milliseconds correction{};
};

enum class wire_direction : unsigned char { request, response };

/// Head and body of a message in several lines, with secrets masked.
struct wire_dump {
    call_info call{};
    int attempt = 1;
    wire_direction direction = wire_direction::request;
    std::string_view text{};
};

/// Told what a client does, as it does it: for logs, metrics and traces. Derive and override what matters.
///
/// Calls of one client tell it at the same time, from any of the threads that run the client's executor. It
/// must neither block nor throw. How full the pool is at any moment says `client::gauges()`.
class observer {
public:
    virtual ~observer() = default;
    observer(const observer&) = delete;
    observer& operator=(const observer&) = delete;

    virtual void on_call_started(const call_started&) noexcept {}
    virtual void on_call_finished(const call_finished&) noexcept {}
    virtual void on_attempt_started(const attempt_started&) noexcept {}
    virtual void on_attempt_finished(const attempt_finished&) noexcept {}
    virtual void on_retry_scheduled(const retry_scheduled&) noexcept {}
    virtual void on_retry_refused(const retry_refused&) noexcept {}
    virtual void on_connection_used(const connection_used&) noexcept {}
    virtual void on_connection_failed(const connection_failed&) noexcept {}
    virtual void on_credentials_asked(const credentials_asked&) noexcept {}
    virtual void on_clock_corrected(const clock_corrected&) noexcept {}

    /// Whether messages are to be kept and masked for `on_wire_dump`, which costs time and memory.
    [[nodiscard]] virtual bool wants_wire_dumps() const noexcept { return false; }
    virtual void on_wire_dump(const wire_dump&) noexcept {}

protected:
    observer() = default;
};

}
