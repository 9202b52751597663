#pragma once

#include <ecr/detail/call_watch.hpp>
#include <ecr/detail/wire_text.hpp>

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

inline observer* observer_of(const call_state& state) noexcept {
    return state.core->config.observer.get();
}

inline time_point now_of(const call_state& state) {
    return state.core->time->now();
}

inline call_info info_of(const call_state& state) noexcept {
    return {state.input.operation, {state.invocation.data(), state.invocation.size()}};
}

ECR_DECL call_watch::call_watch(const call_state& state)
    : state_(state)
    , observer_(observer_of(state)) {
    if (observer_ != nullptr) observer_->on_call_started({info_of(state)});
}

ECR_DECL void call_watch::tell(const error* failure, bool completed) const noexcept {
    observer_->on_call_finished(
        {info_of(state_), failure, completed, state_.attempts, now_of(state_) - state_.start});
}

ECR_DECL attempt_watch::attempt_watch(call_state& state, int most)
    : state_(state)
    , observer_(observer_of(state)) {
    const auto delay = std::exchange(state.traffic.delay, {});
    state.traffic = {};
    if (observer_ == nullptr) return;
    start_ = now_of(state);
    endpoint_ = to_string(*state.where);
    observer_->on_attempt_started({info_of(state), state.attempts, most, delay, endpoint_});
}

ECR_DECL void attempt_watch::tell(const error* failure, bool completed) const noexcept {
    const call_traffic& traffic = state_.traffic;
    attempt_finished event;
    event.call = info_of(state_);
    event.number = state_.attempts;
    event.elapsed = now_of(state_) - start_;
    event.failure = failure;
    event.completed = completed;
    event.http_status = traffic.status;
    if (traffic.status != 0) event.request_id = state_.reply.request_id();
    event.bytes_sent = traffic.sent;
    event.bytes_received = traffic.received;
    event.endpoint = endpoint_;
    observer_->on_attempt_finished(event);
}

ECR_DECL credentials_watch::credentials_watch(const call_state& state)
    : state_(state)
    , observer_(observer_of(state)) {
    if (observer_ != nullptr) start_ = now_of(state);
}

ECR_DECL void credentials_watch::tell(const credentials* keys) const noexcept {
    const std::string_view name = keys != nullptr ? keys->provider_name : std::string_view();
    observer_->on_credentials_asked({info_of(state_), now_of(state_) - start_, keys != nullptr, name});
}

ECR_DECL exchange_watch::exchange_watch(call_state& state, const http_request& message)
    : state_(state) {
    observer* const told = observer_of(state);
    dumps_ = told != nullptr && told->wants_wire_dumps();
    if (told == nullptr && state.core->config.interceptors.empty()) return;
    recorded_ = std::make_unique<recording>();
    state.traffic.sent = message.body.size();
    if (dumps_) dump(wire_direction::request, dump_request(message));
}

ECR_DECL void exchange_watch::head(const http_head& head) {
    state_.reply.head(head);
    recorded_->status = head.status;
    if (!keeps_head()) return;
    recorded_->headers.clear();
    for (const header_view& each : head.headers) recorded_->headers.emplace_back(each.name, each.value);
}

ECR_DECL bool exchange_watch::body(std::string_view piece) {
    state_.traffic.received += piece.size();
    if (dumps_) {
        const std::size_t room = longest_dumped_body - std::min(longest_dumped_body, recorded_->body.size());
        recorded_->body += piece.substr(0, room);
    }
    return state_.reply.body(piece);
}

inline void exchange_watch::dump(wire_direction direction, const std::string& text) const {
    observer_of(state_)->on_wire_dump({info_of(state_), state_.attempts, direction, text});
}

ECR_DECL std::optional<error> exchange_watch::judged(const transport_report& report) {
    const recording& got = *recorded_;
    state_.traffic.status = got.status;
    if (!report.request_sent) state_.traffic.sent = 0;
    std::vector<header_view> headers;
    for (const auto& [name, value] : got.headers) headers.push_back({name, value});
    if (observer* const told = observer_of(state_)) {
        if (report.request_sent) {
            told->on_connection_used(
                {info_of(state_), report.connection_reused, report.sent_before, report.times});
        } else if (report.failure) {
            told->on_connection_failed({info_of(state_), report.times});
        }
        if (dumps_ && got.status != 0) {
            dump(wire_direction::response,
                 dump_response(got.status, headers, got.body, state_.traffic.received));
        }
    }
    if (got.status == 0) return std::nullopt;
    try {
        const intercepted_response answer{state_.input.operation, state_.attempts, got.status, headers};
        for (const auto& each : state_.core->config.interceptors) each->after_response(answer);
    } catch (const std::exception& thrown) {
        return interceptor_failure(thrown);
    }
    return std::nullopt;
}

ECR_DECL void tell_decision(const call_state& state, const retry_decision& decision) {
    observer* const told = observer_of(state);
    if (told == nullptr) return;
    const int quota = state.core->partitions.of(state.where->host).quota.level();
    if (decision.retries()) {
        told->on_retry_scheduled({info_of(state), state.attempts, decision.reason, decision.delay, quota});
    } else {
        told->on_retry_refused(
            {info_of(state), state.attempts, decision.reason, describe(decision.stop), quota});
    }
}

ECR_DECL void tell_correction(const call_state& state) {
    observer* const told = observer_of(state);
    if (told != nullptr) told->on_clock_corrected({info_of(state), state.core->skew.correction()});
}

ECR_DECL error interceptor_failure(const std::exception& thrown) {
    return make_error(error_kind::configuration, "an interceptor failed: " + masked(thrown.what()));
}

}
