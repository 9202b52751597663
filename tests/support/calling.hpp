#pragma once

#include "flaky_server.hpp"

#include <ecr/client.hpp>
#include <ecr/operation/describe_registry.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <exception>
#include <list>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace test {

using namespace std::chrono_literals;

/// A client of a server on this machine that tries each call once.
inline ecr::client_config config_for(std::uint16_t port, bool multi_threaded = true) {
    ecr::credentials keys;
    keys.access_key_id = "AKIDEXAMPLE";
    keys.secret_access_key = "secret";
    ecr::client_config config;
    config.region = "eu-west-1";
    config.endpoint_url = "http://127.0.0.1:" + std::to_string(port);
    config.credentials = std::make_shared<ecr::static_credentials>(std::move(keys));
    config.retry.max_attempts = 1;
    // The trust store takes longer to read than most tests to run.
    config.tls.verify = false;
    config.multi_threaded = multi_threaded;
    return config;
}

/// What became of a call.
struct call_outcome {
    bool done = false;
    std::optional<ecr::error> failure{};
    boost::system::error_code code{};
    bool was_cancelled_exception = false;
    int attempts = 0;

    [[nodiscard]] bool well() const { return done && !failure; }
    [[nodiscard]] std::string message() const { return std::string(failure ? failure->message() : ""); }
};

inline asio::awaitable<void> call_into(ecr::client on, call_outcome& made) {
    const ecr::describe_registry_request request{};
    try {
        auto reply = co_await ecr::describe_registry(on, request, ecr::with_metadata);
        made.attempts = reply.metadata.attempts;
    } catch (const ecr::exception& thrown) {
        made.failure = thrown.error();
        made.code = thrown.code();
        made.attempts = thrown.error().attempts();
        made.was_cancelled_exception = dynamic_cast<const ecr::cancelled_exception*>(&thrown) != nullptr;
    }
    made.done = true;
}

inline asio::awaitable<call_outcome> call(ecr::client on) {
    call_outcome made;
    auto work = call_into(std::move(on), made);
    co_await std::move(work);
    co_return made;
}

/// Lets everybody else have a turn.
inline asio::awaitable<void> turn() {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
}

/// Gives others their turns until `condition` holds; a test that waits in vain is stopped as one that hangs.
template <class Condition>
asio::awaitable<void> until(Condition condition) {
    const auto executor = co_await asio::this_coro::executor;
    while (!condition()) co_await asio::post(executor, asio::use_awaitable);
}

inline asio::awaitable<void> pass(std::chrono::milliseconds time) {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

/// Calls that go on beside the test, on its executor. Lives at least as long as they do.
class background {
public:
    explicit background(asio::any_io_executor executor)
        : executor_(std::move(executor)) {}

    struct one {
        call_outcome outcome{};
        asio::cancellation_signal signal{};
        bool ended = false;
        int place = 0;
    };

    /// Starts work that hears every type of cancellation.
    one& start(asio::awaitable<void> work, one& what) {
        asio::co_spawn(executor_, hear_every_type(std::move(work)),
                       asio::bind_cancellation_slot(what.signal.slot(), [this, &what](std::exception_ptr) {
                           what.ended = true;
                           what.place = ++ended_;
                       }));
        return what;
    }
    one& start(const ecr::client& on) {
        one& added = all_.emplace_back();
        return start(call_into(on, added.outcome), added);
    }

    [[nodiscard]] std::size_t ended() const { return static_cast<std::size_t>(ended_); }
    [[nodiscard]] std::list<one>& all() { return all_; }

    asio::awaitable<void> rest() {
        const auto executor = co_await asio::this_coro::executor;
        while (ended() < all_.size()) co_await asio::post(executor, asio::use_awaitable);
    }

private:
    static asio::awaitable<void> hear_every_type(asio::awaitable<void> work) {
        const asio::enable_total_cancellation every;
        co_await asio::this_coro::reset_cancellation_state(every);
        co_await std::move(work);
    }

    asio::any_io_executor executor_;
    std::list<one> all_{};
    int ended_ = 0;
};

}
