#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct login_options {
    /// As the profile names it in `login_session`.
    std::string session{};
    /// For messages: how to log in.
    std::string profile{};
    /// Ids of features instead of the one of this provider, separated by commas.
    std::string features{};
};

/// The keys of a session that `aws login` has begun, from AWS_LOGIN_CACHE_DIRECTORY or `~/.aws/login/cache`;
/// the session is renewed there, once for all who ask, and to the end though they give up.
class login_credentials final : public credentials_provider {
public:
    login_credentials(provider_context context, login_options options);
    ~login_credentials() override;

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override;

private:
    struct shared;

    std::shared_ptr<shared> self_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/login_credentials.ipp>
#endif
