#pragma once

#include <ecr/credentials/cached.hpp>
#include <ecr/detail/credential_cache.hpp>
#include <ecr/detail/endpoint_pool.hpp>
#include <ecr/detail/on_strand.hpp>

#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// One who waits for a flight, until it has landed or the wait is given up.
class flight_seat {
public:
    flight_seat(std::shared_ptr<credential_cache> cache, credential_cache::flight_ptr flight,
                std::shared_ptr<pool_waiter> who)
        : cache_(std::move(cache))
        , flight_(std::move(flight))
        , who_(std::move(who)) {}
    ~flight_seat() { cache_->leave(flight_, who_); }
    flight_seat(const flight_seat&) = delete;
    flight_seat& operator=(const flight_seat&) = delete;

private:
    std::shared_ptr<credential_cache> cache_;
    credential_cache::flight_ptr flight_;
    std::shared_ptr<pool_waiter> who_;
};

}

namespace ecr::inline ECR_ABI {

ECR_DECL cached_credentials::cached_credentials(boost::asio::any_io_executor executor,
                                                std::shared_ptr<credentials_provider> source,
                                                const refresh_settings& settings,
                                                std::shared_ptr<time_source> time)
    : self_(std::make_shared<detail::credential_cache>(std::move(executor), std::move(source), settings,
                                                       std::move(time))) {}

ECR_DECL cached_credentials::~cached_credentials() {
    self_->end();
}

ECR_DECL std::shared_ptr<const credentials> cached_credentials::ready() {
    return self_->ready();
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> cached_credentials::get() {
    const auto self = self_;
    auto keys = self->ready();
    if (keys) co_return keys;
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto strand = boost::asio::make_strand(boost::asio::any_io_executor(executor));
    const auto who = std::make_shared<detail::pool_waiter>(strand);
    const auto joined = self->join(who, keys);
    if (!joined) co_return keys;
    const detail::flight_seat seat(self, joined, who);
    auto landing = detail::on_strand(strand, who->wait(std::chrono::steady_clock::time_point::max()));
    static_cast<void>(co_await std::move(landing));
    if (!joined->keys) joined->failure.raise();
    co_return joined->keys;
}

ECR_DECL bool cached_credentials::expired(const credentials& keys) {
    return self_->expired(keys);
}

ECR_DECL std::vector<std::string> cached_credentials::declined() const {
    return self_->source().declined();
}

ECR_DECL std::string_view cached_credentials::user_agent_features() const noexcept {
    return self_->source().user_agent_features();
}

}
