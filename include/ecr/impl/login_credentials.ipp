#pragma once

#include <ecr/credentials/login.hpp>
#include <ecr/detail/attempt_headers.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/dpop.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/detail/login_answer.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/signin_host.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/detail/token_renewal.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/exception.hpp>

#include <openssl/rand.h>

#include <array>
#include <memory>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

inline std::string login_path(const environment& world, std::string_view session) {
    auto folder = nonblank_variable(world, "AWS_LOGIN_CACHE_DIRECTORY").value_or("~/.aws/login/cache");
    folder = expand_home(world, folder);
    if (!folder.ends_with('/')) folder += '/';
    return folder + login_file_name(session);
}

}

struct login_credentials::shared : std::enable_shared_from_this<shared> {
    shared(provider_context with, login_options told)
        : context(std::move(with))
        , options(std::move(told))
        , file(context.environment, detail::login_path(*context.environment, options.session),
               "accessToken.expiresAt") {}

    [[nodiscard]] std::string login() const;
    [[nodiscard]] endpoint where() const;
    [[nodiscard]] std::shared_ptr<const credentials> keys_in(const detail::json_document& token) const;
    [[nodiscard]] std::string missing_in(const detail::json_document& token) const;
    [[nodiscard]] detail::fetch_request renewal_of(const detail::json_document& token) const;
    boost::asio::awaitable<std::shared_ptr<const credentials>> keys();
    boost::asio::awaitable<std::shared_ptr<const credentials>> renewed_keys(detail::json_document token);
    boost::asio::awaitable<detail::renewed_token> renew(detail::json_document& token);
    static boost::asio::awaitable<detail::renewed_token> renew_or_find(std::shared_ptr<shared> self,
                                                                       detail::json_document token);

    const provider_context context;
    const login_options options;
    detail::token_file file;
};

namespace detail {

inline std::string new_uuid() {
    std::array<std::uint8_t, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw_credentials_error("login: OpenSSL has no random numbers");
    }
    const auto id = make_invocation_id(bytes);
    return {id.data(), id.size()};
}

inline std::string login_advice(const fetch_answer& answer, std::string_view reason,
                                const std::string& login) {
    // Whoever logs in again meets the same outage.
    if (!is_refusal(answer)) return {};
    if (reason == "INSUFFICIENT_PERMISSIONS") {
        return "the user may not renew sessions: allow signin:CreateOAuth2Token";
    }
    if (reason == "TOKEN_EXPIRED") return "the session has ended: " + login;
    if (reason == "USER_CREDENTIALS_CHANGED") return "the password was changed: " + login;
    return login;
}

}

ECR_DECL std::string login_credentials::shared::login() const {
    if (options.profile.empty()) return "log in with `aws login`";
    return "log in with `aws login --profile " + options.profile + "`";
}

ECR_DECL endpoint login_credentials::shared::where() const {
    if (context.signin_endpoint_url) {
        auto where = detail::endpoint_of_url(*context.signin_endpoint_url);
        if (!where) detail::throw_credentials_error("login: signin cannot be asked: " + where.error().reason);
        return std::move(*where);
    }
    const auto plain = detail::without_fips_text(context.region);
    auto host = detail::signin_host(
        plain.name, {.fips = context.use_fips || plain.asks_for_fips, .dual_stack = context.use_dual_stack});
    if (!host.problem.empty()) {
        detail::throw_credentials_error("login: signin cannot be asked: " + host.problem);
    }
    endpoint where;
    where.host = std::move(host.value);
    return where;
}

ECR_DECL std::shared_ptr<const credentials>
login_credentials::shared::keys_in(const detail::json_document& token) const {
    const auto text = [&](std::string_view name) { return token.text(name).value_or(""); };
    credentials keys;
    keys.access_key_id = text("accessToken.accessKeyId");
    keys.secret_access_key = text("accessToken.secretAccessKey");
    keys.session_token = text("accessToken.sessionToken");
    keys.expiration = file.end_of(token);
    keys.provider_name = "Login";
    const auto account = text("accessToken.accountId");
    if (!account.empty()) keys.account_id = account;
    return std::make_shared<const credentials>(std::move(keys));
}

ECR_DECL std::string login_credentials::shared::missing_in(const detail::json_document& token) const {
    for (const auto* const name : {"accessToken.accessKeyId", "accessToken.secretAccessKey",
                                   "accessToken.sessionToken", "refreshToken", "dpopKey", "clientId"}) {
        if (token.text(name).value_or("").empty()) return name;
    }
    return file.end_of(token) ? "" : "accessToken.expiresAt";
}

