#pragma once

#include <ecr/detail/operation_traits.hpp>
#include <ecr/detail/retry_backoff.hpp>
#include <ecr/detail/retry_loop.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

// After a status of 3xx or 4xx, and after throttling, nothing was done. A failure of the service, or of what
// is between, leaves it open, and so does a success that nobody understands.
inline bool leaves_open_what_was_done(const error& failure, bool request_sent) noexcept {
    const int status = failure.http_status();
    const bool refused = (status >= 300 && status < 500) || failure.is(condition::throttled);
    return request_sent && !refused;
}

ECR_DECL std::string_view describe(retry_stop stop) noexcept {
    switch (stop) {
    case retry_stop::none:
        break;
    case retry_stop::not_retryable:
        return "another attempt would fail in the same way";
    case retry_stop::credentials:
        return "there are no newer credentials to try";
    case retry_stop::clock_skew:
        return "the request was signed with the service's time already";
    case retry_stop::attempts:
        return "all attempts were made";
    case retry_stop::deadline:
        return "the next attempt would start after the deadline";
    case retry_stop::quota:
        return "the client's quota of retries is used up";
    }
    return {};
}

ECR_DECL retry_state::retry_state(const retry_settings& settings, const retry_classifier& classifier,
                                  retry_partition& partition, std::string_view operation,
                                  time_point deadline) noexcept
    : settings_(&settings)
    , classifier_(&classifier)
    , partition_(&partition)
    , operation_(operation)
    , deadline_(deadline) {}

ECR_DECL int retry_state::max_attempts() const noexcept {
    return std::max(settings_->max_attempts, 1);
}

ECR_DECL std::chrono::nanoseconds retry_state::acquire(time_point now) {
    return settings_->mode == retry_mode::adaptive ? partition_->limiter.acquire(now)
                                                   : std::chrono::nanoseconds();
}

ECR_DECL bool retry_state::fits(time_point now, std::chrono::nanoseconds delay) const noexcept {
    if (deadline_ == time_point::max()) return true;
    return now < deadline_ && delay < deadline_ - now;
}

ECR_DECL retry_decision retry_state::after(const error& failure, const attempt_outcome& outcome) {
    retry_context context{.operation = operation_, .attempt = attempt_};
    if (settings_->correct_clock_skew && outcome.skew)
        context.clock_skew = *outcome.skew - outcome.signed_with;

    retry_decision decision{.reason = classifier_->classify(failure, context)};
    if (settings_->mode == retry_mode::adaptive) {
        partition_->limiter.update(outcome.now, decision.reason == retry_class::throttling);
    }
    decision.stop = refusal(decision.reason, outcome);
    if (!decision.retries()) return decision;

    const auto backoff = backoff_delay(settings_->mode, decision.reason, attempt_ - 1, outcome.random);
    const auto delay = with_retry_after(backoff, outcome.retry_after);
    const int cost = retry_cost(settings_->mode, decision.reason, failure.is(condition::timed_out));
    if (!fits(outcome.now, delay)) {
        decision.stop = retry_stop::deadline;
    } else if (!partition_->quota.acquire(cost)) {
        decision.stop = retry_stop::quota;
    } else {
        decision.delay = delay;
        acquired_ = cost;
        go_on(failure, outcome, decision);
    }
    return decision;
}

ECR_DECL retry_stop retry_state::refusal(retry_class reason, const attempt_outcome& outcome) const noexcept {
    constexpr std::chrono::minutes tolerated(4);
    if (reason == retry_class::none) return retry_stop::not_retryable;
    if (reason == retry_class::expired_credentials &&
        (credentials_renewed_ || !outcome.credentials_renewable)) {
        return retry_stop::credentials;
    }
    if (reason == retry_class::clock_skew && clock_corrected_) {
        const auto change = outcome.skew.value_or(corrected_skew_) - corrected_skew_;
        if (change <= tolerated && change >= -tolerated) return retry_stop::clock_skew;
    }
    return attempt_ < max_attempts() ? retry_stop::none : retry_stop::attempts;
}

ECR_DECL void retry_state::go_on(const error& failure, const attempt_outcome& outcome,
                                 const retry_decision& decision) noexcept {
    ++attempt_;
    answer_lost_ = answer_lost_ || leaves_open_what_was_done(failure, outcome.request_sent);
    if (decision.reason == retry_class::expired_credentials) credentials_renewed_ = true;
    if (decision.reason == retry_class::clock_skew) {
        clock_corrected_ = true;
        corrected_skew_ = outcome.skew.value_or(corrected_skew_);
    }
}

ECR_DECL void retry_state::succeeded(time_point now) {
    partition_->quota.release(acquired_ == 0 ? retry_quota::reward : acquired_);
    if (settings_->mode == retry_mode::adaptive) partition_->limiter.update(now, false);
}

ECR_DECL bool retry_state::possibly_applied(const error& failure) const noexcept {
    if (!answer_lost_) return false;
    const auto traits = traits_of_operation(operation_);
    const auto code = failure.code();
    return !traits.read_only && code && traits.is_echo(*code);
}

}
