#include <ecr/async_generator.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <support/coroutine_test.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(async_generator)

namespace {

namespace asio = boost::asio;
using namespace test;
using numbers = ecr::async_generator<int>;

asio::awaitable<int> later(int value) {
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
    co_return value;
}

asio::awaitable<void> never() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer timer(executor, asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::use_awaitable);
}

numbers count(int last, std::shared_ptr<int> guard = {}) {
    for (int i = 1; i <= last; ++i) {
        auto work = later(i);
        const int value = co_await std::move(work);
        co_yield value;
    }
    static_cast<void>(guard);
}

asio::awaitable<std::vector<int>> all_of(numbers& from) {
    std::vector<int> all;
    for (;;) {
        auto work = from.next();
        const auto value = co_await std::move(work);
        if (!value) break;
        all.push_back(*value);
    }
    co_return all;
}

template <class Check>
void with_all(numbers from, Check check) {
    std::vector<int> all;
    auto body = [&]() -> asio::awaitable<void> {
        auto work = all_of(from);
        all = co_await std::move(work);
    };
    run_coroutine(std::move(body));
    check(all);
}

numbers nothing() {
    co_return;
}

numbers failing(int after) {
    for (int i = 0; i != after; ++i) co_yield i;
    throw std::runtime_error("gone");
}

numbers catching() {
    int caught = 0;
    try {
        auto inner = failing(0);
        auto work = inner.next();
        static_cast<void>(co_await std::move(work));
    } catch (const std::runtime_error&) {
        caught = 7;
    }
    co_yield caught;
}

numbers asking(asio::any_io_executor& seen, asio::cancellation_type& cancelled) {
    seen = co_await asio::this_coro::executor;
    asio::steady_timer timer(seen, asio::steady_timer::time_point::min());
    auto wait = timer.async_wait(asio::deferred);
    co_await std::move(wait);
    const auto state = co_await asio::this_coro::cancellation_state;
    cancelled = state.cancelled();
    co_yield 1;
}

numbers doubled(numbers from) {
    for (;;) {
        auto work = from.next();
        const auto value = co_await std::move(work);
        if (!value) co_return;
        co_yield 2 * *value;
    }
}

}

BOOST_AUTO_TEST_CASE(values_come_in_order_between_awaits) {
    with_all(count(4), [](const auto& all) {
        BOOST_TEST(all == (std::vector<int>{1, 2, 3, 4}), boost::test_tools::per_element());
    });
    with_all(nothing(), [](const auto& all) { BOOST_TEST(all.empty()); });
}

