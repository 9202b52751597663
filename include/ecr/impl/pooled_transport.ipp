#pragma once

#include <ecr/detail/pooled_shared.hpp>
#include <ecr/detail/proxy_rules.hpp>
#include <ecr/detail/saturated.hpp>

#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

inline transport_failure pool_failure(const http_request& request, const pool_gauges& gauges) {
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(request.allowed).count();
    const std::string advice = gauges.connecting == 0 ? "; raise pool_settings::max_connections" : "";
    return {.kind = error_kind::timeout,
            .timeout = timeout_kind::pool,
            .cause = boost::asio::error::timed_out,
            .message = "no connection became free within " + std::to_string(milliseconds) + " ms: " +
                       std::to_string(gauges.in_use) + " are in use, " + std::to_string(gauges.connecting) +
                       " are being made and " + std::to_string(gauges.waiting) + " calls wait" + advice};
}

inline transport_failure closed_failure() {
    const auto closed = closed_error();
    return {.kind = closed.kind(), .cause = closed.cause(), .message = std::string(closed.message())};
}

ECR_DECL pooled_transport::pooled_transport(boost::asio::any_io_executor executor,
                                            const client_config& config)
    : self_(std::make_shared<shared>(std::move(executor), config)) {}

ECR_DECL pooled_transport::~pooled_transport() {
    close();
}

inline std::optional<transport_failure> pooled_transport::shared::find_way(const http_request& request,
                                                                           connect_order& order) const {
    order.where = *request.where;
    order.limits.connect = saturated(config.timeout.connect.value_or(std::chrono::milliseconds(0)));
    order.limits.tls = saturated(config.timeout.tls.value_or(std::chrono::milliseconds(0)));
    order.limits.whole = {request.deadline, request.deadline_kind, request.allowed};
    auto choice = choose_proxy(config.proxy, *request.where);
    if (!choice.problem.empty())
        return transport_failure{.kind = error_kind::configuration, .message = choice.problem};
    order.proxy = std::move(choice.value);
    return std::nullopt;
}

/// Begins where the signal of the flight is emitted, which may have happened before.
inline boost::asio::awaitable<void> fill(pool_slot& slot, const flight& going,
                                         boost::asio::awaitable<connected> connecting,
                                         transport_report& report) {
    if (going.cancelled()) {
        report.failure = closed_failure();
        co_return;
    }
    auto made = co_await std::move(connecting);
    made.times.pool = report.times.pool;
    report.times = made.times;
    report.failure = std::move(made.failure);
    if (made.stream) slot.opened(std::make_unique<connection>(std::move(made.stream), made.times));
}

inline boost::asio::awaitable<void> pooled_transport::shared::open(pool_slot& slot, flight& going,
                                                                   const http_request& request,
                                                                   transport_report& report) {
    connect_order order;
    report.failure = find_way(request, order);
    if (report.failure) return {};
    const auto opens = connections(order);
    if (!opens) {
        report.failure = {.kind = error_kind::configuration, .message = opener_problem};
        return {};
    }
    const auto where = place();
    auto signal = going.connects(where);
    if (!signal) {
        report.failure = closed_failure();
        return {};
    }
    return on_strand(where, fill(slot, going, opens->connect(std::move(order)), report), std::move(signal));
}

inline boost::asio::awaitable<void> pooled_transport::shared::occupy(pool_slot& slot, flight& going,
                                                                     pool_turn turn,
                                                                     const http_request& request,
                                                                     transport_report& report) {
    const auto begun = turn == pool_turn::wait ? std::chrono::steady_clock::now() : time_point();
    while (turn == pool_turn::wait) {
        auto work = run_at(slot.waiter().executor(), slot.waiter().wait(request.deadline));
        const bool woken = co_await std::move(work);
        report.times.pool = std::chrono::steady_clock::now() - begun;
        if (!woken) {
            report.failure = pool_failure(request, pool_of(*request.where)->gauges());
            co_return;
        }
        turn = slot.claim();
    }
    if (turn == pool_turn::closed) report.failure = closed_failure();
    if (turn != pool_turn::open) co_return;
    auto opened = open(slot, going, request, report);
    if (!report.failure) co_await std::move(opened);
}

ECR_DECL boost::asio::awaitable<transport_report> pooled_transport::exchange(const http_request& request,
                                                                             response_sink& sink) {
    const auto self = self_; // the client may go while the call is under way
    transport_report report;
    flight going(self->under_way);
    pool_slot slot(self->pool_of(*request.where));
    auto turn = slot.acquire([&] { return self->place(); });
    for (;;) {
        if (turn != pool_turn::reuse) {
            auto occupied = self->occupy(slot, going, turn, request, report);
            co_await std::move(occupied);
        }
        if (report.failure) break;
        connection& used = slot.get();
        watched_socket& wire = used.stream->wire();
        if (!going.uses(wire)) {
            report.failure = closed_failure();
            break;
        }
        auto work = self->run_at(wire.socket().get_executor(),
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
        if (died_idle) report = {.sent_before = true, .times = report.times};
        turn = slot.replace(died_idle);
    }
    if (report.failure && going.cancelled()) report.failure = closed_failure();
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
    flight going(self->under_way);
    for (const auto& slot : slots) {
        transport_report report;
        auto work = self->occupy(*slot, going, pool_turn::open, request, report);
        co_await std::move(work);
        if (report.failure) continue;
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
        for (const auto& [peer, pool] : self_->pools) all.push_back(pool);
    }
    for (const auto& pool : all) shared::close_pool(*pool);
}

ECR_DECL boost::asio::awaitable<void> pooled_transport::finish(close_mode mode) {
    const auto self = self_;
    close();
    if (mode == close_mode::cancel) self->under_way.cancel_all();
    const auto last = self->under_way.when_none(self->place());
    if (last) {
        auto work = self->run_at(last->executor(), last->wait(std::chrono::steady_clock::time_point::max()));
        co_await std::move(work);
    }
}

ECR_DECL connection_gauges pooled_transport::gauges() const {
    connection_gauges sum;
    const std::lock_guard lock(self_->mutex);
    for (const auto& [peer, pool] : self_->pools) {
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
