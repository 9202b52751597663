#pragma once

/// \file
/// A client and a service that it talks to over a loopback connection.

#include <ecr/operation/list_images.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <support/service.hpp>
#include <utility>

namespace test {

inline constexpr auto two_images =
    R"({"imageIds":[{"imageTag":"a"},{"imageTag":"b","x":[1]}],"nextToken":null})";

inline ecr::credentials signing_keys() {
    ecr::credentials made;
    made.access_key_id = "AKIDEXAMPLE";
    made.secret_access_key = ecr::secret("not really secret");
    made.session_token = ecr::secret("a/session+token==");
    return made;
}

inline ecr::client_config config_for(const std::string& url) {
    ecr::client_config config;
    config.region = "eu-west-1";
    config.endpoint_url = url;
    config.credentials = std::make_shared<ecr::static_credentials>(signing_keys());
    config.retry.max_attempts = 1;
    config.multi_threaded = false;
    return config;
}

inline ecr::list_images_request some_images() {
    ecr::list_images_request request;
    request.repository_name = "team/web";
    return request;
}

/// The text of an error; empty for a success.
template <class T>
std::string problem_of(const ecr::result<T>& outcome) {
    return outcome.has_error() ? to_string(outcome.error()) : std::string();
}

/// A single-threaded client that makes one attempt, and its service.
struct service_calls {
    asio::io_context context{};
    service peer{context.get_executor()};
    ecr::client client{context.get_executor(), config_for(peer.url())};

    template <class Operation>
    auto call(const ecr::client& on, const Operation& operation,
              const typename Operation::request_type& request) {
        ecr::result<typename Operation::response_type> outcome;
        auto body = [&]() -> asio::awaitable<void> {
            auto work = operation(on, request, ecr::as_result);
            outcome = co_await std::move(work);
        };
        run_coroutine(context, std::move(body));
        return outcome;
    }
    auto list() { return call(client, ecr::list_images, some_images()); }

    /// Runs until `done`.
    void run_until(const std::function<bool()>& done) {
        context.restart();
        const auto limit = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done() && context.run_one_until(limit) > 0) {
        }
        BOOST_TEST_REQUIRE(done());
    }
};

}