BOOST_AUTO_TEST_CASE(generators_of_generators_are_no_deeper) {
    auto chain = count(3);
    for (int i = 0; i != 5; ++i) chain = doubled(std::move(chain));
    with_all(std::move(chain), [](const auto& all) {
        BOOST_TEST(all == (std::vector<int>{32, 64, 96}), boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(an_exception_of_the_body_is_thrown_once_and_ends_it) {
    auto from = failing(1);
    int value = -1;
    bool thrown = false;
    bool ended = false;
    auto body = [&]() -> asio::awaitable<void> {
        auto first = from.next();
        value = (co_await std::move(first)).value();
        try {
            auto second = from.next();
            static_cast<void>(co_await std::move(second));
        } catch (const std::runtime_error&) {
            thrown = true;
        }
        auto third = from.next();
        ended = !(co_await std::move(third)).has_value();
    };
    run_coroutine(std::move(body));

    BOOST_TEST(value == 0);
    BOOST_TEST(thrown);
    BOOST_TEST(ended);
}

BOOST_AUTO_TEST_CASE(what_an_await_throws_can_be_caught_in_the_body) {
    with_all(catching(), [](const auto& all) {
        BOOST_TEST(all == std::vector<int>{7}, boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(the_body_has_the_executor_of_its_consumer) {
    asio::io_context context;
    asio::any_io_executor seen;
    auto cancelled = asio::cancellation_type::all;
    auto from = asking(seen, cancelled);
    auto body = [&]() -> asio::awaitable<void> {
        auto work = from.next();
        static_cast<void>(co_await std::move(work));
    };
    run_coroutine(context, std::move(body));

    BOOST_TEST((seen == context.get_executor()));
    BOOST_TEST((cancelled == asio::cancellation_type::none));
}

BOOST_AUTO_TEST_CASE(variables_of_the_body_die_with_the_generator) {
    const auto guard = std::make_shared<int>(1);
    {
        auto fresh = count(3, guard);
        auto other = count(3, guard);
        auto body = [&]() -> asio::awaitable<void> {
            auto work = other.next();
            static_cast<void>(co_await std::move(work));
        };
        run_coroutine(std::move(body));
        BOOST_TEST(guard.use_count() == 3);
        other = count(1);
        BOOST_TEST(guard.use_count() == 2);
    }
    BOOST_TEST(guard.use_count() == 1);
}

namespace {

/// Waits for ever, and then once more; tells what it was told.
numbers stubborn(std::vector<std::string>& told, std::shared_ptr<int> guard) {
    co_yield 1;
    for (const auto* name : {"first", "second"}) {
        try {
            auto work = never();
            co_await std::move(work);
        } catch (const boost::system::system_error& thrown) {
            if (thrown.code() == asio::error::operation_aborted) told.emplace_back(name);
        }
    }
    static_cast<void>(guard);
    co_yield 2;
}

struct consumer {
    std::optional<numbers> from{};
    std::vector<int> got{};
    bool done = false;
    std::exception_ptr failure{};
    asio::cancellation_signal signal{};

    static asio::awaitable<void> consume(consumer& self) {
        while (self.from) {
            auto work = self.from->next();
            const auto value = co_await std::move(work);
            if (!value) break;
            self.got.push_back(*value);
        }
    }

    template <class Executor>
    void start(Executor executor) {
        asio::co_spawn(executor, hear_every_cancellation(consume(*this)),
                       asio::bind_cancellation_slot(signal.slot(), [this](std::exception_ptr thrown) {
                           done = true;
                           failure = std::move(thrown);
                       }));
    }
};

}

BOOST_AUTO_TEST_CASE(a_cancelled_consumer_cancels_what_the_body_awaits) {
    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                            asio::cancellation_type::total}) {
        const auto guard = std::make_shared<int>(1);
        std::vector<std::string> told;
        asio::io_context context;
        consumer one;
        one.from.emplace(stubborn(told, guard));
        one.start(context.get_executor());
        while (context.poll_one() != 0) {
        }
        BOOST_TEST(one.got.size() == 1U);

        one.signal.emit(type);
        context.run_for(std::chrono::seconds(10));

        BOOST_TEST(one.done);
        BOOST_TEST(told == (std::vector<std::string>{"first", "second"}), boost::test_tools::per_element());
        BOOST_TEST(one.got.size() == 2U);
        BOOST_TEST((one.failure != nullptr));
        one.from.reset();
        BOOST_TEST(guard.use_count() == 1);
    }
}

BOOST_AUTO_TEST_CASE(a_generator_may_be_destroyed_moved_or_left_at_every_step) {
    for (int way = 0; way != 3; ++way) {
        for (int steps = 0; steps != 20; ++steps) {
            const auto guard = std::make_shared<int>(1);
            {
                asio::io_context context;
                consumer one;
                one.from.emplace(doubled(count(4, guard)));
                one.start(context.get_executor());
                for (int i = 0; i != steps; ++i) context.poll_one();

                if (way == 0) one.from.reset();
                if (way == 1) {
                    auto moved = std::move(*one.from);
                    one.from.emplace(std::move(moved));
                }
                if (way != 2) {
                    context.restart();
                    context.run_for(std::chrono::seconds(10));
                    BOOST_TEST(one.done);
                    BOOST_TEST((one.failure == nullptr));
                }
                if (way == 1) BOOST_TEST(one.got.size() == 4U);
            }
            BOOST_TEST(guard.use_count() == 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(generators_run_on_many_threads_at_a_time) {
    asio::thread_pool threads(4);
    std::vector<std::future<std::vector<int>>> results;
    const auto body = []() -> asio::awaitable<std::vector<int>> {
        auto from = doubled(count(200));
        auto work = all_of(from);
        auto all = co_await std::move(work);
        co_return all;
    };
    for (int i = 0; i != 40; ++i) results.push_back(asio::co_spawn(threads, body, asio::use_future));

    for (auto& each : results) {
        const auto all = each.get();
        BOOST_TEST(all.size() == 200U);
        BOOST_TEST(all.back() == 400);
    }
}

BOOST_AUTO_TEST_SUITE_END()
