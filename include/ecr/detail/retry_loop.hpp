#pragma once

#include <ecr/detail/retry_partition.hpp>
#include <ecr/retry.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Why there is no further attempt.
enum class retry_stop : unsigned char {
    /// There is one.
    none,
    not_retryable,
    /// New credentials were tried already in this call, or there are none to be had.
    credentials,
    /// The request was signed with the service's time already.
    clock_skew,
    attempts,
    deadline,
    quota,
};

/// For messages: `the next attempt would start after the deadline`.
[[nodiscard]] ECR_DECL std::string_view describe(retry_stop stop) noexcept;

/// The circumstances of a failed attempt.
struct attempt_outcome {
    std::chrono::steady_clock::time_point now{};
    /// At least 0 and below 1, drawn for this outcome.
    double random = 0;
    /// The x-amz-retry-after header, or nothing.
    std::string_view retry_after{};
    /// At least one byte of the request left.
    bool request_sent = false;
    /// Whether asking for credentials again may give others.
    bool credentials_renewable = true;
    /// What has to be added to this machine's clock to get the service's, as measured by this attempt.
    std::optional<std::chrono::milliseconds> skew{};
    /// What was added to this machine's clock to sign this attempt.
    std::chrono::milliseconds signed_with{};
};

struct retry_decision {
    retry_class reason = retry_class::none;
    retry_stop stop = retry_stop::none;
    /// How long to wait before the next attempt.
    std::chrono::nanoseconds delay{};

    [[nodiscard]] bool retries() const noexcept { return stop == retry_stop::none; }
};

/// The attempts of one call.
///
/// The loop around it: wait until `acquire` returns zero, make the attempt, then call either `succeeded`, for
/// an answer of status 2xx that was understood, or `after`, and go on if the decision says so.
class retry_state {
public:
    using time_point = std::chrono::steady_clock::time_point;

    /// Everything that is passed by reference, and the text of `operation`, must outlive the object.
    ECR_DECL retry_state(const retry_settings& settings, const retry_classifier& classifier,
                         retry_partition& partition, std::string_view operation,
                         time_point deadline = time_point::max()) noexcept;

    /// The number of the attempt that is next or under way, from 1; after a stop, of the last one.
    [[nodiscard]] int attempt() const noexcept { return attempt_; }
    [[nodiscard]] ECR_DECL int max_attempts() const noexcept;

    /// How long to wait before asking again, zero if the attempt may start. Only adaptive mode waits.
    [[nodiscard]] ECR_DECL std::chrono::nanoseconds acquire(time_point now);

    /// Whether something that starts after `delay` still starts before the deadline.
    [[nodiscard]] ECR_DECL bool fits(time_point now, std::chrono::nanoseconds delay) const noexcept;

    /// Judges a failed attempt; the cost of a retry is taken from the quota.
    [[nodiscard]] ECR_DECL retry_decision after(const error& failure, const attempt_outcome& outcome);

    /// Gives the last retry's cost back, or the reward for none.
    ECR_DECL void succeeded(time_point now);

    /// Notes that the request was sent without an answer and is sent again outside of the attempts, as when a
    /// reused connection turns out to be dead.
    void lost_answer() noexcept { answer_lost_ = true; }

    /// Whether `failure` may be the echo of an earlier attempt of this call whose answer was lost.
    [[nodiscard]] ECR_DECL bool possibly_applied(const error& failure) const noexcept;

private:
    retry_stop refusal(retry_class reason, const attempt_outcome& outcome) const noexcept;
    void go_on(const error& failure, const attempt_outcome& outcome, const retry_decision& decision) noexcept;

    const retry_settings* settings_;
    const retry_classifier* classifier_;
    retry_partition* partition_;
    std::string_view operation_;
    time_point deadline_;
    int attempt_ = 1;
    int acquired_ = 0;
    bool answer_lost_ = false;
    bool credentials_renewed_ = false;
    bool clock_corrected_ = false;
    std::chrono::milliseconds corrected_skew_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/retry_loop.ipp>
#endif
