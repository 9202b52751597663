#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace test {

/// Lets partial and total cancellation through to the work, not only terminal.
inline boost::asio::awaitable<void> hear_every_cancellation(boost::asio::awaitable<void> work) {
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    co_await std::move(work);
}

/// Runs the coroutine that `body` returns on a context, and all else there until it ends; fails the test if
/// that takes longer than the limit.
template <class Body>
void run_coroutine(boost::asio::io_context& context, Body body,
                   std::chrono::seconds limit = std::chrono::seconds(20)) {
    bool done = false;
    std::exception_ptr failure;
    context.restart();
    boost::asio::co_spawn(context, std::move(body), [&](std::exception_ptr thrown) {
        done = true;
        failure = std::move(thrown);
    });
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!done && context.run_one_until(deadline) > 0) {
    }
    BOOST_REQUIRE_MESSAGE(done, "the coroutine hangs: not done within " << limit.count() << " s");
    if (failure) std::rethrow_exception(failure);
}

/// The same on a context of its own; what is still suspended at the end is destroyed.
template <class Body>
void run_coroutine(Body body, std::chrono::seconds limit = std::chrono::seconds(20)) {
    boost::asio::io_context context;
    run_coroutine(context, std::move(body), limit);
}

}
