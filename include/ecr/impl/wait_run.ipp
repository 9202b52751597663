#pragma once

#include <ecr/detail/call_access.hpp>
#include <ecr/detail/call_core.hpp>
#include <ecr/detail/wait_run.hpp>

#include <boost/asio/error.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL wait_plan make_wait_plan(const wait_defaults& defaults, const wait_options& options) {
    const bool second_form = options.max_wait || options.min_delay || options.max_delay;
    wait_plan plan;
    plan.max_attempts = options.max_attempts;
    if (!plan.max_attempts && !options.max_wait) plan.max_attempts = defaults.max_attempts;
    plan.max_wait = options.max_wait;
    plan.grows = second_form && !options.delay;
    const auto least = second_form ? options.min_delay.value_or(defaults.min_delay) : defaults.delay;
    plan.min_delay = options.delay.value_or(least);
    plan.max_delay = options.max_delay.value_or(std::max(defaults.max_delay, least));
    return plan;
}

ECR_DECL wait_run::wait_run(std::string_view name, const client& on, const wait_defaults& defaults,
                            wait_options options)
    : name_(name)
    , on_(on)
    , options_(std::move(options))
    , schedule_(make_wait_plan(defaults, options_), call_access::core(on)->time->now()) {}

ECR_DECL std::shared_ptr<call_core> wait_run::core() const {
    return call_access::core(on_);
}

ECR_DECL std::chrono::nanoseconds wait_run::elapsed() const {
    return core()->time->now() - schedule_.start();
}

ECR_DECL client wait_run::begin() {
    schedule_.begin();
    const auto left = schedule_.left(core()->time->now());
    if (!left) return on_;
    // A limit of 0 would mean that the call may not even begin.
    const auto most =
        std::max(std::chrono::ceil<std::chrono::milliseconds>(*left), std::chrono::milliseconds(1));
    const auto& own = on_.options().timeout ? on_.options().timeout : core()->config.timeout.operation;
    call_options limited;
    limited.timeout = own ? std::min(*own, most) : most;
    return on_.with(std::move(limited));
}

ECR_DECL error wait_run::ended(error_kind kind, const std::string& message) const {
    error_data parts;
    parts.kind = kind;
    parts.message = std::string(name_) + ": " + message;
    parts.attempts = schedule_.attempt();
    parts.elapsed = elapsed();
    return error(std::move(parts));
}

ECR_DECL error wait_run::timed_out(const wait_sight& seen) const {
    const auto polls = std::to_string(schedule_.attempt()) + (schedule_.attempt() == 1 ? " poll" : " polls");
    auto parts = ended(error_kind::timeout, seen.state.empty() ? "not yet after " + polls
                                                               : "still " + seen.state + " after " + polls)
                     .data();
    parts.timeout = timeout_kind::wait;
    return error(std::move(parts));
}

ECR_DECL wait_step wait_run::decide(const wait_sight& seen) {
    const auto now = core()->time->now();
    const auto left = schedule_.left(now);
    if (seen.verdict == wait_state::success) return {.done = true, .failure = {}, .delay = {}};
    if (seen.verdict == wait_state::failure) {
        const auto state = seen.state.empty() ? "it has failed" : "the state is " + seen.state;
        return {.done = true, .failure = ended(error_kind::wait, state), .delay = {}};
    }
    if (seen.failure != nullptr && !seen.verdict) {
        const bool cut = seen.failure->timeout() == timeout_kind::operation && left && left->count() == 0;
        return {.done = true, .failure = cut ? timed_out(seen) : *seen.failure, .delay = {}};
    }
    const auto delay = schedule_.next(now, core()->time->random());
    if (!delay) return {.done = true, .failure = timed_out(seen), .delay = {}};
    return {.done = false, .failure = {}, .delay = *delay};
}

ECR_DECL wait_step wait_run::after(const wait_sight& seen) {
    auto step = decide(seen);
    if (!options_.progress) return step;
    wait_progress told{
        .attempt = schedule_.attempt(), .state = seen.state, .elapsed = elapsed(), .next_delay = {}};
    if (!step.done) told.next_delay = step.delay;
    options_.progress(told);
    return step;
}

ECR_DECL boost::asio::awaitable<std::optional<error>> wait_run::pause(std::shared_ptr<call_core> core,
                                                                      std::chrono::nanoseconds length) {
    std::optional<error> failure;
    try {
        auto wait = core->time->wait_until(core->time->now() + length);
        co_await std::move(wait);
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() != boost::asio::error::operation_aborted) throw;
        error_data parts;
        parts.kind = error_kind::cancelled;
        parts.cause = thrown.code();
        parts.message = "the wait was cancelled";
        failure = error(std::move(parts));
    }
    co_return failure;
}

}
