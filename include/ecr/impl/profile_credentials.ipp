#pragma once

#include <ecr/credentials/container.hpp>
#include <ecr/credentials/environment.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/credentials/login.hpp>
#include <ecr/credentials/not_configured.hpp>
#include <ecr/credentials/process.hpp>
#include <ecr/credentials/profile.hpp>
#include <ecr/credentials/sso.hpp>
#include <ecr/credentials/web_identity.hpp>
#include <ecr/detail/profile_plan.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/user_agent.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

using provider_ptr = std::shared_ptr<credentials_provider>;

inline provider_ptr make_web_identity(const provider_context& context, const profile_plan& plan) {
    web_identity_options options;
    options.token_file = plan.token_file;
    options.role_arn = plan.web_identity.role_arn;
    options.role_session_name = plan.web_identity.role_session_name;
    options.duration = plan.web_identity.duration;
    options.features = plan.features + "," + std::string(feature::credentials_web_identity);
    return std::make_shared<web_identity_credentials>(context, std::move(options));
}

inline provider_ptr make_sso(const provider_context& context, const profile_plan& plan) {
    sso_options options;
    options.session_name = plan.sso.session_name;
    options.start_url = plan.sso.start_url;
    options.region = plan.sso.region;
    options.role_name = plan.sso.role_name;
    options.account_id = plan.account_id;
    options.profile = plan.profile;
    const auto own =
        options.session_name.empty() ? feature::credentials_sso_legacy : feature::credentials_sso;
    options.features = plan.features + "," + std::string(own);
    return std::make_shared<sso_credentials>(context, std::move(options));
}

inline provider_ptr make_login(const provider_context& context, const profile_plan& plan) {
    login_options options;
    options.session = plan.login_session;
    options.profile = plan.profile;
    options.features = plan.features + "," + std::string(feature::credentials_login);
    return std::make_shared<login_credentials>(context, std::move(options));
}

inline provider_ptr make_process(const provider_context& context, const profile_plan& plan) {
    process_options options;
    options.command = plan.command;
    options.account_id = plan.account_id;
    options.features = plan.features + "," + std::string(feature::credentials_process);
    return std::make_shared<process_credentials>(context, std::move(options));
}

inline provider_ptr make_source(const provider_context& context, const profile_plan& plan,
                                const instance_metadata_settings& instance) {
    switch (plan.source) {
    case key_source::web_identity:
        return make_web_identity(context, plan);
    case key_source::sso:
        return make_sso(context, plan);
    case key_source::login:
        return make_login(context, plan);
    case key_source::process:
        return make_process(context, plan);
    case key_source::environment:
        return std::make_shared<environment_credentials>(context.environment);
    case key_source::container:
        return std::make_shared<container_credentials>(context, container_options_from(*context.environment));
    case key_source::instance_metadata:
        return std::make_shared<instance_metadata_credentials>(context, instance);
    case key_source::static_keys:
        break;
    }
    return std::make_shared<static_credentials>(plan.keys);
}

inline provider_ptr make_role(const provider_context& context, provider_ptr source, const planned_role& role,
                              const mfa_prompt& mfa_code) {
    assume_role_options options;
    options.role_arn = role.role_arn;
    options.role_session_name = role.role_session_name;
    options.duration = role.duration;
    options.external_id = role.external_id;
    options.mfa_serial = role.mfa_serial;
    options.mfa_code = mfa_code;
    return std::make_shared<assume_role_credentials>(context, std::move(source), std::move(options));
}

/// Of several providers only the plan knows all the ways that were taken.
inline std::string features_of(const profile_plan& plan, const credentials_provider& source) {
    std::string features = plan.features;
    if (plan.source != key_source::static_keys) {
        const std::string_view own = source.user_agent_features();
        features = own.starts_with(plan.features) ? std::string(own) : features + "," + std::string(own);
    }
    if (!plan.roles.empty()) features.append(",").append(feature::credentials_assume_role);
    return features;
}

// A source that a profile names has to be there: whoever comes after the profile in a chain has other keys
// than those that were meant.
inline boost::asio::awaitable<std::shared_ptr<const credentials>> get_from(provider_ptr made) {
    try {
        auto asking = made->get();
        auto keys = co_await std::move(asking);
        co_return keys;
    } catch (const not_configured& lacking) {
        throw_credentials_error("the source that the profile names has no credentials: " +
                                std::string(lacking.error().message()));
    }
}

}

ECR_DECL profile_credentials::profile_credentials(const provider_context& context, const settings& from,
                                                  mfa_prompt mfa_code) {
    static const detail::aws_files none;
    const bool required = from.profile_from_code || from.profile != "default";
    auto plan = detail::plan_profile(from.files ? *from.files : none, from.profile, required);
    problem_ = std::move(plan.problem);
    not_configured_ = plan.not_configured;
    if (!problem_.empty()) return;
    made_ = detail::make_source(context, plan.value, from.instance_metadata);
    features_ = detail::features_of(plan.value, *made_);
    for (const auto& role : plan.value.roles) {
        made_ = detail::make_role(context, std::move(made_), role, mfa_code);
    }
}

ECR_DECL std::shared_ptr<const credentials> profile_credentials::ready() {
    return made_ ? made_->ready() : nullptr;
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> profile_credentials::get() {
    if (not_configured_) detail::throw_not_configured(problem_);
    if (!made_) detail::throw_credentials_error(problem_);
    return detail::get_from(made_);
}

ECR_DECL bool profile_credentials::expired(const credentials& keys) {
    return made_ && made_->expired(keys);
}

}
