#pragma once

#include <ecr/credentials_provider.hpp>
#include <ecr/detail/anonymous_keys.hpp>

#include <memory>
#include <utility>

namespace ecr::inline ECR_ABI {

/// No keys, so that requests are not signed: for emulators and proxies that sign themselves, as the service
/// refuses such requests.
class anonymous_credentials final : public credentials_provider {
public:
    anonymous_credentials() {
        credentials none;
        none.provider_name = detail::anonymous_provider;
        none_ = std::make_shared<const credentials>(std::move(none));
    }

    [[nodiscard]] std::shared_ptr<const credentials> ready() override { return none_; }
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override {
        co_return none_;
    }

private:
    std::shared_ptr<const credentials> none_;
};

}
