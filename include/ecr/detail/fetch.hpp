#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/error.hpp>
#include <ecr/secret.hpp>
#include <ecr/transport_failure.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// One question over HTTP to a source of credentials.
struct fetch_request {
    std::string method{"GET"};
    endpoint where{};
    /// The Host header, where it is not that of the endpoint.
    std::string host{};
    /// Percent-encoded, with the prefix of the endpoint's path.
    std::string target{"/"};
    /// All but Host.
    std::vector<std::pair<std::string, secret>> headers{};
    secret body{};
    /// What an answer may quote and no message may show.
    std::vector<secret> hidden{};
    /// For each attempt.
    std::chrono::milliseconds timeout{5000};
    int attempts = 3;
    /// Before the second attempt, doubled for each after; half of it at least.
    std::chrono::milliseconds pause{200};
};

struct fetch_answer {
    /// 0 where nothing was answered.
    int status = 0;
    secret body{};
    std::string request_id{};
    /// What the head calls the failure, such as `UnauthorizedException`.
    std::string error_type{};
    /// Of the last attempt.
    std::optional<transport_failure> failure{};
    int attempts = 0;
    /// Whether a byte of the request, or of one before it, may have left.
    bool request_sent = false;
    /// As the request has it.
    std::vector<secret> hidden{};

    [[nodiscard]] bool succeeded() const noexcept { return !failure && status / 100 == 2; }
};

using fetch_judge = bool (*)(const fetch_answer&);

/// The request that posts a document to a path below the endpoint's.
[[nodiscard]] ECR_DECL fetch_request json_post(endpoint where, std::string_view path,
                                               const json_document& body);

/// Whether the answer, or its lack, may be another one next time: 5xx, 429 and what failed on its way.
[[nodiscard]] ECR_DECL bool is_transient(const fetch_answer& answer) noexcept;

/// Whether somebody has decided on the request and said no.
[[nodiscard]] ECR_DECL bool is_refusal(const fetch_answer& answer) noexcept;

/// Asks until an attempt comes to something that `again` does not call transient. Failure is reported, only
/// cancellation is thrown.
[[nodiscard]] ECR_DECL boost::asio::awaitable<fetch_answer>
fetch(const provider_context& context, const fetch_request& request, fetch_judge again = is_transient);

/// The host of `sts`, `portal.sso` or `oidc` in a region, or a configured URL instead.
[[nodiscard]] ECR_DECL or_refusal<endpoint> credential_endpoint(const provider_context& context,
                                                                std::string_view service,
                                                                std::string_view region,
                                                                const std::optional<std::string>& url);

/// A configured URL as an endpoint.
[[nodiscard]] ECR_DECL or_refusal<endpoint> endpoint_of_url(std::string_view url);

/// `text` with a mask for every secret in it, also where that is percent-encoded. Those of a few characters
/// may be parts of words and stay.
[[nodiscard]] ECR_DECL std::string without(std::string_view text, std::span<const secret> hidden);

/// What failed, such as `SSO: HTTP 403 ForbiddenException: no access`, with `advice` after it.
[[nodiscard]] ECR_DECL error fetch_error(std::string_view source, const fetch_answer& answer,
                                         std::string_view code, std::string_view message,
                                         std::string_view advice);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/fetch.ipp>
#endif
