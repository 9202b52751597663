#pragma once

#include <ecr/credentials/assume_role.hpp>
#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials/refresh_settings.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/settings.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// The first of several providers that was told something to work with.
///
/// One that is not configured is passed over; one that is configured but fails ends the search with its
/// error, as other keys than those that were meant are no help. The provider that was found is asked alone
/// from then on.
class credentials_chain final : public credentials_provider {
public:
    explicit credentials_chain(std::vector<std::shared_ptr<credentials_provider>> providers);

    [[nodiscard]] std::shared_ptr<const credentials> ready() override;
    /// Throws `not_configured` with every provider's reason if there is none.
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials& keys) override;
    /// The reason of each provider that the last search passed over, in their order.
    [[nodiscard]] std::vector<std::string> declined() const override;
    [[nodiscard]] std::string_view user_agent_features() const noexcept override;

private:
    class search;

    const std::shared_ptr<search> search_;
};

/// A context with the endpoints and all else that the settings say. Where `world` is null it is that of this
/// process.
[[nodiscard]] ECR_DECL provider_context make_provider_context(boost::asio::any_io_executor executor,
                                                              const settings& from,
                                                              std::shared_ptr<environment> world = nullptr);

/// The order of all SDKs: variables, the profile, web identity from variables, the container, the instance.
/// Where code names the profile, it comes first and keys in variables are not looked at.
[[nodiscard]] ECR_DECL std::shared_ptr<credentials_chain>
default_chain(const provider_context& context, const settings& from, const mfa_prompt& mfa_code = nullptr);

/// The same, cached: what a client wants that was told nothing else.
[[nodiscard]] ECR_DECL std::shared_ptr<credentials_provider>
default_credentials(const provider_context& context, const settings& from,
                    const refresh_settings& refresh = {}, const mfa_prompt& mfa_code = nullptr);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/credentials_chain.ipp>
#endif
