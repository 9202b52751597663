#pragma once

#include <ecr/detail/connector.hpp>
#include <ecr/detail/flights.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/pooled_transport.hpp>
#include <ecr/detail/saturated.hpp>

#include <boost/asio/strand.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// What outlives the transport while exchanges are under way.
struct pooled_transport::shared : std::enable_shared_from_this<shared> {
    shared(boost::asio::any_io_executor runs_on, const client_config& settings)
        : executor(std::move(runs_on))
        , config(settings)
        , names(settings.resolver ? settings.resolver : system_resolver()) {
        limits.read_idle = saturated(settings.timeout.read_idle.value_or(std::chrono::milliseconds(0)));
        limits.stall.grace = saturated(settings.timeout.stall.value_or(std::chrono::milliseconds(0)));
        limits.response = settings.response;
    }

    static bool is_secured(const connect_order& order) noexcept {
        return order.where.scheme == url_scheme::https ||
               (order.proxy && order.proxy->where.scheme == url_scheme::https);
    }

    static void close_pool(endpoint_pool& pool) {
        pool.with([](auto& state) {
            state.close();
            return true;
        });
    }

    /// Where the work on a connection runs: a strand if there are several threads.
    boost::asio::any_io_executor place() const {
        if (!config.multi_threaded) return executor;
        return boost::asio::make_strand(executor);
    }

    /// Runs work where its connection lives and comes back.
    template <class T>
    boost::asio::awaitable<T> run_at(const boost::asio::any_io_executor& where,
                                     boost::asio::awaitable<T> work) {
        if (!config.multi_threaded) return work;
        return on_strand(*where.target<boost::asio::strand<boost::asio::any_io_executor>>(), std::move(work));
    }

    std::shared_ptr<endpoint_pool> pool_of(const endpoint& where) {
        const std::lock_guard lock(mutex);
        for (const auto& [peer, pool] : pools) {
            if (peer.port == where.port && peer.scheme == where.scheme && peer.host == where.host)
                return pool;
        }
        pool_limits most{config.pool.max_connections, saturated(config.pool.idle_life)};
        if (config.pool.max_age) most.max_age = saturated(*config.pool.max_age);
        auto pool = std::make_shared<endpoint_pool>(most);
        if (closed) close_pool(*pool);
        pools.emplace_back(where, pool);
        return pool;
    }

    /// Certificates are read for the first connection that needs them; what is wrong with them stays wrong.
    std::shared_ptr<connector> connections(const connect_order& order) {
        const std::lock_guard lock(mutex);
        if (!is_secured(order)) {
            if (!plain_opener) plain_opener = std::make_shared<connector>(names, nullptr);
            return plain_opener;
        }
        if (opener || !opener_problem.empty()) return opener;
        auto tls = make_tls_context(config.tls);
        opener_problem = tls.problem;
        if (tls.problem.empty()) opener = std::make_shared<connector>(names, std::move(tls.value));
        return opener;
    }

    boost::asio::any_io_executor executor;
    client_config config;
    std::shared_ptr<resolver> names;
    exchange_limits limits{};
    mutable std::mutex mutex{};
    // One for each host and port; clients talk to few.
    std::vector<std::pair<endpoint, std::shared_ptr<endpoint_pool>>> pools{};
    std::shared_ptr<connector> plain_opener{};
    std::shared_ptr<connector> opener{};
    std::string opener_problem{};
    bool closed = false;
    flights under_way{};

    /// What the pool says has to be done to get a connection into the slot. What fails is reported.
    boost::asio::awaitable<void> occupy(pool_slot& slot, flight& going, pool_turn turn,
                                        const http_request& request, transport_report& report);
    /// Nothing to wait for if the report says on return that it failed.
    boost::asio::awaitable<void> open(pool_slot& slot, flight& going, const http_request& request,
                                      transport_report& report);
    std::optional<transport_failure> find_way(const http_request& request, connect_order& order) const;
};

}
