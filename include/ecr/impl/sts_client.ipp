#pragma once

#include <ecr/detail/fetch.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/detail/sts_client.hpp>

#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::string_view form_type = "application/x-www-form-urlencoded; charset=utf-8";

inline void sign_sts(fetch_request& request, const credentials& keys, timestamp now) {
    const auto host = host_header(request.where);
    const header_view type{"Content-Type", form_type};
    sigv4_request signing;
    signing.scheme = request.where.scheme == url_scheme::https ? "https" : "http";
    signing.host = host;
    signing.path = request.target;
    signing.headers = {&type, 1};
    signing.payload = request.body.reveal();
    signing.region = request.where.signing_region;
    signing.service = "sts";
    sigv4_signer signer;
    auto made = signer.sign(signing, keys, now);
    if (!made) throw_credentials_error("the question to STS cannot be signed: " + made.error().reason);
    request.headers.emplace_back("X-Amz-Date", std::string_view(made->date.data(), made->date.size()));
    if (!keys.session_token.empty()) {
        request.headers.emplace_back("X-Amz-Security-Token", keys.session_token);
    }
    request.headers.emplace_back("Authorization", std::move(made->authorization));
}

inline bool is_transient_sts(const fetch_answer& answer) {
    if (answer.failure) return is_transient(answer);
    if (answer.succeeded()) return false;
    return is_transient_sts_error(answer.status, read_sts_error(answer.body.reveal()).code);
}

inline fetch_request sts_request(const endpoint& where, sts_question& question, timestamp now) {
    fetch_request request;
    request.method = "POST";
    request.where = where;
    request.target = where.path_prefix + "/";
    request.timeout = std::chrono::seconds(10);
    request.body = std::move(question.form);
    request.hidden = std::move(question.hidden);
    request.headers.emplace_back("Content-Type", form_type);
    request.headers.emplace_back("Accept", "application/xml");
    if (question.signer) {
        request.hidden.push_back(question.signer->secret_access_key);
        request.hidden.push_back(question.signer->session_token);
        sign_sts(request, *question.signer, now);
    }
    return request;
}

ECR_DECL boost::asio::awaitable<sts_outcome> try_sts(provider_context context, sts_question question) {
    sts_outcome outcome;
    const auto where = credential_endpoint(context, "sts", context.region, context.sts_endpoint_url);
    const std::string source = question.provider_name + ", role " + quoted(question.role_arn);
    if (!where) {
        outcome.failure = credentials_error(source + ": STS cannot be asked: " + where.error().reason);
        co_return outcome;
    }
    const auto request = sts_request(*where, question, context.environment->time()->utc_now());
    auto asking = fetch(context, request, is_transient_sts);
    const auto answer = co_await std::move(asking);
    if (!answer.succeeded()) {
        const auto said = read_sts_error(answer.body.reveal());
        // Nothing about the role helps where STS is ill or busy.
        std::string advice = is_transient_sts(answer) ? std::string() : question.advice;
        if (answer.failure) advice = "is STS reachable from here?";
        outcome.failure = fetch_error(source, answer, said.code, said.message, advice);
        co_return outcome;
    }
    auto keys = read_assumed_role(answer.body.reveal());
    if (!keys) {
        outcome.failure = fetch_error(source, answer, {}, keys.error().reason, {});
        co_return outcome;
    }
    keys->provider_name = std::move(question.provider_name);
    outcome.keys = std::make_shared<const credentials>(std::move(*keys));
    co_return outcome;
}

ECR_DECL std::string default_session_name(time_source& time) {
    const auto now = std::chrono::floor<std::chrono::seconds>(time.utc_now().time_since_epoch());
    return "ecr-session-" + std::to_string(now.count());
}

}
