#pragma once

#include <ecr/client.hpp>
#include <ecr/operations.hpp>

#include <functional>
#include <memory>
#include <support/canned_transport.hpp>
#include <support/coroutine_test.hpp>
#include <utility>
#include <vector>

namespace test {

using script = std::vector<canned_transport::answer>;

/// A client whose answers are made up.
struct canned_client {
    explicit canned_client(script answers)
        : transport(std::make_shared<canned_transport>(std::move(answers))) {
        ecr::credentials keys;
        keys.access_key_id = "AKIDEXAMPLE";
        keys.secret_access_key = "secret";
        config.region = "eu-west-1";
        config.credentials = std::make_shared<ecr::static_credentials>(std::move(keys));
        config.transport = transport;
        config.multi_threaded = false;
    }

    /// Lists the images of a repository and waits for the result.
    ecr::result<ecr::list_images_response> list(const ecr::call_options& options = {}) {
        return call(ecr::list_images, {.repository_name = "repo"}, options);
    }

    template <class Operation>
    ecr::result<typename Operation::response_type> call(const Operation& what,
                                                        const typename Operation::request_type& request,
                                                        const ecr::call_options& options = {}) {
        ecr::result<typename Operation::response_type> outcome;
        run_coroutine([&]() -> boost::asio::awaitable<void> {
            const auto executor = co_await boost::asio::this_coro::executor;
            const auto client = ecr::client(executor, config).with(options);
            auto work = what(client, request, ecr::as_result);
            outcome = co_await std::move(work);
        });
        return outcome;
    }

    std::shared_ptr<canned_transport> transport;
    ecr::client_config config{};
};

inline canned_transport::answer success() {
    return {};
}

inline canned_transport::answer failing(int status, std::string code, std::string message = "no") {
    canned_transport::answer made;
    made.status = status;
    made.headers = {{"x-amzn-RequestId", "request-1"}};
    made.body = R"({"__type":")" + std::move(code) + R"(","message":")" + std::move(message) + R"("})";
    return made;
}

}
