#pragma once

#include <ecr/detail/connector.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/pooled_transport.hpp>
#include <ecr/detail/proxy_rules.hpp>

#include <boost/asio/strand.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

struct pooled_transport::shared : std::enable_shared_from_this<shared> {
    shared(boost::asio::any_io_executor runs_on, const client_config& settings)
        : executor(std::move(runs_on))
        , config(settings) {
        limits.read_idle = settings.timeout.read_idle.value_or(std::chrono::milliseconds(0));
        limits.stall.grace = settings.timeout.stall.value_or(std::chrono::milliseconds(0));
        limits.response.max_body = settings.max_response_size;
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
        auto& pool = pools[to_string(where)];
        if (!pool) {
            pool = std::make_shared<endpoint_pool>(
                pool_limits{config.pool.max_connections, config.pool.idle_life, config.pool.max_age});
            if (closed) close_pool(*pool);
        }
        return pool;
    }

    /// The connector is made at the first use, because it reads the trust store; what is wrong stays wrong.
    std::shared_ptr<connector> connections() {
        const std::lock_guard lock(mutex);
        if (opener || !opener_problem.empty()) return opener;
        auto tls = make_tls_context(config.tls);
        opener_problem = tls.problem;
        if (tls.problem.empty()) {
            opener = std::make_shared<connector>(config.resolver ? config.resolver : system_resolver(),
                                                 std::move(tls.value));
        }
        return opener;
    }

    boost::asio::any_io_executor executor;
    client_config config;
    exchange_limits limits{};
    mutable std::mutex mutex{};
    std::map<std::string, std::shared_ptr<endpoint_pool>, std::less<>> pools{};
    std::shared_ptr<connector> opener{};
    std::string opener_problem{};
    bool closed = false;

    boost::asio::awaitable<std::optional<transport_failure>>
    open(pool_slot& slot, const http_request& request, transport_report& report);
    boost::asio::awaitable<std::optional<transport_failure>>
    settle(pool_slot& slot, pool_turn turn, const http_request& request, transport_report& report);
    boost::asio::awaitable<std::optional<transport_failure>>
    occupy(pool_slot& slot, const http_request& request, transport_report& report);
    std::optional<transport_failure> find_way(const http_request& request, connect_order& order);
};

inline transport_failure pool_failure(const http_request& request, const pool_gauges& gauges) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(request.allowed).count();
    return {.kind = error_kind::timeout,
            .timeout = timeout_kind::pool,
            .cause = boost::asio::error::timed_out,
            .message = "no connection became free within " + std::to_string(milliseconds) +
                       " ms: " + std::to_string(gauges.in_use) + " are in use and " +
                       std::to_string(gauges.waiting) + " calls wait; raise pool_settings::max_connections"};
}

inline transport_failure closed_failure() {
    return {.kind = error_kind::cancelled,
            .cause = boost::asio::error::operation_aborted,
            .message = "the client was closed"};
}

ECR_DECL pooled_transport::pooled_transport(boost::asio::any_io_executor executor,
                                            const client_config& config)
    : self_(std::make_shared<shared>(std::move(executor), config)) {}

ECR_DECL pooled_transport::~pooled_transport() {
    close();
}

inline std::optional<transport_failure> pooled_transport::shared::find_way(const http_request& request,
                                                                           connect_order& order) {
    order.where = *request.where;
    order.limits.connect = config.timeout.connect.value_or(std::chrono::milliseconds(0));
    order.limits.tls = config.timeout.tls.value_or(std::chrono::milliseconds(0));
    order.limits.whole = {request.deadline, request.deadline_kind, request.allowed};
    const auto choice = choose_proxy(config.proxy, *request.where);
    if (!choice.problem.empty())
        return transport_failure{.kind = error_kind::configuration, .message = choice.problem};
    if (choice.value) {
        order.proxy.emplace();
        order.proxy->where = {
            .scheme = choice.value->scheme, .host = choice.value->host, .port = choice.value->port};
        order.proxy->authorization = choice.value->authorization.reveal();
    }
    return std::nullopt;
}

inline boost::asio::awaitable<std::optional<transport_failure>>
pooled_transport::shared::open(pool_slot& slot, const http_request& request, transport_report& report) {
    const auto opens = connections();
    if (!opens) co_return transport_failure{.kind = error_kind::configuration, .message = opener_problem};
    connect_order order;
    auto failure = find_way(request, order);
    if (failure) co_return failure;
    const auto where = place();
    auto work = run_at(where, opens->connect(std::move(order)));
    auto made = co_await std::move(work);
    report.times = made.times;
    if (made.failure) co_return std::move(made.failure);
    slot.opened(std::make_unique<connection>(std::move(made.stream), made.times));
    co_return std::nullopt;
}

