#pragma once

#include <ecr/credentials/assume_role.hpp>
#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/settings.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// The keys that a profile of the shared files leads to, whichever way: roles with `source_profile` or
/// `credential_source`, web identity, SSO, `aws login`, `credential_process`, or keys.
///
/// The files are those that the settings were made from; they are not read again.
class profile_credentials final : public credentials_provider {
public:
    /// `mfa_code` is asked for the codes of roles with `mfa_serial`.
    profile_credentials(const provider_context& context, const settings& from, mfa_prompt mfa_code = nullptr);

    [[nodiscard]] std::shared_ptr<const credentials> ready() override;
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials& keys) override;
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return features_; }

private:
    /// Null if the profile leads to none.
    std::shared_ptr<credentials_provider> made_{};
    std::string features_{};
    std::string problem_{};
    bool not_configured_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/profile_credentials.ipp>
#endif