ECR_DECL detail::fetch_request
login_credentials::shared::renewal_of(const detail::json_document& token) const {
    auto asked = where();
    detail::dpop_claims claims;
    claims.url = to_string(asked) + "/v1/token";
    claims.id = detail::new_uuid();
    claims.issued = context.environment->time()->utc_now();
    auto proof = detail::make_dpop(token.text("dpopKey").value_or(""), claims);
    if (!proof) {
        detail::throw_credentials_error("login: the dpopKey in " + detail::quoted(file.path()) +
                                        " is unusable: " + proof.error().reason + "; " + login());
    }
    detail::json_document body;
    body.set("clientId", token.text("clientId").value_or(""));
    body.set("grantType", "refresh_token");
    body.set("refreshToken", token.text("refreshToken").value_or(""));
    auto request = detail::json_post(std::move(asked), "/v1/token", body);
    for (const auto* const name :
         {"accessToken.secretAccessKey", "accessToken.sessionToken", "refreshToken"}) {
        request.hidden.emplace_back(token.text(name).value_or(""));
    }
    request.hidden.emplace_back(*proof);
    // A refresh token is good for one renewal, so one that may have arrived is not sent again.
    request.attempts = 1;
    request.headers.emplace_back("DPoP", std::move(*proof));
    return request;
}

ECR_DECL boost::asio::awaitable<detail::renewed_token>
login_credentials::shared::renew(detail::json_document& token) {
    const auto request = renewal_of(token);
    auto asking = detail::fetch(context, request);
    const auto answer = co_await std::move(asking);
    detail::renewed_token outcome;
    if (!answer.succeeded()) {
        const auto said = detail::read_credential_fault(answer.body.reveal());
        const auto advice = detail::login_advice(answer, said.reason, login());
        outcome.failure.reason = detail::fetch_error("login", answer, said.code, said.message, advice);
        outcome.unsent = answer.failure && !answer.request_sent;
        co_return outcome;
    }
    const auto said = detail::json_document::read(answer.body.reveal());
    if (!said || !detail::take_login(token, *said, context.environment->time()->utc_now())) {
        outcome.failure.reason = detail::fetch_error("login", answer, {}, {}, {});
        co_return outcome;
    }
    auto writing = file.write(token);
    co_await std::move(writing);
    outcome.token = std::move(token);
    co_return outcome;
}

ECR_DECL boost::asio::awaitable<detail::renewed_token>
login_credentials::shared::renew_or_find(std::shared_ptr<shared> self, detail::json_document token) {
    auto renewing = self->renew(token);
    auto outcome = co_await std::move(renewing);
    const auto now = self->context.environment->time()->utc_now();
    if (outcome.token || self->file.end_of(token) > now) co_return outcome;
    auto looking = self->file.read_again(now);
    auto theirs = co_await std::move(looking);
    if (theirs && self->missing_in(*theirs).empty()) outcome.token = std::move(theirs);
    co_return outcome;
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>>
login_credentials::shared::renewed_keys(detail::json_document token) {
    const auto now = context.environment->time()->utc_now();
    const bool ended = file.end_of(token) <= now;
    auto own = keys_in(token);
    auto work = renew_or_find(shared_from_this(), std::move(token));
    auto renewing = file.renewal().join(context.executor, now, ended, std::move(work));
    const auto came = co_await std::move(renewing);
    if (came && came->outcome.token) co_return keys_in(*came->outcome.token);
    if (!ended) co_return own;
    if (came) came->outcome.failure.raise();
    // Somebody else's renewal may have ended since the file was read.
    auto looking = file.read_good(now);
    const auto theirs = co_await std::move(looking);
    if (theirs && missing_in(*theirs).empty()) co_return keys_in(*theirs);
    detail::throw_credentials_error("login: the session has expired, and was not renewed moments ago; " +
                                    login());
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> login_credentials::shared::keys() {
    constexpr auto spare = std::chrono::minutes(5);
    auto reading = file.read();
    auto token = co_await std::move(reading);
    const std::string source = "login: the token file " + detail::quoted(file.path()) + " ";
    if (!token) detail::throw_credentials_error(source + token.error().reason + "; " + login());
    const auto missing = missing_in(*token);
    if (!missing.empty()) detail::throw_credentials_error(source + "has no " + missing + "; " + login());
    if (*file.end_of(*token) > context.environment->time()->utc_now() + spare) co_return keys_in(*token);
    auto renewing = renewed_keys(std::move(*token));
    auto keys = co_await std::move(renewing);
    co_return keys;
}

ECR_DECL login_credentials::login_credentials(provider_context context, login_options options) {
    if (options.features.empty()) options.features = detail::feature::credentials_login;
    self_ = std::make_shared<shared>(std::move(context), std::move(options));
}

ECR_DECL login_credentials::~login_credentials() = default;

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> login_credentials::get() {
    const auto self = self_;
    if (self->options.session.empty()) detail::throw_not_configured("login: there is no login_session");
    auto asking = self->keys();
    auto keys = co_await std::move(asking);
    co_return keys;
}

ECR_DECL std::string_view login_credentials::user_agent_features() const noexcept {
    return self_->options.features;
}

}
