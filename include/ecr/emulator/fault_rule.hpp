#pragma once

#include <ecr/json.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// What goes wrong.
enum class fault_kind {
    /// An error with the code, message and status of the rule; `ServerException` with 500 by default.
    error,
    /// `ThrottlingException`.
    throttle,
    /// `ExpiredTokenException`.
    expired_token,
    /// The answer waits for the rule's time.
    delay,
    /// Half of the body is sent; the rest follows after the rule's time, or never.
    stall,
    /// The connection is reset, and the request is not handled.
    reset_before,
    /// The request is handled, and then the connection is reset.
    reset_after,
    /// Half of the body is sent, then the connection is closed.
    truncate,
    /// More is sent than the head of the answer says.
    overlong,
    /// The body is no JSON.
    garbage,
    /// The head of the answer says that the body is half as long as it is.
    wrong_length,
    /// The page that follows a token has the same token again.
    repeat_token,
    /// The server's clock is ahead by the rule's time, which may be negative.
    clock_skew,
    /// A new connection is served only after the rule's time.
    slow_accept,
    /// A new connection is reset.
    refuse_connection,
    /// A new connection is closed in the middle of the TLS handshake.
    refuse_tls
};
ECR_ENUM_AS(kebab, "", fault_kind, error, throttle, expired_token, delay, stall, reset_before, reset_after,
            truncate, overlong, garbage, wrong_length, repeat_token, clock_skew, slow_accept,
            refuse_connection, refuse_tls);

/// Lets something go wrong. As JSON: `{"kind":"throttle","operation":"ListImages","count":2}`.
struct fault_rule {
    open_enum<fault_kind> kind{};
    /// Such as `ListImages`, or what is served beside ECR: `sts`, `instance-metadata`,
    /// `container-credentials`, `container-login`; any, if absent. What concerns whole connections has none.
    std::optional<std::string> operation{};
    /// So many go well first.
    std::optional<std::int64_t> after{};
    /// So many go wrong, then the rule is gone; without end, if absent.
    std::optional<std::int64_t> count{};
    /// How many of those that could go wrong do, from 0 to 1; all, if absent.
    std::optional<double> probability{};
    std::optional<std::int64_t> milliseconds{};
    std::optional<std::string> code{};
    std::optional<std::string> message{};
    std::optional<std::int32_t> status{};
};
ECR_SHAPE(fault_rule, kind, operation, after, count, probability, milliseconds, code, message, status);

/// What a file of faults holds: `{"faults":[...]}`.
struct fault_rules {
    std::vector<fault_rule> faults{};
};
ECR_SHAPE(fault_rules, faults);

}
