#pragma once

#include <ecr/credentials/assume_role.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/detail/sts_client.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/exception.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

/// The provider keeps its options, so the coroutine takes what it needs of them before it waits.
inline assume_role_input role_input(const assume_role_options& options, time_source& time) {
    assume_role_input input;
    input.role_arn = options.role_arn;
    input.role_session_name =
        options.role_session_name.empty() ? default_session_name(time) : options.role_session_name;
    input.duration = options.duration;
    input.external_id = options.external_id;
    input.policy = options.policy;
    input.policy_arns = options.policy_arns;
    input.mfa_serial = options.mfa_serial;
    return input;
}

inline boost::asio::awaitable<std::shared_ptr<const credentials>>
keys_of(std::shared_ptr<credentials_provider> source) {
    auto keys = source->ready();
    if (!keys) {
        auto asking = source->get();
        keys = co_await std::move(asking);
    }
    if (!keys) throw_credentials_error("assume role: its source has no keys");
    co_return keys;
}

inline sts_question role_question(const assume_role_input& input, std::shared_ptr<const credentials> signer) {
    sts_question question;
    question.form = sts_form(input);
    question.hidden = {input.external_id, input.mfa_code};
    question.role_arn = input.role_arn;
    question.provider_name = "AssumeRole";
    question.advice =
        "may the keys of " + signer->provider_name + " assume it, and does its trust policy allow them?";
    question.signer = std::move(signer);
    return question;
}

inline std::string assume_role_features(const credentials_provider& source,
                                        const assume_role_options& options) {
    std::string features(source.user_agent_features());
    if (!options.more_features.empty()) features.append(features.empty() ? "" : ",") += options.more_features;
    return features.append(features.empty() ? "" : ",").append(feature::credentials_assume_role);
}

}

ECR_DECL assume_role_credentials::assume_role_credentials(provider_context context,
                                                          std::shared_ptr<credentials_provider> source,
                                                          assume_role_options options)
    : context_(std::move(context))
    , source_(std::move(source))
    , options_(std::move(options))
    , features_(detail::assume_role_features(*source_, options_)) {}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> assume_role_credentials::get() {
    auto input = detail::role_input(options_, *context_.environment->time());
    if (input.role_arn.empty()) detail::throw_not_configured("assume role: there is no role_arn");
    if (!input.mfa_serial.empty() && !options_.mfa_code) {
        detail::throw_credentials_error("assume role " + detail::quoted(input.role_arn) +
                                        ": mfa_serial asks for a code, and there is no prompt: set "
                                        "assume_role_options::mfa_code");
    }
    const auto prompt = options_.mfa_code;
    const auto source = source_;
    const auto context = context_;
    for (bool again = false;; again = true) {
        auto asking = detail::keys_of(source);
        auto signer = co_await std::move(asking);
        if (!input.mfa_serial.empty()) {
            auto prompting = prompt(input.mfa_serial);
            input.mfa_code = co_await std::move(prompting);
        }
        auto question = detail::role_question(input, signer);
        auto trying = detail::try_sts(context, std::move(question));
        auto outcome = co_await std::move(trying);
        if (outcome.keys) co_return outcome.keys;
        const bool renewable = outcome.failure.code_text().starts_with("ExpiredToken") && !again;
        if (!renewable || !source->expired(*signer)) throw_error(std::move(outcome.failure));
    }
}

}
