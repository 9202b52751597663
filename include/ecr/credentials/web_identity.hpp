#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct web_identity_options {
    /// Read anew for every refresh, as it is replaced from time to time.
    std::string token_file{};
    std::string role_arn{};
    /// Made up from the time when empty.
    std::string role_session_name{};
    /// 15 minutes to 12 hours; the service uses one hour when absent.
    std::optional<std::chrono::seconds> duration{};
    /// Policy in JSON that the session is limited to.
    std::string policy{};
    /// Ids of features instead of the one of this provider, separated by commas.
    std::string features{};
};

/// What AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN and AWS_ROLE_SESSION_NAME say.
[[nodiscard]] ECR_DECL web_identity_options web_identity_from(const environment& world);

/// The keys of a role that an identity from elsewhere may assume, such as a Kubernetes service account.
class web_identity_credentials final : public credentials_provider {
public:
    web_identity_credentials(provider_context context, web_identity_options options);

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return options_.features; }

private:
    provider_context context_;
    web_identity_options options_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/web_identity_credentials.ipp>
#endif
