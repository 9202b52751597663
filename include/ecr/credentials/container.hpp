#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct container_options {
    /// Path at the agent of ECS; goes before the full URI.
    std::string relative_uri{};
    /// Whatever its scheme: https, or http to loopback or to the agents of ECS and EKS.
    std::string full_uri{};
    /// Read anew for every refresh; goes before the token.
    std::string token_file{};
    secret token{};
};

/// What AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI,
/// AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE and AWS_CONTAINER_AUTHORIZATION_TOKEN say.
[[nodiscard]] ECR_DECL container_options container_options_from(const environment& world);

/// The keys of an ECS task or of an EKS pod identity.
class container_credentials final : public credentials_provider {
public:
    container_credentials(provider_context context, container_options options);

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return "z"; }

private:
    provider_context context_;
    container_options options_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/container_credentials.ipp>
#endif
