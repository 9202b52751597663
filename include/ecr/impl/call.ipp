#pragma once

#include <ecr/detail/attempt.hpp>
#include <ecr/detail/call.hpp>
#include <ecr/detail/call_core.hpp>
#include <ecr/detail/call_watch.hpp>
#include <ecr/detail/closable.hpp>
#include <ecr/detail/outgoing.hpp>
#include <ecr/detail/retry_loop.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/error.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL error invalid_request(const call_input& input) {
    error_data parts;
    parts.kind = error_kind::validation;
    parts.message = "the request was not sent";
    for (const violation& each : input.violations) {
        parts.message.append(parts.violations.empty() ? ": " : "; ")
            .append(each.path)
            .append(" ")
            .append(each.problem);
        parts.violations.push_back(each);
    }
    return error(std::move(parts));
}

inline boost::asio::awaitable<void> pause(call_core& core, std::chrono::nanoseconds length) {
    const auto until = core.time->now() + length;
    auto wait = closable(core.executor, *core.waits, core.time->wait_until(until));
    co_await std::move(wait);
}

/// Waits for a turn of the rate limiter; false if that would come after the deadline.
inline boost::asio::awaitable<bool> take_turn(call_core& core, retry_state& retries,
                                              std::chrono::nanoseconds wait) {
    while (wait.count() != 0) {
        if (!retries.fits(core.time->now(), wait)) co_return false;
        auto paused = pause(core, wait);
        co_await std::move(paused);
        wait = retries.acquire(core.time->now());
    }
    co_return true;
}

inline error held_back(const call_state& state) {
    error_data parts;
    parts.kind = error_kind::timeout;
    parts.timeout = state.whole.kind;
    parts.message = "the service throttles, and the rate that adaptive retry keeps to leaves no turn "
                    "before the deadline";
    return error(std::move(parts));
}

inline error stopped(const error& failure, retry_stop stop, bool possibly_applied) {
    auto parts = failure.data();
    parts.possibly_applied = possibly_applied;
    if (stop == retry_stop::deadline || stop == retry_stop::quota) {
        parts.message.append(parts.message.empty() ? "" : "; ").append(describe(stop));
    }
    return error(std::move(parts));
}

inline void describe_success(call_state& state) {
    if (state.metadata == nullptr) return;
    state.metadata->request_id = state.reply.request_id();
    state.metadata->http_status = state.reply.status();
    state.metadata->attempts = state.attempts;
    state.metadata->total_retry_delay = state.waited;
    state.metadata->elapsed = state.core->time->now() - state.start;
}

inline retry_decision judge(call_state& state, retry_state& retries, attempt_result& made) {
    made.outcome.now = state.core->time->now();
    made.outcome.random = state.core->time->random();
    made.outcome.retry_after = state.reply.retry_after();
    return retries.after(*made.failure, made.outcome);
}

inline boost::asio::awaitable<std::optional<error>> attempts_of(call_state& state) {
    time_source& time = *state.core->time;
    retry_state retries(state.retries, state.core->classifier(), state.core->partitions.of(state.where->host),
                        state.input.operation, state.whole.at);
    std::optional<error> last;
    for (;;) {
        const auto held = retries.acquire(time.now());
        if (held.count() != 0) {
            auto turn = take_turn(*state.core, retries, held);
            const bool in_time = co_await std::move(turn);
            if (!in_time) co_return last ? stopped(*last, retry_stop::deadline, false) : held_back(state);
        }
        state.attempts = retries.attempt();
        attempt_watch watch(state, retries.max_attempts());
        attempt_result made;
        auto tried = attempt(state, retries.max_attempts(), made);
        co_await std::move(tried);
        watch.ended(made.failure);
        if (made.sent_before) retries.lost_answer();
        if (!made.failure) {
            retries.succeeded(time.now());
            describe_success(state);
            co_return std::nullopt;
        }
        const auto decision = judge(state, retries, made);
        tell_decision(state, decision);
        if (!decision.retries())
            co_return stopped(*made.failure, decision.stop, retries.possibly_applied(*made.failure));
        last = std::move(made.failure);
        state.waited += decision.delay;
        state.traffic.delay = decision.delay;
        if (decision.delay.count() == 0) continue;
        auto paused = pause(*state.core, decision.delay);
        co_await std::move(paused);
    }
}

inline error out_of_time(const time_limit& limit) {
    error_data parts;
    parts.kind = error_kind::timeout;
    parts.timeout = limit.kind;
    parts.cause = boost::asio::error::timed_out;
    parts.message = "the timeout of the call leaves it no time: nothing was sent";
    return error(std::move(parts));
}

/// What keeps the call from being made at all.
inline std::optional<error> prepare(call_state& state) {
    if (!state.input.violations.empty()) return invalid_request(state.input);
    const auto& found = state.core->endpoint_for(*state.changed);
    if (!found.problem.empty()) return make_error(error_kind::configuration, found.problem);
    state.where = &found.value;
    auto refused = refused_headers(*state.changed);
    if (refused) return make_error(error_kind::configuration, std::move(*refused));
    const bool limited = state.whole.kind != timeout_kind::none;
    if (limited && state.whole.length < std::chrono::milliseconds(1)) return out_of_time(state.whole);
    return std::nullopt;
}

inline error cancelled_call(const boost::system::system_error& thrown) {
    error_data parts;
    parts.kind = error_kind::cancelled;
    parts.cause = thrown.code();
    parts.message = "the call was cancelled";
    return error(std::move(parts));
}

ECR_DECL boost::asio::awaitable<std::optional<error>> call(call_core& core, const call_overrides& changed,
                                                           const call_input& input, call_output output) {
    call_state state(core, changed, input, output);
    state.invocation = state.core->new_invocation();
    call_watch watch(state);
    auto failure = prepare(state);
    if (failure) co_return watch.ended(state.finished(*failure));
    try {
        auto ran = attempts_of(state);
        failure = co_await std::move(ran);
    } catch (const exception& thrown) {
        failure = thrown.error();
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() != boost::asio::error::operation_aborted) throw;
        failure = cancelled_call(thrown);
    }
    if (failure) failure = state.finished(*failure);
    co_return watch.ended(std::move(failure));
}

ECR_DECL boost::asio::awaitable<void> close(std::shared_ptr<call_core> core, close_mode mode) {
    if (mode == close_mode::cancel) core->waits->cancel_all();
    auto finished = core->transport->finish(mode);
    co_await std::move(finished);
    const auto last = core->waits->when_none(boost::asio::make_strand(core->executor));
    if (!last) co_return;
    auto rest = on_strand(last->executor(), last->wait(std::chrono::steady_clock::time_point::max()),
                          std::make_shared<boost::asio::cancellation_signal>());
    co_await std::move(rest);
}

ECR_DECL boost::asio::awaitable<std::size_t>
warm(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, std::size_t wanted) {
    const auto& found = core->endpoint_for(*changed);
    if (!found.problem.empty()) throw_error(make_error(error_kind::configuration, found.problem));
    const std::size_t opened = co_await core->transport->warm(found.value, wanted);
    co_return opened;
}

}
