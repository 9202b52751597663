#pragma once

#include <ecr/detail/answer.hpp>
#include <ecr/detail/call_core.hpp>
#include <ecr/detail/io_limits.hpp>
#include <ecr/detail/saturated.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline error make_error(error_kind kind, std::string message) {
    error_data parts;
    parts.kind = kind;
    parts.message = std::move(message);
    return error(std::move(parts));
}

/// What observers want to know about the attempt under way.
struct call_traffic {
    int status = 0;
    std::uint64_t sent = 0;
    std::uint64_t received = 0;
    /// How long the call waited before it.
    std::chrono::nanoseconds delay{};
};

/// A limit that is set is one, though it may leave no time: what is left until a deadline that has passed.
[[nodiscard]] constexpr std::chrono::nanoseconds some(std::chrono::milliseconds length) noexcept {
    return std::max(saturated(length), std::chrono::nanoseconds(1));
}

/// A call under way: what its attempts share.
struct call_state {
    /// All that is passed by reference must outlive the object.
    call_state(call_core& shared, const call_overrides& overrides, const call_input& request,
               const call_output& output)
        : core(&shared)
        , changed(&overrides)
        , input(request)
        , reply(output.type, output.object, output.metadata)
        , metadata(output.metadata)
        , retries(core->config.retry)
        , start(core->time->now()) {
        if (changed->max_attempts) retries.max_attempts = *changed->max_attempts;
        const auto limit = changed->timeout ? changed->timeout : core->config.timeout.operation;
        if (limit) whole = limit_from(start, some(*limit), timeout_kind::operation);
    }

    [[nodiscard]] const std::shared_ptr<credentials_provider>& provider() const noexcept {
        return changed->credentials ? changed->credentials : core->config.credentials;
    }

    /// Completes what is known about a failure.
    error finished(error failure) const {
        auto parts = failure.data();
        parts.attempts = attempts;
        parts.elapsed = core->time->now() - start;
        if (where != nullptr) parts.endpoint = to_string(*where);
        return error(std::move(parts));
    }

    call_core* core;
    const call_overrides* changed;
    const call_input& input;
    answer reply;
    response_metadata* metadata;
    retry_settings retries;
    time_point start;
    time_limit whole{};
    std::chrono::nanoseconds waited{};
    /// How many were begun.
    int attempts = 0;
    const endpoint* where = nullptr;
    invocation_id invocation{};
    call_traffic traffic{};
};

}
