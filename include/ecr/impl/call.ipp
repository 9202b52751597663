#pragma once

#include <ecr/detail/attempt.hpp>
#include <ecr/detail/call.hpp>
#include <ecr/detail/call_core.hpp>
#include <ecr/detail/outgoing.hpp>
#include <ecr/detail/retry_loop.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/error.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline error invalid_request(const call_input& input) {
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

inline boost::asio::awaitable<void> pause(time_source& time, std::chrono::nanoseconds length) {
    const auto until = time.now() + length;
    auto wait = time.wait_until(until);
    co_await std::move(wait);
}

inline boost::asio::awaitable<std::optional<error>> run_attempts(call_state& state) {
    time_source& time = *state.core->time;
    const auto& found = state.core->endpoint_for(*state.changed);
    if (!found.problem.empty())
        co_return state.finished(make_error(error_kind::configuration, found.problem), 0);
    state.where = &found.value;
    if (auto refused = refused_headers(*state.changed))
        co_return state.finished(make_error(error_kind::configuration, std::move(*refused)), 0);
    state.invocation = state.core->new_invocation();
    retry_state retries(state.retries, state.core->classifier(), state.core->partitions.of(found.value.host),
                        state.input.operation, state.whole.at);
    for (;;) {
        for (auto wait = retries.acquire(time.now()); wait.count() != 0; wait = retries.acquire(time.now())) {
            if (!retries.fits(time.now(), wait)) break;
            co_await pause(time, wait);
        }
        attempt_result made = co_await attempt(state, retries.attempt(), retries.max_attempts());
        if (made.sent_before) retries.lost_answer();
        if (!made.failure) {
            retries.succeeded(time.now());
            if (state.metadata != nullptr) {
                state.metadata->request_id = state.reply.request_id();
                state.metadata->http_status = state.reply.status();
                state.metadata->attempts = retries.attempt();
                state.metadata->total_retry_delay = state.waited;
                state.metadata->elapsed = time.now() - state.start;
            }
            co_return std::nullopt;
        }
        made.outcome.now = time.now();
        made.outcome.random = time.random();
        made.outcome.retry_after = state.reply.retry_after();
        const auto decision = retries.after(*made.failure, made.outcome);
        if (!decision.retries()) {
            auto parts = made.failure->data();
            parts.possibly_applied = retries.possibly_applied(*made.failure);
            if (decision.stop == retry_stop::deadline || decision.stop == retry_stop::quota) {
                parts.message.append(parts.message.empty() ? "" : "; ").append(describe(decision.stop));
            }
            co_return state.finished(error(std::move(parts)), retries.attempt());
        }
        state.waited += decision.delay;
        if (decision.delay.count() != 0) co_await pause(time, decision.delay);
    }
}

inline error cancelled_call(const boost::system::system_error& thrown) {
    error_data parts;
    parts.kind = error_kind::cancelled;
    parts.cause = thrown.code();
    parts.message = "the call was cancelled";
    return error(std::move(parts));
}

ECR_DECL boost::asio::awaitable<std::optional<error>> call(std::shared_ptr<call_core> core,
                                                           std::shared_ptr<const call_overrides> changed,
                                                           call_input input, call_output output) {
    call_state state(std::move(core), std::move(changed), std::move(input), output);
    if (!state.input.violations.empty()) co_return state.finished(invalid_request(state.input), 0);
    std::optional<error> failure;
    try {
        failure = co_await run_attempts(state);
    } catch (const exception& thrown) {
        failure = state.finished(thrown.error(), 0);
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() != boost::asio::error::operation_aborted) throw;
        failure = state.finished(cancelled_call(thrown), 0);
    }
    co_return failure;
}

ECR_DECL boost::asio::awaitable<std::size_t>
warm(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, std::size_t wanted) {
    const auto& found = core->endpoint_for(*changed);
    if (!found.problem.empty()) throw_error(make_error(error_kind::configuration, found.problem));
    const std::size_t opened = co_await core->transport->warm(found.value, wanted);
    co_return opened;
}

}
