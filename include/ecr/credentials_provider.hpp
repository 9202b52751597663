#pragma once

#include <ecr/credentials.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Where a client gets its keys from; asked before every attempt.
///
/// Calls of one client may ask at the same time, from any of the threads that run the client's executor.
class credentials_provider {
public:
    virtual ~credentials_provider() = default;
    credentials_provider(const credentials_provider&) = delete;
    credentials_provider& operator=(const credentials_provider&) = delete;

    /// Keys that are good now and need no wait, or null.
    [[nodiscard]] virtual std::shared_ptr<const credentials> ready() { return nullptr; }

    /// Keys that are good now, asked for when none are ready; throws `ecr::exception` of kind `credentials`
    /// when there are none.
    [[nodiscard]] virtual boost::asio::awaitable<std::shared_ptr<const credentials>> get() = 0;

    /// The service says that these keys are expired: have others when asked next. False if there will be
    /// none.
    virtual bool expired(const credentials&) { return false; }

    /// Why each source before the one that was asked last gave no keys; for explanations.
    [[nodiscard]] virtual std::vector<std::string> declined() const { return {}; }

    /// How the keys were come by, as ids for the service's usage statistics, separated by commas.
    [[nodiscard]] virtual std::string_view user_agent_features() const noexcept { return {}; }

protected:
    credentials_provider() = default;
};

/// Always the same keys.
class static_credentials final : public credentials_provider {
public:
    explicit static_credentials(credentials keys)
        : keys_(std::make_shared<const credentials>(std::move(keys))) {}

    [[nodiscard]] std::shared_ptr<const credentials> ready() override { return keys_; }
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override {
        co_return keys_;
    }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return "e"; }

private:
    std::shared_ptr<const credentials> keys_;
};

}
