#pragma once

#include <ecr/detail/attempt.hpp>
#include <ecr/detail/call_watch.hpp>
#include <ecr/detail/closable.hpp>
#include <ecr/detail/outgoing.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <new>
#include <string>
#include <utility>
#include <variant>

namespace ecr::inline ECR_ABI::detail {

using keys_ptr = std::shared_ptr<const credentials>;

inline error error_of(transport_failure failure) {
    error_data parts;
    parts.kind = failure.kind;
    parts.timeout = failure.timeout;
    parts.http_status = failure.http_status;
    parts.cause = failure.cause;
    parts.message = std::move(failure.message);
    return error(std::move(parts));
}

/// The same with what is known of an answer that broke off.
inline error error_of(transport_failure failure, const answer& reply) {
    auto parts = error_of(std::move(failure)).data();
    if (reply.status() != 0) parts.http_status = reply.status();
    parts.request_id = reply.request_id();
    return error(std::move(parts));
}

/// What a provider came to; a failure too is an answer, which ends the wait for it.
struct keys_outcome {
    keys_ptr keys{};
    std::exception_ptr failure{};
};

inline boost::asio::awaitable<keys_outcome> ask_for_keys(std::shared_ptr<credentials_provider> provider) {
    const boost::asio::enable_total_cancellation every;
    keys_outcome outcome;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    try {
        outcome.keys = co_await provider->get();
    } catch (...) {
        outcome.failure = std::current_exception();
    }
    co_return outcome;
}

inline boost::asio::awaitable<void> passes(time_limit limit, std::shared_ptr<time_source> time) {
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    auto wait = time->wait_until(limit.at);
    co_await std::move(wait);
}

/// Keys from a provider that takes its time, unless the limit passes first. Runs on a strand of its own.
inline boost::asio::awaitable<keys_ptr> keys_before(std::shared_ptr<credentials_provider> provider,
                                                    time_limit limit, std::shared_ptr<time_source> time) {
    using namespace boost::asio::experimental::awaitable_operators;
    keys_outcome outcome;
    auto race = ask_for_keys(std::move(provider)) || passes(limit, std::move(time));
    auto first = co_await std::move(race);
    if (first.index() == 1) throw_error(error_of(timed_out(limit, "getting credentials")));
    outcome = std::get<0>(std::move(first));
    if (outcome.failure) std::rethrow_exception(outcome.failure);
    co_return std::move(outcome.keys);
}

inline boost::asio::awaitable<keys_ptr> ask(call_state& state,
                                            std::shared_ptr<credentials_provider> provider) {
    keys_ptr keys;
    credentials_watch watch(state);
    auto asked = state.whole.at == time_point::max() ? provider->get()
                                                     : keys_before(provider, state.whole, state.core->time);
    auto work = closable(state.core->executor, *state.core->waits, std::move(asked));
    keys = co_await std::move(work);
    watch.got(keys.get());
    co_return keys;
}

ECR_DECL void rethrow_from_provider(std::exception_ptr thrown) {
    std::string problem;
    boost::system::error_code cause;
    try {
        std::rethrow_exception(std::move(thrown));
    } catch (const exception&) {
        throw;
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const boost::system::system_error& failed) {
        if (failed.code() == boost::asio::error::operation_aborted) throw;
        problem = failed.what();
        cause = failed.code();
    } catch (const std::exception& failed) {
        problem = failed.what();
    }
    error_data parts;
    parts.kind = error_kind::credentials;
    parts.cause = cause;
    parts.message = "the credentials provider failed: " + redacted(problem);
    throw_error(error(std::move(parts)));
}

// A provider that cannot even tell is asked properly, and says then what is wrong.
ECR_DECL keys_ptr ready_keys(const call_state& state) noexcept {
    const auto& provider = state.provider();
    try {
        return provider ? provider->ready() : nullptr;
    } catch (...) {
        return nullptr;
    }
}

ECR_DECL boost::asio::awaitable<keys_ptr> keys_for(call_state& state) {
    const auto& provider = state.provider();
    std::exception_ptr thrown;
    keys_ptr keys;
    if (!provider)
        throw_error(make_error(error_kind::credentials, "no credentials: set client_config::credentials"));
    try {
        keys = co_await ask(state, provider);
    } catch (...) {
        thrown = std::current_exception();
    }
    if (thrown) rethrow_from_provider(std::move(thrown));
    if (!keys) throw_error(make_error(error_kind::credentials, "the credentials provider has no keys"));
    co_return keys;
}

inline time_limit limit_of_attempt(const call_state& state) {
    const auto& changed = state.changed->attempt_timeout;
    const auto length = changed ? changed : state.core->config.timeout.attempt;
    if (!length || length->count() == 0) return state.whole;
    return sooner(state.whole, limit_from(state.core->time->now(), some(*length), timeout_kind::attempt));
}

/// What the answer to a request sent then says of the two clocks.
inline void learn_skew(call_state& state, attempt_result& result, timestamp sent) {
    const skew_sample sample{state.reply.date(), state.reply.has_age(), sent, state.core->time->utc_now()};
    const std::string_view code = result.failure ? result.failure->code_text() : std::string_view();
    const bool corrected = state.core->skew.observe(code, sample, result.outcome.signed_with);
    if (corrected) tell_correction(state);
    result.outcome.skew = corrected || !code.empty() ? measure_skew(sample) : std::nullopt;
}

/// Why the request cannot be signed, or nothing.
inline std::optional<error> sign(outgoing& request, const credentials& keys, timestamp now) {
    auto problem = request.sign(keys, now);
    if (!problem) return std::nullopt;
    return make_error(error_kind::configuration, std::move(*problem));
}

ECR_DECL boost::asio::awaitable<void> attempt(call_state& state, int most, attempt_result& result) {
    keys_ptr keys = ready_keys(state);
    if (!keys) keys = co_await keys_for(state);
    const timestamp sent = state.core->time->utc_now();
    outgoing request(state, sent, state.attempts, most);
    result.failure = request.intercept(state.attempts);
    if (result.failure) co_return;
    result.outcome.signed_with = state.core->skew.correction();
    result.failure = sign(request, *keys, sent + result.outcome.signed_with);
    if (result.failure) co_return;
    state.reply.begin();
    const http_request message = request.request(limit_of_attempt(state));
    exchange_watch watch(state, message);
    auto exchange = state.core->transport->exchange(message, watch.sink());
    auto report = co_await std::move(exchange);
    result.sent_before = report.sent_before;
    result.outcome.request_sent = report.request_sent;
    result.failure = watch.ended(report);
    if (result.failure) co_return;
    if (report.failure) {
        result.failure = error_of(std::move(*report.failure), state.reply);
        co_return;
    }
    result.failure = state.reply.failure();
    learn_skew(state, result, sent + std::chrono::floor<timestamp::duration>(report.times.total()));
    if (result.failure && lacks_valid_credentials(*result.failure)) {
        result.outcome.credentials_renewable = state.provider()->expired(*keys);
    }
}

}
