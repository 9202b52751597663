#pragma once

#include <ecr/detail/conditions.hpp>
#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/service_error.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/detail/wire_text.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/error.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

/// Keeps a whole answer, which is small.
class kept_answer final : public response_sink {
public:
    void head(const http_head& head) override {
        status = head.status;
        request_id = head.header("x-amzn-requestid");
        if (request_id.empty()) request_id = head.header("x-amz-request-id");
        error_type = bare_error_code(head.header("x-amzn-errortype"));
    }
    [[nodiscard]] bool body(std::string_view piece) override {
        constexpr std::size_t longest = 64 * 1024;
        too_long = text.size() + piece.size() > longest;
        // Growing would leave copies of secrets behind.
        if (!too_long && text.capacity() == 0) text.reserve(longest);
        if (!too_long) text += piece;
        return !too_long;
    }

    int status = 0;
    std::string request_id{};
    std::string error_type{};
    std::string text{};
    bool too_long = false;
};

inline boost::asio::awaitable<fetch_answer> fetch_once(const provider_context& context,
                                                       const fetch_request& request) {
    const auto host = request.host.empty() ? host_header(request.where) : request.host;
    std::vector<header_view> headers{{"Host", host}};
    for (const auto& [name, value] : request.headers) headers.push_back({name, value.reveal()});
    http_request message;
    message.method = request.method;
    message.where = &request.where;
    message.target = request.target;
    message.headers = headers;
    message.body.text = request.body.reveal();
    message.body.blob_at = message.body.text.size();
    message.deadline = context.environment->time()->now() + request.timeout;
    message.deadline_kind = timeout_kind::credentials;
    message.allowed = request.timeout;
    kept_answer kept;
    auto exchange = context.transport->exchange(message, kept);
    auto report = co_await std::move(exchange);
    fetch_answer answer;
    answer.status = kept.status;
    answer.request_id = std::move(kept.request_id);
    answer.error_type = std::move(kept.error_type);
    answer.failure = std::move(report.failure);
    answer.request_sent = report.request_sent || report.sent_before;
    if (kept.too_long) {
        answer.failure = transport_failure{.kind = error_kind::parse, .message = "the answer is too long"};
    }
    answer.body = std::move(kept.text);
    co_return answer;
}

ECR_DECL fetch_request json_post(endpoint where, std::string_view path, const json_document& body) {
    fetch_request request;
    request.method = "POST";
    request.target = where.path_prefix;
    request.target += path;
    request.where = std::move(where);
    request.headers.emplace_back("Content-Type", "application/json");
    request.headers.emplace_back("Accept", "application/json");
    request.body = body.written();
    return request;
}

ECR_DECL bool is_transient(const fetch_answer& answer) noexcept {
    if (!answer.failure) return answer.status >= 500 || answer.status == 429;
    const auto kind = answer.failure->kind;
    if (kind == error_kind::proxy) {
        error_data parts;
        parts.kind = kind;
        parts.http_status = answer.failure->http_status;
        parts.cause = answer.failure->cause;
        return conditions_of(parts, {}).has(condition::transient);
    }
    return kind != error_kind::configuration && kind != error_kind::cancelled && kind != error_kind::parse;
}

ECR_DECL bool is_refusal(const fetch_answer& answer) noexcept {
    return !answer.failure && !is_transient(answer) && !answer.succeeded();
}

ECR_DECL boost::asio::awaitable<fetch_answer> fetch(const provider_context& context,
                                                    const fetch_request& request, fetch_judge again) {
    const auto time = context.environment->time();
    fetch_answer answer;
    for (int attempt = 1;; ++attempt) {
        const bool sent_before = answer.request_sent;
        auto one = fetch_once(context, request);
        answer = co_await std::move(one);
        answer.request_sent = answer.request_sent || sent_before;
        answer.attempts = attempt;
        answer.hidden = request.hidden;
        if (answer.failure && answer.failure->kind == error_kind::cancelled) {
            throw boost::system::system_error(boost::asio::error::operation_aborted);
        }
        if (attempt >= request.attempts || !again(answer)) co_return answer;
        const auto longest = request.pause * (1 << std::min(attempt - 1, 10));
        const auto pause =
            std::chrono::floor<std::chrono::milliseconds>(longest * (0.5 + time->random() / 2));
        auto wait = time->wait_until(time->now() + pause);
        co_await std::move(wait);
    }
}

