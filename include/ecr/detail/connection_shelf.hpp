#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/pool_limits.hpp>

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <iterator>
#include <list>
#include <optional>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// The open connections to one endpoint: lent out, idle, or waiting to be closed by whoever owns the shelf.
template <class Connection>
class connection_shelf {
    static_assert(std::is_nothrow_move_constructible_v<Connection>,
                  "a connection must not be lost on its way");

public:
    struct lease {
        Connection connection;
        pool_time opened_at{};
    };

    explicit connection_shelf(const pool_limits& limits)
        : limits_(limits) {}

    void set_limits(const pool_limits& limits) noexcept { limits_ = limits; }

    [[nodiscard]] std::size_t lent() const noexcept { return lent_.size(); }
    [[nodiscard]] std::size_t idle() const noexcept { return idle_.size(); }
    [[nodiscard]] bool unused() const noexcept {
        return lent_.empty() && idle_.empty() && discarded_.empty();
    }

    /// Lends out a new connection. Only this allocates: every connection brings the node that it will lie in,
    /// so that giving it back cannot fail.
    [[nodiscard]] lease add(Connection connection, pool_time now) {
        lent_.emplace_back();
        return {std::move(connection), now};
    }

    void keep(lease used, pool_time now) noexcept {
        // Threads read the clock before they get here, so `now` may go back a little.
        const auto since = idle_.empty() ? now : std::max(now, idle_.back().idle_since);
        put(std::move(used), idle_);
        idle_.back().idle_since = since;
    }

    void discard(lease used) noexcept { put(std::move(used), discarded_); }

    void discard_oldest() noexcept { discarded_.splice(discarded_.end(), idle_, idle_.begin()); }

    /// The newest; there must be one.
    [[nodiscard]] lease take_newest() noexcept {
        lease found(std::move(*idle_.back().content));
        idle_.back().content.reset();
        lent_.splice(lent_.end(), idle_, std::prev(idle_.end()));
        return found;
    }

    /// The newest that may be used still.
    [[nodiscard]] std::optional<lease> take(pool_time now) noexcept {
        expire(now);
        while (!idle_.empty() && is_old(*idle_.back().content, now)) {
            discarded_.splice(discarded_.end(), idle_, std::prev(idle_.end()));
        }
        if (idle_.empty()) return std::nullopt;
        return take_newest();
    }

    [[nodiscard]] bool is_old(const lease& used, pool_time now) const noexcept {
        return limits_.max_age && now - used.opened_at >= *limits_.max_age;
    }

    void expire(pool_time now) noexcept {
        while (!idle_.empty() && now - idle_.front().idle_since >= longest_idle()) discard_oldest();
    }

    [[nodiscard]] std::optional<pool_time> next_expiry() const noexcept {
        if (idle_.empty()) return std::nullopt;
        const auto since = idle_.front().idle_since;
        if (longest_idle() > pool_time::max() - since) return std::nullopt;
        return since + longest_idle();
    }

    [[nodiscard]] std::optional<Connection> next_discarded() noexcept {
        if (discarded_.empty()) return std::nullopt;
        std::optional<Connection> connection(std::move(discarded_.front().content->connection));
        discarded_.pop_front();
        return connection;
    }

private:
    struct node {
        std::optional<lease> content{};
        pool_time idle_since{};
    };

    // What was idle that long is past its age too, so one order of expiry serves both limits.
    [[nodiscard]] pool_time::duration longest_idle() const noexcept {
        return std::min(limits_.idle_life, limits_.max_age.value_or(limits_.idle_life));
    }

    void put(lease used, std::list<node>& to) noexcept {
        assert(!lent_.empty());
        lent_.front().content.emplace(std::move(used));
        to.splice(to.end(), lent_, lent_.begin());
    }

    pool_limits limits_;
    /// In order of `idle_since`, the newest last.
    std::list<node> idle_;
    std::list<node> discarded_;
    /// An empty node for every lease.
    std::list<node> lent_;
};

}
