#pragma once

#include <ecr/credentials/login.hpp>
#include <ecr/detail/attempt_headers.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/dpop.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/signin_host.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/exception.hpp>

#include <openssl/rand.h>

#include <algorithm>
#include <array>
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

struct login_credentials::shared {
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
    boost::asio::awaitable<error> renew(detail::json_document& token);

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

/// Puts the answer to a renewal into the document; false if it is not one.
inline bool take_login(json_document& token, const json_document& said, timestamp now) {
    constexpr std::string_view names[] = {"accessToken.accessKeyId", "accessToken.secretAccessKey",
                                          "accessToken.sessionToken", "refreshToken"};
    const auto missing = [&](std::string_view name) { return said.text(name).value_or("").empty(); };
    const auto seconds = said.integer("expiresIn").value_or(0);
    if (std::ranges::any_of(names, missing) || seconds <= 0) return false;
    for (const auto name : names) token.set(name, *said.text(name));
    if (!missing("idToken")) token.set("idToken", *said.text("idToken"));
    const auto life = std::chrono::seconds(std::min<std::int64_t>(seconds, 900));
    token.set("accessToken.expiresAt", to_iso8601(std::chrono::floor<std::chrono::seconds>(now) + life));
    return true;
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

ECR_DECL boost::asio::awaitable<error> login_credentials::shared::renew(detail::json_document& token) {
    const auto request = renewal_of(token);
    auto asking = detail::fetch(context, request);
    const auto answer = co_await std::move(asking);
    if (!answer.succeeded()) {
        const auto said = detail::read_credential_fault(answer.body.reveal());
        const auto advice = detail::login_advice(answer, said.reason, login());
        co_return detail::fetch_error("login", answer, said.code, said.message, advice);
    }
    const auto said = detail::json_document::read(answer.body.reveal());
    if (!said || !detail::take_login(token, *said, context.environment->time()->utc_now())) {
        co_return detail::fetch_error("login", answer, {}, {}, {});
    }
    auto writing = file.write(token);
    co_await std::move(writing);
    co_return error();
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> login_credentials::shared::keys() {
    constexpr auto spare = std::chrono::minutes(5);
    auto reading = file.read();
    auto token = co_await std::move(reading);
    const std::string source = "login: the token file " + detail::quoted(file.path()) + " ";
    if (!token) detail::throw_credentials_error(source + token.error().reason + "; " + login());
    const auto missing = missing_in(*token);
    if (!missing.empty()) detail::throw_credentials_error(source + "has no " + missing + "; " + login());
    const auto end = file.end_of(*token);
    const auto now = context.environment->time()->utc_now();
    if (*end > now + spare) co_return keys_in(*token);
    if (file.claim_renewal(now)) {
        auto renewing = renew(*token);
        auto failure = co_await std::move(renewing);
        const bool renewed = failure.message().empty();
        if (!renewed && *end <= now) {
            auto looking = file.read_again(now);
            auto theirs = co_await std::move(looking);
            if (!theirs || !missing_in(*theirs).empty()) throw_error(std::move(failure));
            *token = std::move(*theirs);
        }
    } else if (*end <= now) {
        detail::throw_credentials_error("login: the session has expired, and was not renewed moments ago; " +
                                        login());
    }
    co_return keys_in(*token);
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