ECR_DECL or_refusal<endpoint> endpoint_of_url(std::string_view url) {
    auto parsed = parse_endpoint_url(url);
    if (!parsed.problem.empty()) return refuse(std::move(parsed.problem));
    endpoint where;
    where.scheme = parsed.value.secure ? url_scheme::https : url_scheme::http;
    where.host = std::move(parsed.value.host);
    where.port = parsed.value.port;
    where.path_prefix = std::move(parsed.value.path);
    return where;
}

ECR_DECL or_refusal<endpoint> credential_endpoint(const provider_context& context, std::string_view service,
                                                  std::string_view region,
                                                  const std::optional<std::string>& url) {
    const auto plain = without_fips_text(region);
    const endpoint_variant variant{context.use_fips || plain.asks_for_fips, context.use_dual_stack};
    if (url) {
        if (variant.fips || variant.dual_stack) {
            return refuse("FIPS or dual stack and a custom endpoint are not supported together: " +
                          shown_url(*url));
        }
        auto where = endpoint_of_url(*url);
        if (where) where->signing_region = plain.name.empty() ? "us-east-1" : plain.name;
        return where;
    }
    auto problem = region_problem(plain.name);
    if (!problem.empty()) return refuse(std::move(problem));
    auto host = credential_service_host(partition_of(plain.name), service, plain.name, variant);
    if (!host.problem.empty()) return refuse(std::move(host.problem));
    endpoint where;
    where.host = std::move(host.value);
    where.signing_region = plain.name;
    return where;
}

/// What an answer without a code of its own comes to.
inline std::string_view outcome_of(const fetch_answer& answer) noexcept {
    if (answer.succeeded()) return "the answer is not what it should be";
    return answer.status < 500 ? "the request was refused" : "the service failed";
}

inline void replace_all(std::string& text, std::string_view what) {
    constexpr std::string_view mask = "***";
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + mask.size())) {
        text.replace(at, what.size(), mask);
    }
}

ECR_DECL std::string without(std::string_view text, std::span<const secret> hidden) {
    constexpr std::size_t shortest = 6;
    std::string rest(text);
    for (const auto& each : hidden) {
        const auto known = each.reveal();
        if (known.size() < shortest) continue;
        replace_all(rest, known);
        auto encoded = percent_encode(known);
        replace_all(rest, encoded);
        wipe(encoded);
    }
    return rest;
}

ECR_DECL error fetch_error(std::string_view source, const fetch_answer& answer, std::string_view code,
                           std::string_view message, std::string_view advice) {
    if (code.empty() && !answer.succeeded()) code = answer.error_type;
    error_data parts;
    parts.kind = error_kind::credentials;
    parts.http_status = answer.status;
    parts.request_id = without(answer.request_id, answer.hidden);
    parts.attempts = answer.attempts;
    parts.code_text = without(code, answer.hidden);
    parts.message = source;
    if (answer.failure) {
        parts.message += ": " + masked(without(answer.failure->message, answer.hidden));
        parts.cause = answer.failure->cause;
    } else if (code.empty()) {
        parts.message.append(": ").append(outcome_of(answer));
    } else {
        append_printable(parts.message += ": ", parts.code_text, 100);
    }
    if (!message.empty())
        append_printable(parts.message += ": ", masked(without(message, answer.hidden)), 1000);
    if (!advice.empty()) parts.message.append("; ").append(advice);
    return error(std::move(parts));
}

}
