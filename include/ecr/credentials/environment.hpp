#pragma once

#include <ecr/credentials_provider.hpp>
#include <ecr/environment.hpp>

#include <memory>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// Keys from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, with AWS_CREDENTIAL_EXPIRATION
/// and AWS_ACCOUNT_ID.
///
/// SECRET_ACCESS_KEY and AWS_SECURITY_TOKEN, the names of old, are read where the others are not set. One key
/// without the other is an error.
class environment_credentials final : public credentials_provider {
public:
    /// The variables of this process when null.
    explicit environment_credentials(std::shared_ptr<environment> world = nullptr);

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return "g"; }

private:
    std::shared_ptr<environment> world_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/environment_credentials.ipp>
#endif
