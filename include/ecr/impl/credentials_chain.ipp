#pragma once

#include <ecr/credentials/cached.hpp>
#include <ecr/credentials/chain.hpp>
#include <ecr/credentials/container.hpp>
#include <ecr/credentials/environment.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/credentials/not_configured.hpp>
#include <ecr/credentials/profile.hpp>
#include <ecr/credentials/web_identity.hpp>
#include <ecr/detail/provider_failure.hpp>

#include <string>
#include <utility>

namespace ecr::inline ECR_ABI {

ECR_DECL credentials_chain::credentials_chain(std::vector<std::shared_ptr<credentials_provider>> providers)
    : providers_(
          std::make_shared<const std::vector<std::shared_ptr<credentials_provider>>>(std::move(providers)))
    , found_(std::make_shared<std::atomic<std::size_t>>(none)) {}

ECR_DECL credentials_provider* credentials_chain::found() const noexcept {
    const auto index = found_->load();
    return index == none ? nullptr : (*providers_)[index].get();
}

ECR_DECL std::shared_ptr<const credentials> credentials_chain::ready() {
    auto* const chosen = found();
    return chosen == nullptr ? nullptr : chosen->ready();
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> credentials_chain::get() {
    const auto providers = providers_;
    const auto found = found_;
    std::string reasons;
    const auto begin = found->load();
    for (std::size_t i = begin == none ? 0 : begin; i < providers->size(); ++i) {
        try {
            auto asking = (*providers)[i]->get();
            auto keys = co_await std::move(asking);
            found->store(i);
            co_return keys;
        } catch (const not_configured& declined) {
            reasons.append(reasons.empty() ? "" : "; ").append(declined.error().message());
        }
    }
    // What was found has lost its configuration: the next search begins at the beginning.
    found->store(none);
    detail::throw_not_configured("no credentials: " + (reasons.empty() ? "the chain is empty" : reasons));
}

ECR_DECL bool credentials_chain::expired(const credentials& keys) {
    auto* const chosen = found();
    return chosen != nullptr && chosen->expired(keys);
}

ECR_DECL std::string_view credentials_chain::user_agent_features() const noexcept {
    const auto* const chosen = found();
    return chosen == nullptr ? std::string_view() : chosen->user_agent_features();
}

ECR_DECL provider_context make_provider_context(boost::asio::any_io_executor executor, const settings& from,
                                                std::shared_ptr<environment> world) {
    auto context = make_provider_context(std::move(executor), from.config, std::move(world));
    context.sts_endpoint_url = from.sts_endpoint_url;
    context.sso_endpoint_url = from.sso_endpoint_url;
    context.sso_oidc_endpoint_url = from.sso_oidc_endpoint_url;
    context.signin_endpoint_url = from.signin_endpoint_url;
    return context;
}

ECR_DECL std::shared_ptr<credentials_chain> default_chain(const provider_context& context,
                                                          const settings& from, const mfa_prompt& mfa_code) {
    const auto& world = context.environment;
    std::vector<std::shared_ptr<credentials_provider>> providers;
    if (!from.profile_from_code) providers.push_back(std::make_shared<environment_credentials>(world));
    providers.push_back(std::make_shared<profile_credentials>(context, from, mfa_code));
    providers.push_back(std::make_shared<web_identity_credentials>(context, web_identity_from(*world)));
    providers.push_back(std::make_shared<container_credentials>(context, container_options_from(*world)));
    providers.push_back(std::make_shared<instance_metadata_credentials>(context, from.instance_metadata));
    return std::make_shared<credentials_chain>(std::move(providers));
}

ECR_DECL std::shared_ptr<credentials_provider> default_credentials(const provider_context& context,
                                                                   const settings& from,
                                                                   const refresh_settings& refresh,
                                                                   const mfa_prompt& mfa_code) {
    return std::make_shared<cached_credentials>(context.executor, default_chain(context, from, mfa_code),
                                                refresh, context.environment->time());
}

}
