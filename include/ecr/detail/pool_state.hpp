#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/connection_shelf.hpp>
#include <ecr/detail/pool_limits.hpp>
#include <ecr/detail/waiting_line.hpp>

#include <algorithm>
#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

struct pool_gauges {
    std::size_t in_use = 0;
    std::size_t idle = 0;
    std::size_t waiting = 0;
    std::size_t connecting = 0;
    std::uint64_t opened_total = 0;
    std::uint64_t reused_total = 0;

    friend bool operator==(const pool_gauges&, const pool_gauges&) = default;
};

/// What a caller has to do: use the lease, open a connection, wait to be woken and claim, or give up.
enum class pool_turn { reuse, open, wait, closed };

/// Decides who uses which connection to one endpoint; opens, closes and waits for nothing itself, and needs a
/// lock where threads share it. After any call wake whom next_woken() names and close what next_discarded()
/// yields. A turn to open is answered with opened() or open_failed(); a lease with release(), replace() or
/// reopen(); a ticket with claim() or cancel(). Idle connections are reused newest first, waiters are served
/// in their order, and nobody overtakes them: while someone waits, nothing is idle and no slot is free, or as
/// many are being opened as may be at a time.
template <class Connection, class Waiter>
class pool_state {
public:
    using lease = typename connection_shelf<Connection>::lease;

private:
    struct grant {
        pool_turn turn = pool_turn::closed;
        std::optional<lease> connection{};
    };

public:
    using ticket = typename waiting_line<Waiter, grant>::ticket;

    struct answer {
        pool_turn turn = pool_turn::closed;
        std::optional<lease> connection{};
        ticket place{};
    };

    explicit pool_state(const pool_limits& limits = {})
        : most_(at_least_one(limits))
        , shelf_(limits) {}

    pool_state(const pool_state&) = delete;
    pool_state& operator=(const pool_state&) = delete;

    /// `make_waiter` is called only if the answer is to wait; what it makes is kept for next_woken().
    template <std::invocable MakeWaiter>
    [[nodiscard]] answer acquire(MakeWaiter make_waiter, pool_time now) {
        if (closed_) return {};
        if (auto found = shelf_.take(now)) return reuse(std::move(*found));
        if (may_open()) return open();
        return {.turn = pool_turn::wait, .connection = {}, .place = line_.join(make_waiter())};
    }
    [[nodiscard]] answer acquire(Waiter who, pool_time now) {
        return acquire([&who] { return std::move(who); }, now);
    }

    /// What a waiter was granted; `wait` if it was not its turn, `closed` with a void ticket.
    [[nodiscard]] answer claim(const ticket& place) noexcept {
        if (line_.is_waiting(place)) return {.turn = pool_turn::wait, .connection = {}, .place = place};
        auto granted = line_.leave(place);
        if (!granted) return {};
        if (granted->turn == pool_turn::reuse) return reuse(std::move(*granted->connection));
        return {.turn = granted->turn, .connection = {}, .place = {}};
    }

    /// Leaves the queue. What was granted but not claimed passes to the next waiter.
    void cancel(const ticket& place, pool_time now) noexcept {
        auto granted = line_.leave(place);
        if (!granted) return;
        if (granted->turn == pool_turn::open) open_failed();
        if (granted->turn == pool_turn::reuse) release(std::move(*granted->connection), true, now);
    }

    /// Turns permission to open into a lease. Throws only for want of memory, and then the permission stays.
    [[nodiscard]] lease opened(Connection connection, pool_time now) {
        assert(connecting_ > 0);
        auto fresh = shelf_.add(std::move(connection), now);
        --connecting_;
        ++opened_total_;
        serve();
        return fresh;
    }

    void open_failed() noexcept {
        assert(connecting_ > 0);
        --connecting_;
        serve();
    }

    void release(lease used, bool reusable, pool_time now) noexcept {
        const auto keep = reusable && !closed_ && live() <= most_ && !shelf_.is_old(used, now);
        keep ? shelf_.keep(std::move(used), now) : shelf_.discard(std::move(used));
        serve();
        expire(now);
    }

    /// Something instead of a lease that proved dead, without queueing: the slot is kept.
    [[nodiscard]] answer replace(lease dead, pool_time now) noexcept {
        shelf_.discard(std::move(dead));
        if (closed_) return {};
        if (auto found = shelf_.take(now)) return reuse(std::move(*found));
        return open();
    }

