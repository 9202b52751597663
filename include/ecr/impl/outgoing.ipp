#pragma once

#include <ecr/detail/anonymous_keys.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/call_watch.hpp>
#include <ecr/detail/outgoing.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline bool is_of_the_client(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 13> own{
        "accept-encoding",
        "amz-sdk-invocation-id",
        "amz-sdk-request",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "transfer-encoding",
        "user-agent",
        "x-amz-content-sha256",
        "x-amz-date",
        "x-amz-security-token",
        "x-amz-target",
    };
    return std::ranges::any_of(
        own, [&](std::string_view each) { return std::ranges::equal(name, each, {}, to_lower); });
}

ECR_DECL std::optional<std::string> refused_headers(const call_overrides& changed) {
    for (const auto& [name, value] : changed.headers) {
        const auto checked = check_header({name, value});
        if (checked.has_error()) return "call_options::headers: " + checked.error().reason;
        if (is_of_the_client(name)) {
            return "call_options::headers: " + name + " is not to be set: the client does that";
        }
    }
    return std::nullopt;
}

ECR_DECL outgoing::outgoing(const call_state& state, timestamp now, int number, int most)
    : state_(state) {
    const endpoint& where = *state.where;
    texts_.reserve(384);
    texts_.append(where.path_prefix) += '/';
    const auto target_end = texts_.size();
    append_host_header(texts_, where);
    const auto host_end = texts_.size();
    texts_.append(target_prefix).append(state.input.operation);
    const auto action_end = texts_.size();
    append_user_agent(texts_, state.core->agent, features());
    const auto agent_end = texts_.size();
    const auto ttl = attempt_ttl(now, state.core->config.timeout.read_idle, state.core->skew.measured());
    append_sdk_request(texts_, ttl, number, most);

    const std::string_view all = texts_;
    target_ = all.substr(0, target_end);
    host_ = all.substr(target_end, host_end - target_end);
    // Those that are signed in canonical order, which leaves little to sort.
    add("Host", host_);
    add("amz-sdk-invocation-id", {state.invocation.data(), state.invocation.size()});
    add("amz-sdk-request", all.substr(agent_end));
    add("Content-Type", "application/x-amz-json-1.1");
    add("User-Agent", all.substr(action_end, agent_end - action_end));
    add("X-Amz-Target", all.substr(host_end, action_end - host_end));
    const auto& more = state.changed->headers;
    const auto traces = [](const auto& each) {
        return std::ranges::equal(each.first, std::string_view("x-amzn-trace-id"), {}, to_lower);
    };
    if (state.core->trace_id && std::ranges::none_of(more, traces))
        add("X-Amzn-Trace-Id", *state.core->trace_id);
    for (const auto& [name, value] : more) add(name, value);
}

ECR_DECL std::array<std::string_view, 4> outgoing::features() const {
    const auto& provider = state_.provider();
    const bool own_url = state_.changed->endpoint_url || state_.core->config.endpoint_url;
    return {state_.input.feature,
            state_.retries.mode == retry_mode::adaptive ? feature::retry_adaptive : feature::retry_standard,
            own_url ? feature::endpoint_override : std::string_view(),
            provider ? provider->user_agent_features() : std::string_view()};
}

ECR_DECL std::optional<error> outgoing::intercept(int number) {
    const auto& all = state_.core->config.interceptors;
    if (all.empty()) return std::nullopt;
    request_draft::header_list copies;
    for (const auto& [name, value] : headers()) copies.emplace_back(name, value);
    request_draft draft(state_.input.operation, number, *state_.where, body(), std::move(copies));
    try {
        for (const auto& each : all) each->before_signing(draft);
    } catch (const std::exception& thrown) {
        return interceptor_failure(thrown);
    }
    intercepted_ = draft.headers();
    more_.clear();
    count_ = 0;
    for (const auto& [name, value] : intercepted_) add(name, value);
    return std::nullopt;
}

ECR_DECL std::optional<std::string> outgoing::sign(const credentials& keys, timestamp now) {
    if (is_anonymous(keys)) return std::nullopt;
    sigv4_request request;
    request.scheme = state_.where->scheme == url_scheme::https ? "https" : "http";
    request.host = host_;
    request.path = target_;
    request.headers = headers();
    request.region = state_.where->signing_region;
    request.payload = payload();
    auto made = state_.core->signer.sign(request, keys, now);
    if (made.has_error()) return made.error().reason;
    signed_ = std::move(*made);
    token_ = keys.session_token;
    add("X-Amz-Date", {signed_.date.data(), signed_.date.size()});
    if (!token_.empty()) add("X-Amz-Security-Token", token_.reveal());
    add("Authorization", signed_.authorization);
    return std::nullopt;
}

ECR_DECL http_request outgoing::request(const time_limit& limit) const {
    http_request made;
    made.where = state_.where;
    made.target = target_;
    made.headers = headers();
    made.body = body();
    made.deadline = limit.at;
    made.deadline_kind = limit.kind;
    made.allowed = limit.length;
    return made;
}

ECR_DECL void outgoing::add(std::string_view name, std::string_view value) {
    if (more_.empty() && count_ < fixed_.size()) {
        fixed_[count_++] = {name, value};
        return;
    }
    if (more_.empty()) more_.assign(fixed_.begin(), fixed_.end());
    more_.push_back({name, value});
}

ECR_DECL sigv4_payload outgoing::payload() const {
    if (state_.input.blob.empty()) return std::string_view(state_.input.text);
    sha256 digest;
    digest.start();
    for_each_piece(body(), [&](std::string_view piece) { digest.update(piece); });
    return digest.finish();
}

}
