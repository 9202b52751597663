#pragma once

#include <ecr/resolver.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace ecr::inline ECR_ABI::detail {

class asio_resolver final : public resolver {
public:
    boost::asio::awaitable<resolve_result> resolve(std::string host, std::uint16_t port) override {
        namespace asio = boost::asio;

        resolve_result result;
        const auto executor = co_await asio::this_coro::executor;
        asio::ip::tcp::resolver lookup(executor);
        const auto service = std::to_string(port);
        const auto flags = asio::ip::tcp::resolver::numeric_service;
        const auto found = co_await lookup.async_resolve(
            host, service, flags, asio::redirect_error(asio::use_awaitable, result.error));
        for (const auto& entry : found) result.addresses.push_back(entry.endpoint());
        co_return result;
    }
};

}

namespace ecr::inline ECR_ABI {

ECR_DECL std::shared_ptr<resolver> system_resolver() {
    return std::make_shared<detail::asio_resolver>();
}

}
