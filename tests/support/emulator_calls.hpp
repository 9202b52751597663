#pragma once

/// \file
/// An emulator, and clients that call it over loopback connections.

#include <ecr/client.hpp>
#include <ecr/emulator.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/describe_repositories.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <support/coroutine_test.hpp>
#include <utility>

namespace test {

namespace asio = boost::asio;

inline ecr::create_repository_request repository(const std::string& name) {
    ecr::create_repository_request request;
    request.repository_name = name;
    return request;
}

/// A client that tries each call once.
inline ecr::client client_of(const asio::any_io_executor& executor, ecr::client_config config) {
    config.retry.max_attempts = 1;
    return {executor, std::move(config)};
}

/// The text of an error; empty for a success.
std::string problem_of(const auto& outcome) {
    return outcome.has_error() ? to_string(outcome.error()) : std::string();
}

struct emulator_calls {
    explicit emulator_calls(const ecr::emulator_config& config = {})
        : server(context.get_executor(), config) {}

    template <class Operation>
    auto call(const ecr::client& on, const Operation& operation,
              const typename Operation::request_type& request) {
        ecr::result<typename Operation::response_type> outcome;
        run_coroutine(context, [&]() -> asio::awaitable<void> {
            auto work = operation(on, request, ecr::as_result);
            outcome = co_await std::move(work);
        });
        return outcome;
    }
    auto describe(const ecr::client& on) { return call(on, ecr::describe_repositories, {}); }
    auto describe() { return describe(client); }

    void run(asio::awaitable<void> work) {
        run_coroutine(context, [&]() -> asio::awaitable<void> { co_await std::move(work); });
    }

    /// Runs until `done`.
    template <class Condition>
    void run_until(Condition done) {
        context.restart();
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done() && context.run_one_until(limit) > 0) {
        }
        BOOST_TEST_REQUIRE(done());
    }

    asio::io_context context{};
    ecr::emulator server;
    ecr::client client = client_of(context.get_executor(), server.config_for());
};

inline ecr::emulator_config with_tls() {
    ecr::emulator_config config;
    config.tls = true;
    return config;
}

struct tls_emulator_calls : emulator_calls {
    tls_emulator_calls()
        : emulator_calls(with_tls()) {}
};

}
