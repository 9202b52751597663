#pragma once

#include <ecr/detail/attempt.hpp>
#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/outgoing.hpp>
#include <ecr/detail/presign.hpp>
#include <ecr/detail/presigned_query.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/exception.hpp>

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL result<presigned_request> presign(sigv4_signer& signer, const request_to_presign& request,
                                           const credentials& keys, timestamp now,
                                           std::chrono::seconds expires) {
    const auto where = parse_url(request.url);
    if (where.has_error()) return make_error(error_kind::configuration, where.error().reason);
    const std::string host = where->host_header();
    std::vector<header_view> headers;
    for (const auto& [name, value] : request.headers) headers.push_back({name, value});
    sigv4_request signable;
    signable.method = request.method;
    signable.scheme = where->scheme;
    signable.host = host;
    signable.path = where->path;
    signable.query = where->query;
    signable.headers = headers;
    signable.payload = std::string_view(request.body);
    signable.region = request.region;
    signable.service = request.service;
    auto url = signer.presign(signable, keys, now, expires);
    if (url.has_error()) return make_error(error_kind::configuration, url.error().reason);
    presigned_request made{std::move(*url), request.method, request.headers, request.body,
                           std::chrono::floor<std::chrono::seconds>(now) + expires};
    if (keys.expiration) made.expires = std::min(made.expires, *keys.expiration);
    return made;
}

inline std::string whole_text(const call_input& input) {
    std::string text;
    for_each_piece({input.text, input.blob_at, input.blob.bytes()},
                   [&](std::string_view piece) { text += piece; });
    return text;
}

ECR_DECL result<presigned_request> presign(sigv4_signer& signer, const call_input& input,
                                           const endpoint& where, const credentials& keys, timestamp now,
                                           const presign_options& options) {
    if (!input.violations.empty()) return invalid_request(input);
    request_to_presign request;
    request.method = options.method;
    request.url = to_string(where);
    request.headers = {{"Content-Type", "application/x-amz-json-1.1"},
                       {"X-Amz-Target", std::string(target_prefix).append(input.operation)}};
    request.region = where.signing_region;
    if (options.parameters == presigned_parameters::body) {
        request.body = whole_text(input);
    } else {
        request.url.append("?").append(presigned_query(whole_text(input)));
    }
    return presign(signer, request, keys, now, options.expires);
}

ECR_DECL boost::asio::awaitable<presigned_request> presign(std::shared_ptr<call_core> core,
                                                           std::shared_ptr<const call_overrides> changed,
                                                           call_input input, call_output nowhere,
                                                           presign_options options) {
    call_state state(*core, *changed, input, nowhere);
    const auto& found = state.core->endpoint_for(*state.changed);
    if (!found.problem.empty()) throw_error(make_error(error_kind::configuration, found.problem));
    auto keys = ready_keys(state);
    if (!keys) keys = co_await keys_for(state);
    const timestamp now = state.core->time->utc_now() + state.core->skew.correction();
    auto made = presign(state.core->signer, state.input, found.value, *keys, now, options);
    co_return std::move(made).value();
}

}
