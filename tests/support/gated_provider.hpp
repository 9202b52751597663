#pragma once

/// \file
/// A provider that answers when the test says so.

#include <ecr/credentials_provider.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <memory>
#include <string>
#include <utility>

namespace test {

using keys_ptr = std::shared_ptr<const ecr::credentials>;

inline keys_ptr some_keys(std::string id, std::optional<ecr::timestamp> expiration = std::nullopt) {
    ecr::credentials keys;
    keys.access_key_id = std::move(id);
    keys.secret_access_key = "secret";
    keys.expiration = expiration;
    keys.provider_name = "Gated";
    return std::make_shared<const ecr::credentials>(std::move(keys));
}

/// Each question waits for `open()`, unless the gate stands open; for one thread.
class gated_provider final : public ecr::credentials_provider {
public:
    explicit gated_provider(std::function<keys_ptr(int)> answer)
        : answer_(std::move(answer)) {}

    boost::asio::awaitable<keys_ptr> get() override {
        const int number = ++asked;
        const auto executor = co_await boost::asio::this_coro::executor;
        boost::asio::steady_timer gate(executor);
        if (closed) {
            gate_ = &gate;
            gate.expires_at(boost::asio::steady_timer::time_point::max());
            boost::system::error_code error;
            co_await gate.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
            gate_ = nullptr;
            if (!opened_) {
                ++cancelled;
                throw boost::system::system_error(error);
            }
            opened_ = false;
        }
        co_return answer_(number);
    }
    bool expired(const ecr::credentials&) override { return renewable; }
    std::string_view user_agent_features() const noexcept override { return "e,Q"; }

    /// Lets the question under way go on.
    void open() {
        opened_ = true;
        gate_->cancel();
    }
    [[nodiscard]] bool waits() const { return gate_ != nullptr; }

    int asked = 0;
    int cancelled = 0;
    bool closed = false;
    bool renewable = false;

private:
    std::function<keys_ptr(int)> answer_;
    boost::asio::steady_timer* gate_ = nullptr;
    bool opened_ = false;
};
}
