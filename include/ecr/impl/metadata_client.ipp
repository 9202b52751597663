#pragma once

#include <ecr/detail/metadata_client.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/token_text.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::string_view token_life = "21600";

ECR_DECL metadata_client::metadata_client(provider_context context, instance_metadata_settings settings)
    : context_(std::move(context))
    , settings_(std::move(settings)) {}

ECR_DECL fetch_request metadata_client::request(std::string method, std::string_view path) const {
    fetch_request made;
    const auto where = endpoint_of_url(settings_.endpoint);
    if (!where) {
        throw_credentials_error("instance metadata: the endpoint is unusable: " + where.error().reason);
    }
    made.method = std::move(method);
    made.where = *where;
    made.target = where->path_prefix + std::string(path);
    made.timeout = settings_.timeout.value_or(std::chrono::seconds(1));
    made.attempts = settings_.attempts.value_or(3);
    return made;
}

ECR_DECL secret metadata_client::token() {
    const auto now = context_.environment->time()->now();
    const std::lock_guard lock(mutex_);
    return now < token_.end ? token_.text : secret();
}

ECR_DECL void metadata_client::forget(const secret& refused) {
    const std::lock_guard lock(mutex_);
    if (token_.text == refused) token_ = {};
}

// A service that does not answer would not do so later either, and who asks waits.
inline bool is_worth_another_token(const fetch_answer& answer) {
    return is_transient(answer) && !answer.failure;
}

ECR_DECL boost::asio::awaitable<metadata_answer> metadata_client::renew_token() {
    constexpr auto spare = std::chrono::seconds(120);
    auto asked = request("PUT", "/latest/api/token");
    asked.headers.emplace_back("x-aws-ec2-metadata-token-ttl-seconds", token_life);
    const auto begun = context_.environment->time()->now();
    auto asking = fetch(context_, asked, is_worth_another_token);
    metadata_answer result;
    result.answer = co_await std::move(asking);
    const int status = result.answer.status;
    const auto text = token_of(result.answer.body.reveal());
    if (result.answer.succeeded() && text) {
        const std::lock_guard lock(mutex_);
        token_ = {*text, begun + std::chrono::seconds(21600) - spare};
        co_return result;
    }
    const bool refused = status == 403 || status == 404 || status == 405;
    if (settings_.allow_v1 && (refused || result.answer.failure)) co_return result;
    result.failed = true;
    result.absent = result.answer.failure.has_value();
    result.failure =
        fetch_error("instance metadata", result.answer, status == 0 ? "" : "HTTP " + std::to_string(status),
                    {}, result.absent ? metadata_advice : "no token was given");
    co_return result;
}

ECR_DECL boost::asio::awaitable<metadata_answer> metadata_client::get(std::string path) {
    const auto self = shared_from_this();
    metadata_answer result;
    for (bool again = false;; again = true) {
        auto used = token();
        if (used.empty()) {
            auto renewing = renew_token();
            result = co_await std::move(renewing);
            if (result.failed) co_return result;
            used = token();
        }
        auto asked = request("GET", path);
        asked.hidden.push_back(used);
        if (!used.empty()) asked.headers.emplace_back("x-aws-ec2-metadata-token", used);
        auto asking = fetch(context_, asked);
        result.answer = co_await std::move(asking);
        if (result.answer.failure || result.answer.status != 401 || again) break;
        forget(used);
    }
    if (result.answer.failure) {
        result.failed = true;
        result.failure = fetch_error("instance metadata", result.answer, {}, {}, {});
    }
    co_return result;
}

}
