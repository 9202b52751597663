#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/settings.hpp>

#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

namespace detail {
class metadata_client;
}

/// The keys of the role of an EC2 instance, from its metadata service in version 2.
///
/// During an outage of the service the last keys are given out longer than they say, as they then live on.
class instance_metadata_credentials final : public credentials_provider {
public:
    explicit instance_metadata_credentials(provider_context context,
                                           instance_metadata_settings settings = {});
    ~instance_metadata_credentials() override;

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override;
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return "0"; }

private:
    struct shared;

    std::shared_ptr<shared> self_;
};

/// The region of the EC2 instance that this runs on; throws if there is none.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::string>
instance_region(provider_context context, instance_metadata_settings settings = {});

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/instance_metadata_credentials.ipp>
#endif
