#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct sso_options {
    /// Of the `sso-session` section; empty for the legacy form, whose tokens are not renewed.
    std::string session_name{};
    std::string start_url{};
    /// Of SSO, not of what is called with the keys.
    std::string region{};
    std::string account_id{};
    std::string role_name{};
    /// For messages: how to log in.
    std::string profile{};
    /// Ids of features instead of the one of this provider, separated by commas.
    std::string features{};
};

/// The keys of a role in IAM Identity Center, for the token that `aws sso login` has left in
/// `~/.aws/sso/cache`; the token is renewed there, once for all who ask, and to the end though they give up.
class sso_credentials final : public credentials_provider {
public:
    sso_credentials(provider_context context, sso_options options);
    ~sso_credentials() override;

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override;

private:
    struct shared;

    std::shared_ptr<shared> self_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sso_credentials.ipp>
#endif
