#pragma once

#include <ecr/credentials/sso.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/detail/token_renewal.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/exception.hpp>

#include <memory>
#include <utility>

namespace ecr::inline ECR_ABI {

struct sso_credentials::shared : std::enable_shared_from_this<shared> {
    shared(provider_context with, sso_options told)
        : context(std::move(with))
        , options(std::move(told))
        , file(context.environment,
               expand_home(*context.environment, "~/.aws/sso/cache/") +
                   detail::sso_file_name(options.session_name.empty() ? options.start_url
                                                                      : options.session_name),
               "expiresAt") {}

    void check() const;
    [[nodiscard]] std::string login() const;
    [[nodiscard]] bool renewable(const detail::json_document& token) const;
    boost::asio::awaitable<secret> token();
    boost::asio::awaitable<secret> renewed_token(detail::json_document token);
    boost::asio::awaitable<detail::renewed_token> renew(detail::json_document& token);
    static boost::asio::awaitable<detail::renewed_token> renew_or_find(std::shared_ptr<shared> self,
                                                                       detail::json_document token);
    boost::asio::awaitable<std::shared_ptr<const credentials>> keys(secret token);

    const provider_context context;
    const sso_options options;
    detail::token_file file;
};

namespace detail {

inline fetch_request renewal_of(const endpoint& where, const json_document& token) {
    json_document body;
    body.set("clientId", token.text("clientId").value_or(""));
    body.set("clientSecret", token.text("clientSecret").value_or(""));
    body.set("grantType", "refresh_token");
    body.set("refreshToken", token.text("refreshToken").value_or(""));
    auto request = json_post(where, "/token", body);
    for (const auto* const name : {"accessToken", "refreshToken", "clientSecret"}) {
        request.hidden.emplace_back(token.text(name).value_or(""));
    }
    return request;
}

inline bool is_token(const json_document& token) {
    return !token.text("accessToken").value_or("").empty();
}

/// Puts the answer to a renewal into the document; false if it is not one.
inline bool take_renewal(json_document& token, const fetch_answer& answer, timestamp now) {
    if (!answer.succeeded()) return false;
    const auto said = json_document::read(answer.body.reveal());
    if (!said) return false;
    const auto access = said->text("accessToken").value_or("");
    const auto seconds = said->integer("expiresIn").value_or(0);
    if (access.empty() || seconds <= 0 || seconds > 1'000'000'000) return false;
    const auto end = std::chrono::floor<std::chrono::seconds>(now) + std::chrono::seconds(seconds);
    token.set("accessToken", access);
    token.set("expiresAt", to_iso8601(end));
    const auto refresh = said->text("refreshToken").value_or("");
    if (!refresh.empty()) token.set("refreshToken", refresh);
    return true;
}

}

ECR_DECL void sso_credentials::shared::check() const {
    if (options.account_id.empty() && options.role_name.empty()) {
        detail::throw_not_configured("SSO: neither sso_account_id nor sso_role_name is set");
    }
    std::string missing;
    if (options.account_id.empty()) missing = "sso_account_id";
    if (options.role_name.empty()) missing = "sso_role_name";
    if (options.region.empty()) missing = "sso_region";
    if (options.start_url.empty()) missing = "sso_start_url";
    if (!missing.empty()) detail::throw_credentials_error("SSO: " + missing + " is missing");
}

ECR_DECL std::string sso_credentials::shared::login() const {
    if (options.profile.empty()) return "log in with `aws sso login`";
    return "log in with `aws sso login --profile " + options.profile + "`";
}

ECR_DECL bool sso_credentials::shared::renewable(const detail::json_document& token) const {
    if (options.session_name.empty()) return false;
    for (const auto* const name : {"refreshToken", "clientId", "clientSecret"}) {
        if (token.text(name).value_or("").empty()) return false;
    }
    const auto end = token.text("registrationExpiresAt");
    const auto registered = end ? detail::parse_timestamp(*end) : std::nullopt;
    return !registered || *registered > context.environment->time()->utc_now();
}

ECR_DECL boost::asio::awaitable<detail::renewed_token>
sso_credentials::shared::renew(detail::json_document& token) {
    const auto where =
        detail::credential_endpoint(context, "oidc", options.region, context.sso_oidc_endpoint_url);
    if (!where) detail::throw_credentials_error("SSO: OIDC cannot be asked: " + where.error().reason);
    const auto request = detail::renewal_of(*where, token);
    auto asking = detail::fetch(context, request);
    const auto answer = co_await std::move(asking);
    detail::renewed_token outcome;
    if (!detail::take_renewal(token, answer, context.environment->time()->utc_now())) {
        const auto said = detail::read_credential_fault(answer.body.reveal());
        // Whoever logs in again meets the same outage.
        const bool outage = !answer.succeeded() && !detail::is_refusal(answer);
        const auto advice = outage ? std::string() : login();
        outcome.failure.reason = detail::fetch_error("SSO: the token has expired and could not be renewed",
                                                     answer, said.code, said.message, advice);
        outcome.unsent = answer.failure && !answer.request_sent;
        co_return outcome;
    }
    auto writing = file.write(token);
    co_await std::move(writing);
    outcome.token = std::move(token);
    co_return outcome;
}

ECR_DECL boost::asio::awaitable<detail::renewed_token>
sso_credentials::shared::renew_or_find(std::shared_ptr<shared> self, detail::json_document token) {
    auto renewing = self->renew(token);
    auto outcome = co_await std::move(renewing);
    const auto now = self->context.environment->time()->utc_now();
    if (outcome.token || self->file.end_of(token) > now) co_return outcome;
    auto looking = self->file.read_again(now);
    auto theirs = co_await std::move(looking);
    if (theirs && detail::is_token(*theirs)) outcome.token = std::move(theirs);
    co_return outcome;
}

ECR_DECL boost::asio::awaitable<secret> sso_credentials::shared::renewed_token(detail::json_document token) {
    const auto now = context.environment->time()->utc_now();
    const bool ended = file.end_of(token) <= now;
    secret own(*token.text("accessToken"));
    if (renewable(token)) {
        auto work = renew_or_find(shared_from_this(), std::move(token));
        auto renewing = file.renewal().join(context.executor, now, ended, std::move(work));
        const auto came = co_await std::move(renewing);
        if (came && came->outcome.token) co_return secret(*came->outcome.token->text("accessToken"));
        if (came && ended) came->outcome.failure.raise();
    }
    // A token that could not be renewed does until its end.
    if (!ended) co_return own;
    // Somebody else's renewal may have ended since the file was read.
    auto looking = file.read_good(now);
    const auto theirs = co_await std::move(looking);
    if (theirs && detail::is_token(*theirs)) co_return secret(*theirs->text("accessToken"));
    detail::throw_credentials_error("SSO: the token has expired and could not be renewed; " + login());
}

ECR_DECL boost::asio::awaitable<secret> sso_credentials::shared::token() {
    constexpr auto spare = std::chrono::minutes(5);
    auto reading = file.read();
    auto token = co_await std::move(reading);
    const std::string source = "SSO: the token file " + detail::quoted(file.path()) + " ";
    if (!token) detail::throw_credentials_error(source + token.error().reason + "; " + login());
    const auto end = file.end_of(*token);
    if (!end || !detail::is_token(*token)) {
        detail::throw_credentials_error(source + "has no accessToken or no expiresAt; " + login());
    }
    if (*end > context.environment->time()->utc_now() + spare) co_return secret(*token->text("accessToken"));
    auto renewing = renewed_token(std::move(*token));
    auto renewed = co_await std::move(renewing);
    co_return renewed;
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>>
sso_credentials::shared::keys(secret token) {
    const auto where =
        detail::credential_endpoint(context, "portal.sso", options.region, context.sso_endpoint_url);
    if (!where) detail::throw_credentials_error("SSO cannot be asked: " + where.error().reason);
    detail::fetch_request request;
    request.where = *where;
    request.target = where->path_prefix +
                     "/federation/credentials?role_name=" + detail::percent_encode(options.role_name) +
                     "&account_id=" + detail::percent_encode(options.account_id);
    request.headers.emplace_back("Accept", "application/json");
    request.hidden.push_back(token);
    request.headers.emplace_back("x-amz-sso_bearer_token", std::move(token));
    auto asking = detail::fetch(context, request);
    const auto answer = co_await std::move(asking);
    const std::string source = "SSO, role " + detail::quoted(options.role_name) + " in account " +
                               detail::quoted(options.account_id);
    if (!answer.succeeded()) {
        const auto said = detail::read_credential_fault(answer.body.reveal());
        const auto advice = answer.status == 401   ? login()
                            : answer.status == 403 ? "is the role assigned to you?"
                                                   : "";
        throw_error(detail::fetch_error(source, answer, said.code, said.message, advice));
    }
    auto keys = detail::read_credentials(detail::credential_form::sso, answer.body.reveal());
    if (!keys) throw_error(detail::fetch_error(source, answer, {}, keys.error().reason, {}));
    keys->provider_name = "SSO";
    if (!keys->account_id) keys->account_id = options.account_id;
    co_return std::make_shared<const credentials>(std::move(*keys));
}

ECR_DECL sso_credentials::sso_credentials(provider_context context, sso_options options) {
    if (options.features.empty()) {
        options.features = options.session_name.empty() ? detail::feature::credentials_sso_legacy
                                                        : detail::feature::credentials_sso;
    }
    self_ = std::make_shared<shared>(std::move(context), std::move(options));
}

ECR_DECL sso_credentials::~sso_credentials() = default;

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> sso_credentials::get() {
    const auto self = self_;
    self->check();
    auto asking = self->token();
    auto token = co_await std::move(asking);
    auto answering = self->keys(std::move(token));
    auto keys = co_await std::move(answering);
    co_return keys;
}

ECR_DECL std::string_view sso_credentials::user_agent_features() const noexcept {
    return self_->options.features;
}

}