    /// The same, but never a connection that was used before.
    [[nodiscard]] answer reopen(lease dead) noexcept {
        shelf_.discard(std::move(dead));
        return closed_ ? answer{} : open();
    }

    /// How many connections the caller is to open now, within the limit, so that `wanted` are idle or on
    /// their way. Released once opened, they go to whoever waits or become idle.
    [[nodiscard]] std::size_t warm(std::size_t wanted, pool_time now) noexcept {
        if (closed_) return 0;
        expire(now);
        const auto missing = wanted - std::min(wanted, shelf_.idle() + connecting_);
        const auto granted = std::min(missing, most_ - std::min(most_, live()));
        connecting_ += granted;
        return granted;
    }

    /// Discards what was idle for too long; acquire(), release() and warm() do it too.
    void expire(pool_time now) noexcept { shelf_.expire(now); }

    /// When expire() will next have something to do; nothing while no connection is idle.
    [[nodiscard]] std::optional<pool_time> next_expiry() const noexcept { return shelf_.next_expiry(); }

    /// Connections above a lowered limit go when they are idle.
    void set_limits(const pool_limits& limits, pool_time now) noexcept {
        most_ = at_least_one(limits);
        shelf_.set_limits(limits);
        expire(now);
        while (shelf_.idle() != 0 && live() > most_) shelf_.discard_oldest();
        serve();
    }

    /// Every waiter gets `closed`, those too that have not claimed what they were granted. Leases stay good
    /// until they are given back.
    void close() noexcept {
        closed_ = true;
        while (shelf_.idle() != 0) shelf_.discard_oldest();
        line_.each_grant([this](grant& given) {
            if (given.turn == pool_turn::open) --connecting_;
            if (given.turn == pool_turn::reuse) shelf_.discard(std::move(*given.connection));
            given = {};
        });
        while (!line_.empty()) line_.grant({});
    }

    /// Who has to be told to claim.
    [[nodiscard]] std::optional<Waiter> next_woken() noexcept { return line_.next_woken(); }

    [[nodiscard]] std::optional<Connection> next_discarded() noexcept { return shelf_.next_discarded(); }

    [[nodiscard]] bool closed() const noexcept { return closed_; }

    /// True when nothing is lost with this object.
    [[nodiscard]] bool unused() const noexcept {
        return connecting_ == 0 && shelf_.unused() && line_.unused();
    }

    [[nodiscard]] pool_gauges gauges() const noexcept {
        return {shelf_.lent(), shelf_.idle(), line_.size(), connecting_, opened_total_, reused_total_};
    }

private:
    [[nodiscard]] static std::size_t at_least_one(const pool_limits& limits) noexcept {
        return std::max<std::size_t>(limits.max_connections, 1);
    }

    [[nodiscard]] std::size_t live() const noexcept { return shelf_.lent() + shelf_.idle() + connecting_; }

    // A connection on its way needs far more memory than an open one, and handshakes that all begin together
    // all take as long as the last.
    [[nodiscard]] bool may_open() const noexcept {
        constexpr std::size_t most_connecting = 256;

        return live() < most_ && connecting_ < most_connecting;
    }

    [[nodiscard]] answer open() noexcept {
        ++connecting_;
        return {.turn = pool_turn::open, .connection = {}, .place = {}};
    }

    [[nodiscard]] answer reuse(lease found) noexcept {
        ++reused_total_;
        return {.turn = pool_turn::reuse, .connection = std::move(found), .place = {}};
    }

    void serve() noexcept {
        while (!line_.empty()) {
            if (shelf_.idle() != 0) {
                line_.grant({pool_turn::reuse, shelf_.take_newest()});
            } else if (may_open()) {
                ++connecting_;
                line_.grant({pool_turn::open, {}});
            } else {
                return;
            }
        }
    }

    std::size_t most_;
    bool closed_ = false;
    std::size_t connecting_ = 0;
    std::uint64_t opened_total_ = 0;
    std::uint64_t reused_total_ = 0;
    connection_shelf<Connection> shelf_;
    waiting_line<Waiter, grant> line_;
};

}
