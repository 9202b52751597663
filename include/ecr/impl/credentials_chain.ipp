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
#include <ecr/exception.hpp>

#include <atomic>
#include <cstddef>
#include <mutex>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI {

/// What the last search of a chain came to; for any thread.
class credentials_chain::search {
public:
    using provider_list = std::vector<std::shared_ptr<credentials_provider>>;

    explicit search(provider_list providers)
        : providers_(std::move(providers)) {}

    [[nodiscard]] const provider_list& providers() const noexcept { return providers_; }
    /// The one that was found, or null.
    [[nodiscard]] credentials_provider* found() const noexcept {
        const auto at = found_.load();
        return at == none ? nullptr : providers_[at].get();
    }
    /// Of those passed over, in their order.
    [[nodiscard]] std::vector<std::string> reasons() const {
        const std::lock_guard lock(mutex_);
        return reasons_;
    }
    /// The reasons of those that need not be asked again, which are as many as go before the one found.
    [[nodiscard]] std::vector<std::string> begin() const {
        const std::lock_guard lock(mutex_);
        return found_.load() == none ? std::vector<std::string>() : reasons_;
    }
    /// It ended with the first that did not decline.
    void ended(bool found, const std::vector<std::string>& reasons) {
        const std::lock_guard lock(mutex_);
        reasons_ = reasons;
        found_ = found ? reasons.size() : none;
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const provider_list providers_;
    mutable std::mutex mutex_{};
    std::vector<std::string> reasons_{};
    std::atomic<std::size_t> found_ = none;
};

ECR_DECL credentials_chain::credentials_chain(std::vector<std::shared_ptr<credentials_provider>> providers)
    : search_(std::make_shared<search>(std::move(providers))) {}

ECR_DECL std::shared_ptr<const credentials> credentials_chain::ready() {
    auto* const chosen = search_->found();
    return chosen == nullptr ? nullptr : chosen->ready();
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> credentials_chain::get() {
    const auto self = search_;
    const auto& providers = self->providers();
    auto reasons = self->begin();
    const auto first = reasons.size();
    while (reasons.size() < providers.size()) {
        try {
            auto asking = providers[reasons.size()]->get();
            auto keys = co_await std::move(asking);
            self->ended(true, reasons);
            co_return keys;
        } catch (const not_configured& declined) {
            reasons.emplace_back(declined.error().message());
        } catch (const exception&) {
            // What was found stays so while its source is ill.
            if (reasons.size() != first || self->found() == nullptr) self->ended(false, reasons);
            throw;
        }
    }
    // What was found has lost its configuration: the next search begins at the beginning.
    self->ended(false, reasons);
    std::string all;
    for (const auto& each : reasons) all.append(all.empty() ? "" : "; ").append(each);
    detail::throw_not_configured("no credentials: " + (all.empty() ? "the chain is empty" : all));
}

ECR_DECL bool credentials_chain::expired(const credentials& keys) {
    auto* const chosen = search_->found();
    return chosen != nullptr && chosen->expired(keys);
}

ECR_DECL std::vector<std::string> credentials_chain::declined() const {
    return search_->reasons();
}

ECR_DECL std::string_view credentials_chain::user_agent_features() const noexcept {
    const auto* const chosen = search_->found();
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