/// Does what the pool says.
inline boost::asio::awaitable<std::optional<transport_failure>>
pooled_transport::shared::settle(pool_slot& slot, pool_turn turn, const http_request& request,
                                 transport_report& report) {
    std::optional<transport_failure> failure;
    if (turn == pool_turn::closed) failure = closed_failure();
    if (turn != pool_turn::open) co_return failure;
    auto opened = open(slot, request, report);
    failure = co_await std::move(opened);
    co_return failure;
}

/// Gets a connection into the slot, in turn with others.
inline boost::asio::awaitable<std::optional<transport_failure>>
pooled_transport::shared::occupy(pool_slot& slot, const http_request& request, transport_report& report) {
    auto turn = slot.acquire([this] { return place(); });
    while (turn == pool_turn::wait) {
        auto work = run_at(slot.waiter().executor(), slot.waiter().wait(request.deadline));
        const bool woken = co_await std::move(work);
        if (!woken) co_return pool_failure(request, pool_of(*request.where)->gauges());
        turn = slot.claim();
    }
    auto settled = settle(slot, turn, request, report);
    auto failure = co_await std::move(settled);
    co_return failure;
}

ECR_DECL boost::asio::awaitable<transport_report> pooled_transport::exchange(const http_request& request,
                                                                             response_sink& sink) {
    const auto self = self_; // the client may go while the call is under way
    transport_report report;
    pool_slot slot(self->pool_of(*request.where));
    auto occupied = self->occupy(slot, request, report);
    report.failure = co_await std::move(occupied);
    while (!report.failure) {
        connection& used = slot.get();
        auto work = self->run_at(used.stream->wire().socket().get_executor(),
                                 detail::exchange(used, request, sink, self->limits, report));
        const connection_end end = co_await std::move(work);
        const bool died_idle = report.failure && report.connection_reused && !report.response_started &&
                               report.failure->kind == error_kind::connect;
        if (end != connection_end::stale && !died_idle) {
            slot.release(end == connection_end::reusable);
            break;
        }
        // The peer closed while the connection was idle. If the request was sent into the void already, it
        // goes once more, on a fresh connection and outside of all budgets.
        if (died_idle) report = {.sent_before = true};
        const pool_turn turn = slot.replace(died_idle);
        auto settled = self->settle(slot, turn, request, report);
        report.failure = co_await std::move(settled);
    }
    co_return report;
}

ECR_DECL boost::asio::awaitable<std::size_t> pooled_transport::warm(endpoint where, std::size_t wanted) {
    const auto self = self_;
    const auto pool = self->pool_of(where);
    const std::size_t granted =
        pool->with([&](auto& state) { return state.warm(wanted, std::chrono::steady_clock::now()); });
    http_request request;
    request.where = &where;
    std::vector<std::unique_ptr<pool_slot>> slots;
    while (slots.size() != granted) slots.push_back(std::make_unique<pool_slot>(pool, pool_turn::open));
    std::size_t opened = 0;
    for (const auto& slot : slots) {
        transport_report report;
        auto work = self->open(*slot, request, report);
        const auto failure = co_await std::move(work);
        if (failure) continue;
        slot->get().used = true;
        slot->release(true);
        ++opened;
    }
    co_return opened;
}

ECR_DECL void pooled_transport::close() noexcept {
    std::vector<std::shared_ptr<endpoint_pool>> all;
    {
        const std::lock_guard lock(self_->mutex);
        self_->closed = true;
        for (const auto& [key, pool] : self_->pools) all.push_back(pool);
    }
    for (const auto& pool : all) shared::close_pool(*pool);
}

ECR_DECL connection_gauges pooled_transport::gauges() const {
    connection_gauges sum;
    const std::lock_guard lock(self_->mutex);
    for (const auto& [key, pool] : self_->pools) {
        const auto each = pool->gauges();
        sum.in_use += each.in_use;
        sum.idle += each.idle;
        sum.waiting += each.waiting;
        sum.connecting += each.connecting;
        sum.opened_total += each.opened_total;
        sum.reused_total += each.reused_total;
    }
    return sum;
}

}
