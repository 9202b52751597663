#pragma once

/// \file
/// The pool as one would write it without a thought of speed or memory, to compare the real one with.

#include <ecr/detail/pool_state.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <optional>
#include <vector>

namespace pool_test {

using ecr::detail::pool_gauges;
using ecr::detail::pool_limits;
using ecr::detail::pool_time;
using ecr::detail::pool_turn;

inline pool_time at(int seconds) {
    return pool_time{std::chrono::seconds{1'000'000 + seconds}};
}

/// Connections and waiters are numbers; -1 stands for none.
struct pool_model {
    struct parked {
        int connection = -1;
        pool_time opened_at{};
        pool_time since{};
    };

    struct granted {
        int waiter = -1;
        pool_turn turn{};
        parked what{};
    };

    pool_limits limits{};
    bool closed = false;
    std::size_t in_use = 0;
    std::size_t connecting = 0;
    std::vector<parked> idle{};
    std::deque<int> queue{};
    std::vector<granted> unclaimed{};
    std::vector<int> woken{};
    std::vector<int> discarded{};

    std::size_t most() const { return limits.max_connections == 0 ? 1 : limits.max_connections; }
    std::size_t live() const { return in_use + connecting + idle.size(); }
    bool old(const parked& p, pool_time now) const {
        return limits.max_age && now - p.opened_at >= *limits.max_age;
    }

    /// Drops what is too idle, and what was idle for a whole maximal age.
    void expire(pool_time now) {
        const auto late = [&](const parked& p) {
            return now - p.since >= limits.idle_life || (limits.max_age && now - p.since >= *limits.max_age);
        };
        for (const auto& p : idle) {
            if (late(p)) discarded.push_back(p.connection);
        }
        std::erase_if(idle, late);
    }

    std::optional<parked> take(pool_time now) {
        expire(now);
        while (!idle.empty()) {
            const auto newest = idle.back();
            idle.pop_back();
            if (!old(newest, now)) return newest;
            discarded.push_back(newest.connection);
        }
        return std::nullopt;
    }

    granted acquire(int waiter, pool_time now) {
        if (closed) return {waiter, pool_turn::closed};
        if (const auto found = take(now)) {
            ++in_use;
            return {waiter, pool_turn::reuse, *found};
        }
        if (live() < most()) {
            ++connecting;
            return {waiter, pool_turn::open};
        }
        queue.push_back(waiter);
        return {waiter, pool_turn::wait};
    }

    void give(int waiter, pool_turn turn, const parked& what) {
        queue.erase(std::find(queue.begin(), queue.end(), waiter));
        unclaimed.push_back({waiter, turn, what});
        woken.push_back(waiter);
    }

    void open_failed() {
        --connecting;
        serve();
    }

    void serve() {
        while (!queue.empty() && live() < most()) {
            ++connecting;
            give(queue.front(), pool_turn::open, parked{});
        }
    }

    void release(parked used, bool reusable, pool_time now) {
        const auto keep = reusable && !closed && live() <= most() && !old(used, now);
        if (keep && !queue.empty()) return give(queue.front(), pool_turn::reuse, used);
        --in_use;
        used.since = now;
        if (keep)
            idle.push_back(used);
        else
            discarded.push_back(used.connection);
        serve();
        expire(now);
    }

    granted replace(const parked& dead, bool fresh, pool_time now) {
        discarded.push_back(dead.connection);
        --in_use;
        if (closed) return {-1, pool_turn::closed};
        const auto found = fresh ? std::nullopt : take(now);
        ++(found ? in_use : connecting);
        return found ? granted{-1, pool_turn::reuse, *found} : granted{-1, pool_turn::open};
    }

    std::size_t warm(std::size_t wanted, pool_time now) {
        if (closed) return 0;
        expire(now);
        std::size_t begun = 0;
        for (; idle.size() + connecting < wanted && live() < most(); ++begun) ++connecting;
        return begun;
    }

    /// What the waiter was granted, which now is its own.
    std::optional<granted> leave(int waiter) {
        std::erase(queue, waiter);
        std::erase(woken, waiter);
        const auto found = std::find_if(unclaimed.begin(), unclaimed.end(),
                                        [waiter](const granted& g) { return g.waiter == waiter; });
        if (found == unclaimed.end()) return std::nullopt;
        const auto result = *found;
        unclaimed.erase(found);
        return result;
    }

    void cancel(int waiter, pool_time now) {
        const auto given = leave(waiter);
        if (!given) return;
        if (given->turn == pool_turn::open) open_failed();
        if (given->turn == pool_turn::reuse) release(given->what, true, now);
    }

    void set_limits(const pool_limits& changed, pool_time now) {
        limits = changed;
        expire(now);
        while (!idle.empty() && live() > most()) {
            discarded.push_back(idle.front().connection);
            idle.erase(idle.begin());
        }
        serve();
    }

    void close() {
        closed = true;
        for (const auto& p : idle) discarded.push_back(p.connection);
        idle.clear();
        for (auto& g : unclaimed) {
            if (g.turn == pool_turn::open) --connecting;
            if (g.turn == pool_turn::reuse) {
                --in_use;
                discarded.push_back(g.what.connection);
            }
            g.turn = pool_turn::closed;
        }
        while (!queue.empty()) give(queue.front(), pool_turn::closed, parked{});
    }
};

}
