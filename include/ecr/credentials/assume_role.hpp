#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Asks the user for the code that the device with this serial number shows now.
using mfa_prompt = std::function<boost::asio::awaitable<secret>(std::string serial)>;

struct assume_role_options {
    std::string role_arn{};
    /// Made up from the time when empty.
    std::string role_session_name{};
    /// 15 minutes to 12 hours; the service uses one hour when absent.
    std::optional<std::chrono::seconds> duration{};
    std::string external_id{};
    /// Policy in JSON that the session is limited to, beside the policies of these ARNs.
    std::string policy{};
    std::vector<std::string> policy_arns{};
    /// Serial number or ARN of a device; needs the prompt, which is asked at every refresh.
    std::string mfa_serial{};
    mfa_prompt mfa_code{};
    /// Ids of features beside that of this provider, separated by commas.
    std::string more_features{};
};

/// The keys of a role that the keys of another provider may assume.
class assume_role_credentials final : public credentials_provider {
public:
    assume_role_credentials(provider_context context, std::shared_ptr<credentials_provider> source,
                            assume_role_options options);

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return features_; }

private:
    provider_context context_;
    std::shared_ptr<credentials_provider> source_;
    assume_role_options options_;
    std::string features_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/assume_role_credentials.ipp>
#endif
