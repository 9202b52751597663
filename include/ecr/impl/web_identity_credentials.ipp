#pragma once

#include <ecr/credentials/web_identity.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/detail/sts_client.hpp>
#include <ecr/detail/token_text.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/exception.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

ECR_DECL web_identity_options web_identity_from(const environment& world) {
    web_identity_options options;
    options.token_file = nonblank_variable(world, "AWS_WEB_IDENTITY_TOKEN_FILE").value_or("");
    options.role_arn = nonblank_variable(world, "AWS_ROLE_ARN").value_or("");
    options.role_session_name = nonblank_variable(world, "AWS_ROLE_SESSION_NAME").value_or("");
    options.features = detail::feature::credentials_environment_web_identity;
    options.features.append(",").append(detail::feature::credentials_web_identity);
    return options;
}

ECR_DECL web_identity_credentials::web_identity_credentials(provider_context context,
                                                            web_identity_options options)
    : context_(std::move(context))
    , options_(std::move(options)) {
    if (options_.features.empty()) options_.features = detail::feature::credentials_web_identity;
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> web_identity_credentials::get() {
    const auto options = options_;
    auto context = context_;
    if (options.token_file.empty()) {
        detail::throw_not_configured("web identity: AWS_WEB_IDENTITY_TOKEN_FILE is not set");
    }
    if (options.role_arn.empty()) {
        detail::throw_credentials_error(
            "web identity: there is a token file but no role: set AWS_ROLE_ARN, or "
            "role_arn in the profile");
    }
    const auto path = expand_home(*context.environment, options.token_file);
    auto reading = context.environment->read_file(path);
    const auto file = co_await std::move(reading);
    if (file.error) {
        throw_error(detail::credentials_error("web identity: the token file " + detail::quoted(path) +
                                                  " cannot be read: " + file.error.message(),
                                              file.error));
    }
    const auto token = detail::token_of(file.text.reveal());
    if (!token) {
        detail::throw_credentials_error("web identity: the token file " + detail::quoted(path) + " " +
                                        token.error().reason);
    }
    detail::web_identity_input input;
    input.role_arn = options.role_arn;
    input.role_session_name = options.role_session_name.empty()
                                  ? detail::default_session_name(*context.environment->time())
                                  : options.role_session_name;
    input.duration = options.duration;
    input.policy = options.policy;
    input.token = *token;
    detail::sts_question question;
    question.form = detail::sts_form(input);
    // The signature alone is what makes it a token.
    question.hidden = {input.token, token->substr(token->rfind('.') + 1)};
    question.role_arn = options.role_arn;
    question.provider_name = "WebIdentityToken";
    question.advice = "is the identity provider known to the account, and does the role's trust policy allow "
                      "the token's subject?";
    auto asking = detail::try_sts(std::move(context), std::move(question));
    auto outcome = co_await std::move(asking);
    if (!outcome.keys) throw_error(std::move(outcome.failure));
    co_return outcome.keys;
}

}
