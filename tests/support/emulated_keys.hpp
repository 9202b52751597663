#pragma once

/// \file
/// Providers that get their keys from an emulator over loopback connections, and calls made with those.

#include <ecr/credentials/provider_context.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/error.hpp>
#include <ecr/exception.hpp>
#include <ecr/http.hpp>
#include <ecr/memory_environment.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <support/emulator_calls.hpp>
#include <utility>
#include <vector>

namespace test {

using namespace std::chrono_literals;

using header_texts = std::vector<std::pair<std::string, std::string>>;

struct plain_request {
    std::string method{"GET"};
    std::string target{"/"};
    header_texts headers{};
    std::string body{};
};

struct emulated_keys : emulator_calls {
    explicit emulated_keys(const ecr::emulator_config& config = {})
        : emulator_calls(config) {
        with = ecr::make_provider_context(context.get_executor(), server.config_for(), world);
        with.region = "us-east-1";
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

    /// A call with these keys: empty, or the code of its error.
    std::string call_with(const ecr::credentials& keys) {
        auto config = server.config_for();
        config.credentials = std::make_shared<ecr::static_credentials>(keys);
        const auto outcome = describe(client_of(context.get_executor(), config));
        return outcome.has_error() ? std::string(outcome.error().code_text()) : std::string();
    }

    /// The answer to a request that no provider sends; status 0 where there is none.
    ecr::detail::fetch_answer ask_for(plain_request asked) {
        ecr::detail::fetch_request request;
        request.method = std::move(asked.method);
        request.where = *ecr::detail::endpoint_of_url(server.endpoint_url());
        request.target = std::move(asked.target);
        for (auto& [name, value] : asked.headers) request.headers.emplace_back(name, value);
        request.body = std::move(asked.body);
        request.attempts = 1;
        ecr::detail::fetch_answer answer;
        run_coroutine(context, [&]() -> asio::awaitable<void> {
            auto work = ecr::detail::fetch(with, request);
            answer = co_await std::move(work);
        });
        return answer;
    }

    /// Whether the request log shows this text anywhere.
    bool logged(std::string_view text) const {
        const auto log = server.requests();
        return std::ranges::any_of(log, [&](const ecr::request_record& each) {
            return ecr::to_json(each).find(text) != std::string::npos;
        });
    }

    std::shared_ptr<ecr::memory_environment> world = std::make_shared<ecr::memory_environment>();
    ecr::provider_context with{};
    std::string problem{};
};

}
