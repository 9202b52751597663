#include <ecr/detail/on_strand.hpp>

#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(on_strand)

namespace {

namespace asio = boost::asio;
using ecr::detail::connection_strand;

/// Lets others go first, by a timer that has expired already: it can be cancelled and takes no time.
asio::awaitable<boost::system::error_code> step_aside(asio::any_io_executor executor) {
    boost::system::error_code error;
    asio::steady_timer timer(executor, asio::steady_timer::time_point::min());
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
    co_return error;
}

asio::awaitable<int> work_on_strand(int steps, connection_strand strand, std::atomic<int>& misplaced) {
    boost::system::error_code error;
    for (int step = 0; step < steps && !error; ++step) {
        error = co_await step_aside(strand);
        if (!strand.running_in_this_thread()) ++misplaced;
    }
    if (error) throw boost::system::system_error(error);
    co_return 7;
}

struct tally {
    std::atomic<int> completed = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> misplaced = 0;
    std::atomic<int> wrong = 0;
};

asio::awaitable<void> caller(connection_strand own, connection_strand other, int steps, tally& counts) {
    int result = 0;
    try {
        auto work = work_on_strand(steps, other, counts.misplaced);
        result = co_await ecr::detail::on_strand(other, std::move(work));
        ++counts.completed;
        if (result != 7) ++counts.wrong;
    } catch (const boost::system::system_error& error) {
        ++counts.cancelled;
        if (error.code() != asio::error::operation_aborted) ++counts.wrong;
    }
    if (!own.running_in_this_thread()) ++counts.misplaced;
}

/// One call and the cancellation that races it, both on the strand of the caller.
asio::awaitable<void> one_race(connection_strand own, connection_strand other, int number, tally& counts) {
    const asio::any_io_executor executor(own);
    const auto type = number % 2 == 0 ? asio::cancellation_type::terminal : asio::cancellation_type::partial;
    bool done = false;
    asio::cancellation_signal signal;
    asio::steady_timer ended(executor, asio::steady_timer::time_point::max());
    const auto finish = [&](std::exception_ptr) {
        done = true;
        ended.cancel();
    };
    asio::co_spawn(executor, test::hear_every_cancellation(caller(own, other, number % 8, counts)),
                   asio::bind_cancellation_slot(signal.slot(), finish));
    boost::system::error_code ignored;
    for (int step = 0; step < number / 8 % 8; ++step) ignored = co_await step_aside(executor);
    signal.emit(type);
    if (!done) co_await ended.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> one_lane(asio::any_io_executor pool, connection_strand own, int races, tally& counts) {
    for (int number = 0; number < races; ++number) {
        const auto other = asio::make_strand(pool);
        auto race = one_race(own, other, number, counts);
        co_await std::move(race);
    }
}

/// Calls whose signal somebody else emits on the strand, at about the time when the work begins there.
asio::awaitable<void> early_lane(asio::any_io_executor pool, int races, tally& counts) {
    for (int number = 0; number < races; ++number) {
        const auto other = asio::make_strand(pool);
        const auto signal = std::make_shared<asio::cancellation_signal>();
        asio::post(other, [known = std::weak_ptr(signal)] {
            if (const auto alive = known.lock()) alive->emit(asio::cancellation_type::terminal);
        });
        try {
            auto work = work_on_strand(number % 8, other, counts.misplaced);
            auto there = ecr::detail::on_strand(asio::any_io_executor(other), std::move(work), signal);
            co_await std::move(there);
            ++counts.completed;
        } catch (const boost::system::system_error&) {
            ++counts.cancelled;
        }
    }
}

}

BOOST_AUTO_TEST_CASE(a_signal_that_is_emitted_while_the_work_begins_is_safe) {
    constexpr int lanes = 20;
    constexpr int races = 500;
    asio::thread_pool threads(4);
    const asio::any_io_executor pool(threads.get_executor());
    tally counts;

    for (int lane = 0; lane < lanes; ++lane)
        asio::co_spawn(pool, early_lane(pool, races, counts), asio::detached);
    threads.join();

    BOOST_TEST(counts.completed + counts.cancelled == lanes * races);
    BOOST_TEST(counts.misplaced == 0);
}

BOOST_AUTO_TEST_CASE(cancelling_a_call_that_completes_meanwhile_is_safe) {
    constexpr int lanes = 20;
    constexpr int races = 500;
    asio::thread_pool threads(4);
    const asio::any_io_executor pool(threads.get_executor());
    tally counts;

    for (int lane = 0; lane < lanes; ++lane) {
        const auto own = asio::make_strand(pool);
        asio::co_spawn(asio::any_io_executor(own), one_lane(pool, own, races, counts), asio::detached);
    }
    threads.join();

    BOOST_TEST_MESSAGE(counts.completed << " completed, " << counts.cancelled << " were cancelled");
    BOOST_TEST(counts.completed + counts.cancelled == lanes * races);
    BOOST_TEST(counts.completed > lanes * races / 10);
    BOOST_TEST(counts.cancelled > lanes * races / 10);
    BOOST_TEST(counts.misplaced == 0);
    BOOST_TEST(counts.wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
