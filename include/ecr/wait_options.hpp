#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>
#include <functional>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// What a waiter makes of an answer.
enum class wait_state {
    success,
    /// Success can no longer come.
    failure,
    /// Ask again later.
    retry,
};

/// What a waiter has seen so far, told after each poll.
struct wait_progress {
    /// Counted from 1.
    int attempt = 0;
    /// In the words of the service, such as `IN_PROGRESS` or the code of an error; empty when the answer has
    /// no state.
    std::string_view state{};
    std::chrono::nanoseconds elapsed{};
    /// Until the next poll; absent after the last.
    std::optional<std::chrono::nanoseconds> next_delay{};
};

/// How long a wait may take; what is absent is as the waiter was declared.
///
/// There are two forms. Without `max_wait`, `min_delay` and `max_delay` a waiter polls every `delay`, at most
/// `max_attempts` times. With any of them the delays are random and grow from `min_delay` up to `max_delay`.
struct wait_options {
    using duration = std::chrono::milliseconds;

    std::optional<duration> delay{};
    /// Polls, the first included; in the second form there is no limit unless this sets one or there is no
    /// `max_wait`.
    std::optional<int> max_attempts{};
    std::optional<duration> min_delay{};
    std::optional<duration> max_delay{};
    /// The whole wait: it also ends a poll that is under way.
    std::optional<duration> max_wait{};
    /// Is told what each poll has seen.
    std::function<void(const wait_progress&)> progress{};
};

/// What a waiter does unless it is told otherwise.
struct wait_defaults {
    std::chrono::milliseconds delay{std::chrono::seconds(5)};
    int max_attempts = 60;
    std::chrono::milliseconds min_delay{std::chrono::seconds(5)};
    std::chrono::milliseconds max_delay{std::chrono::seconds(120)};
};

/// How a wait has ended well.
template <class Response>
struct waited {
    /// The answer that ended it. As it is made by default when that was an error, such as the one of a
    /// repository that is gone.
    Response response{};
    /// How many polls it took.
    int attempts = 0;
    std::chrono::nanoseconds elapsed{};
};

}
