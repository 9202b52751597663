#pragma once

/// \file
/// Providers that get their keys from an emulator over loopback connections, and calls made with those.

#include <ecr/credentials/provider_context.hpp>
#include <ecr/exception.hpp>
#include <ecr/memory_environment.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <algorithm>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <support/emulator_calls.hpp>
#include <support/moving_time.hpp>
#include <utility>

namespace test {

using namespace std::chrono_literals;

inline ecr::emulator_config keeping(const std::shared_ptr<moving_time>& time, ecr::emulator_config config) {
    config.clock = [time] { return time->utc_now(); };
    return config;
}

/// The emulator and all who ask it have the same clock; its own time can still be moved on alone.
struct emulated_keys : emulator_calls {
    explicit emulated_keys(ecr::emulator_config config = {},
                           const std::shared_ptr<moving_time>& clock = std::make_shared<moving_time>())
        : emulator_calls(keeping(clock, std::move(config)))
        , time(clock)
        , world(std::make_shared<ecr::memory_environment>(clock)) {
        reconnect();
    }

    /// Gives those who ask from now on no connections that are open already.
    void reconnect() {
        with = ecr::make_provider_context(context.get_executor(), server.config_for(), world);
        const auto url = server.endpoint_url();
        with.sts_endpoint_url = url;
        with.sso_endpoint_url = url;
        with.sso_oidc_endpoint_url = url;
        with.signin_endpoint_url = url;
    }

    /// The keys; null with `problem` set where there are none.
    std::shared_ptr<const ecr::credentials> keys_of(ecr::credentials_provider& provider) {
        std::shared_ptr<const ecr::credentials> keys;
        problem.clear();
        run_coroutine(context, [&]() -> asio::awaitable<void> {
            try {
                auto work = provider.get();
                keys = co_await std::move(work);
            } catch (const ecr::exception& thrown) {
                problem = to_string(thrown.error());
            }
        });
        return keys;
    }

    /// How asking the provider ends when it is cancelled once `begun` holds; no error if it ends well.
    template <class Condition>
    boost::system::error_code cancelled_once(ecr::credentials_provider& provider, Condition begun) {
        asio::cancellation_signal signal;
        std::optional<boost::system::error_code> ended;
        const auto work = [&]() -> asio::awaitable<void> {
            try {
                auto asking = provider.get();
                static_cast<void>(co_await std::move(asking));
                ended.emplace();
            } catch (const boost::system::system_error& thrown) {
                ended = thrown.code();
            }
        };
        asio::co_spawn(context, hear_every_cancellation(work()),
                       asio::bind_cancellation_slot(signal.slot(), [](std::exception_ptr) {}));
        run_until([&] { return ended || begun(); });
        signal.emit(asio::cancellation_type::total);
        run_until([&] { return ended.has_value(); });
        return *ended;
    }

    /// A client with these credentials.
    ecr::client client_with(std::shared_ptr<ecr::credentials_provider> provider) {
        auto config = server.config_for();
        config.credentials = std::move(provider);
        config.time = time;
        return {context.get_executor(), std::move(config)};
    }

    /// A call with these keys: empty, or the code of its error.
    std::string call_with(const ecr::credentials& keys) {
        const auto outcome = describe(client_with(std::make_shared<ecr::static_credentials>(keys)));
        return outcome.has_error() ? std::string(outcome.error().code_text()) : std::string();
    }

    /// How many requests the emulator has had of an operation or companion.
    [[nodiscard]] int requests_of(std::string_view name) const {
        const auto log = server.requests();
        return static_cast<int>(std::ranges::count(log, name, &ecr::request_record::operation));
    }

    /// Whether the request log shows this text anywhere.
    [[nodiscard]] bool logged(std::string_view text) const {
        const auto log = server.requests();
        return std::ranges::any_of(log, [&](const ecr::request_record& each) {
            return ecr::to_json(each).find(text) != std::string::npos;
        });
    }

    std::shared_ptr<moving_time> time;
    std::shared_ptr<ecr::memory_environment> world;
    ecr::provider_context with{};
    std::string problem{};
};

}
