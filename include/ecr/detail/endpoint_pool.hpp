#pragma once

#include <ecr/detail/exchange.hpp>
#include <ecr/detail/pool_state.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

using connection_ptr = std::unique_ptr<connection>;

/// Somebody who waits for a connection, on an executor of its own.
class pool_waiter {
public:
    explicit pool_waiter(boost::asio::any_io_executor executor)
        : timer_(executor) {}

    /// Waits until woken or until the deadline; false if that passed first.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<bool> wait(std::chrono::steady_clock::time_point deadline);

    [[nodiscard]] boost::asio::any_io_executor executor() { return timer_.get_executor(); }

    /// From any thread.
    ECR_DECL static void wake(const std::shared_ptr<pool_waiter>& who);

private:
    boost::asio::steady_timer timer_;
    bool woken_ = false;
};

/// Somebody to be woken. Whoever waits on a context of its own may end that context at once, so it is kept
/// busy until nothing of it is held here any more.
struct wake_up {
    explicit wake_up(std::shared_ptr<pool_waiter> waiter)
        : busy(boost::asio::prefer(waiter->executor(), boost::asio::execution::outstanding_work.tracked))
        , who(std::move(waiter)) {}

    // Not a work guard, which lets go of the work before its own copy of the strand.
    boost::asio::any_io_executor busy;
    std::shared_ptr<pool_waiter> who;
};

/// The connections to one endpoint, for any thread; the lock is never held while something waits.
class endpoint_pool {
public:
    using state = pool_state<connection_ptr, std::shared_ptr<pool_waiter>>;

    explicit endpoint_pool(const pool_limits& limits)
        : state_(limits) {}

    /// Changes the state, then wakes and drops whom the change concerns.
    template <class Change>
    auto with(Change change) {
        std::unique_lock lock(mutex_);
        auto result = change(state_);
        for (;;) {
            auto waiter = state_.next_woken();
            auto connection = state_.next_discarded();
            if (!waiter && !connection) break;
            lock.unlock();
            if (waiter) pool_waiter::wake(*waiter);
            connection.reset();
            lock.lock();
        }
        return result;
    }

    [[nodiscard]] pool_gauges gauges() const {
        const std::lock_guard lock(mutex_);
        return state_.gauges();
    }

private:
    mutable std::mutex mutex_{};
    state state_;
};

/// One place among the connections of a pool, from the wish for it to its return, which never fails to
/// happen.
class pool_slot {
public:
    /// `turn` is `open` for a slot that the pool granted ahead.
    explicit pool_slot(std::shared_ptr<endpoint_pool> pool, pool_turn turn = pool_turn::closed) noexcept
        : pool_(std::move(pool))
        , turn_(turn) {}
    ECR_DECL ~pool_slot();
    pool_slot(const pool_slot&) = delete;
    pool_slot& operator=(const pool_slot&) = delete;

    /// What to do next: use `get()`, open a connection, wait and ask again, or give up.
    ///
    /// If it has to wait, it does so on the executor that `place` makes.
    template <class Place>
    pool_turn acquire(Place place) {
        return take(pool_->with([&](auto& state) {
            const auto make_waiter = [&] { return waiter_ = std::make_shared<pool_waiter>(place()); };
            return state.acquire(make_waiter, std::chrono::steady_clock::now());
        }));
    }
    ECR_DECL pool_turn claim();
    /// Takes a connection that was opened.
    ECR_DECL void opened(connection_ptr made);
    /// Instead of a connection that is dead; a new one if `fresh`.
    ECR_DECL pool_turn replace(bool fresh);
    ECR_DECL void release(bool reusable);

    [[nodiscard]] connection& get() noexcept { return *lease_->connection; }
    [[nodiscard]] pool_waiter& waiter() noexcept { return *waiter_; }

private:
    ECR_DECL pool_turn take(endpoint_pool::state::answer answer);

    std::shared_ptr<endpoint_pool> pool_;
    pool_turn turn_;
    std::optional<endpoint_pool::state::lease> lease_{};
    endpoint_pool::state::ticket place_{};
    std::shared_ptr<pool_waiter> waiter_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/endpoint_pool.ipp>
#endif
