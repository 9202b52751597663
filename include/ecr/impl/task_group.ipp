#pragma once

#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/task_group.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>

#include <algorithm>
#include <list>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// What the tasks that run at a time share; all of it lives on the strand.
struct task_group {
    std::size_t running = 0;
    std::exception_ptr failure{};
    std::list<boost::asio::cancellation_signal> signals{};
    boost::asio::steady_timer* waiting = nullptr;

    void fail(std::exception_ptr thrown) {
        if (!failure) failure = std::move(thrown);
        // A task may end, and take its signal away, while it is told.
        for (auto each = signals.begin(); each != signals.end();) {
            const auto next = std::next(each);
            each->emit(boost::asio::cancellation_type::terminal);
            each = next;
        }
    }

    void ended(std::list<boost::asio::cancellation_signal>::iterator which, std::exception_ptr thrown) {
        --running;
        signals.erase(which);
        if (thrown) fail(std::move(thrown));
        if (waiting != nullptr) waiting->cancel();
    }
};

/// Makes the timer of the caller known as long as it waits.
struct awaited_task {
    awaited_task(task_group& of, boost::asio::steady_timer& timer)
        : group(of) {
        group.waiting = &timer;
    }
    ~awaited_task() { group.waiting = nullptr; }
    awaited_task(const awaited_task&) = delete;
    awaited_task& operator=(const awaited_task&) = delete;

    task_group& group;
};

inline void start_task(const std::shared_ptr<task_group>& group, const boost::asio::any_io_executor& strand,
                       boost::asio::awaitable<void> task) {
    const auto which = group->signals.emplace(group->signals.end());
    ++group->running;
    const auto slot = which->slot();
    boost::asio::co_spawn(
        strand, std::move(task),
        boost::asio::bind_cancellation_slot(
            slot, [group, which](std::exception_ptr thrown) { group->ended(which, std::move(thrown)); }));
}

/// Waits until one of the tasks ends, or the caller is cancelled.
inline boost::asio::awaitable<void> wait_for_task(std::shared_ptr<task_group> group) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, boost::asio::steady_timer::time_point::max());
    boost::system::error_code ignored;
    const awaited_task mark(*group, timer);
    co_await timer.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
}

inline boost::asio::awaitable<void> feed_tasks(std::shared_ptr<task_group> group, task_source& source,
                                               std::size_t limit) {
    const auto strand = co_await boost::asio::this_coro::executor;
    while (!group->failure) {
        if (group->running >= limit) {
            auto waited = wait_for_task(group);
            co_await std::move(waited);
            continue;
        }
        auto asked = source();
        auto task = co_await std::move(asked);
        if (!task.valid()) break;
        if (!group->failure) start_task(group, strand, std::move(task));
    }
    while (group->running != 0) {
        auto waited = wait_for_task(group);
        co_await std::move(waited);
    }
}

inline boost::asio::awaitable<void> run_on_strand(task_source source, std::size_t limit) {
    const auto group = std::make_shared<task_group>();
    try {
        auto fed = feed_tasks(group, source, std::max<std::size_t>(limit, 1));
        co_await std::move(fed);
    } catch (...) {
        group->fail(std::current_exception());
    }
    // Nobody but the tasks themselves may cut this short: they use what the caller owns.
    const boost::asio::disable_cancellation deaf;
    co_await boost::asio::this_coro::reset_cancellation_state(deaf);
    while (group->running != 0) {
        auto waited = wait_for_task(group);
        co_await std::move(waited);
    }
    if (group->failure) std::rethrow_exception(group->failure);
}

ECR_DECL boost::asio::awaitable<void> run_tasks(task_source source, std::size_t limit) {
    const auto executor = co_await boost::asio::this_coro::executor;
    auto work = run_on_strand(std::move(source), limit);
    auto crossing = on_strand(boost::asio::make_strand(executor), std::move(work));
    co_await std::move(crossing);
}

}
