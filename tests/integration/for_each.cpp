#include <ecr/for_each.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <stdexcept>
#include <support/paged_service.hpp>

BOOST_AUTO_TEST_SUITE(for_each)

namespace {

namespace asio = boost::asio;
using namespace test;

ecr::async_generator<int> count(int last, std::shared_ptr<int> fetched = {}) {
    for (int i = 1; i <= last; ++i) {
        if (fetched) ++*fetched;
        co_yield i;
    }
}

asio::awaitable<void> step_aside(int times) {
    const auto executor = co_await asio::this_coro::executor;
    for (int i = 0; i != times; ++i) co_await asio::post(executor, asio::use_awaitable);
}

asio::awaitable<void> wait_for_ever() {
    const auto executor = co_await asio::this_coro::executor;
    asio::steady_timer never(executor, asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
}

template <class T>
std::vector<T> all_of(ecr::async_generator<T> from, std::size_t limit = 1000) {
    std::vector<T> all;
    auto body = [&]() -> asio::awaitable<void> {
        auto work = ecr::collect(from, limit);
        all = co_await std::move(work);
    };
    run_coroutine(std::move(body));
    return all;
}

/// Counts the bodies that are under way, and the values that were fetched, in a run of many bodies.
struct crowd {
    int now = 0;
    int most = 0;
    int ended = 0;
    std::shared_ptr<int> fetched = std::make_shared<int>(0);
    int most_ahead = 0;

    static asio::awaitable<void> one(crowd& self, int value) {
        const struct leaving {
            ~leaving() { --group.now; }
            crowd& group;
        } mark{self};
        self.most = std::max(self.most, ++self.now);
        auto aside = step_aside(value % 7);
        co_await std::move(aside);
        ++self.ended;
        self.most_ahead = std::max(self.most_ahead, *self.fetched - self.ended);
    }
};

}

BOOST_AUTO_TEST_CASE(streams_are_cut_and_filtered_and_collected) {
    const auto even = [](int value) { return value % 2 == 0; };
    const auto later = [](int value) -> asio::awaitable<bool> {
        auto aside = step_aside(2);
        co_await std::move(aside);
        co_return value > 4;
    };
    const auto fetched = std::make_shared<int>(0);

    const auto some = all_of(ecr::take(ecr::filter(ecr::filter(count(100, fetched), even), later), 3));

    BOOST_TEST(some == (std::vector<int>{6, 8, 10}), boost::test_tools::per_element());
    BOOST_TEST(*fetched == 10);
    BOOST_TEST(all_of(ecr::take(count(5), 0)).empty());
    BOOST_TEST(all_of(count(5), 2).size() == 2U);
}

BOOST_AUTO_TEST_CASE(the_items_of_an_operation_are_a_stream_too) {
    paged_scene scene;
    auto some =
        ecr::take(ecr::filter(scene.items(), [](const mine::numbered& each) { return each.number > 2; }), 3);

    const auto all = scene.get(ecr::collect(some));

    BOOST_TEST(numbers_of(all) == up_to(5, 3), boost::test_tools::per_element());
    BOOST_TEST(scene.service->requests.size() == 2U);
    static_assert(ecr::stream<decltype(scene.pages())>);
    static_assert(!ecr::stream<int>);
}

BOOST_AUTO_TEST_CASE(as_many_bodies_are_under_way_as_asked_for_and_no_value_waits_for_one) {
    for (const int concurrency : {1, 2, 8, 64}) {
        crowd group;
        const auto body = [&](int value) { return crowd::one(group, value); };
        const auto run = [&]() -> asio::awaitable<void> {
            auto work = ecr::for_each(count(100, group.fetched), static_cast<std::size_t>(concurrency), body);
            co_await std::move(work);
        };
        run_coroutine(run);

        BOOST_TEST(group.ended == 100);
        BOOST_TEST(group.most == std::min(concurrency, group.most));
        BOOST_TEST((concurrency == 1 || group.most > concurrency / 4));
        BOOST_TEST(group.most_ahead <= concurrency);
        BOOST_TEST(group.now == 0);
    }
}

BOOST_AUTO_TEST_CASE(a_body_may_be_a_plain_function_and_none_at_a_time_means_one) {
    int sum = 0;
    const auto body = [&](int value) { sum += value; };
    const auto run = [&]() -> asio::awaitable<void> {
        auto work = ecr::for_each(count(10), 0, body);
        co_await std::move(work);
    };
    run_coroutine(run);

    BOOST_TEST(sum == 55);
}

BOOST_AUTO_TEST_CASE(the_first_exception_ends_the_other_bodies_and_is_thrown) {
    int started = 0;
    int cancelled = 0;
    const auto body = [&](int value) -> asio::awaitable<void> {
        ++started;
        if (value == 3) throw std::runtime_error("three");
        try {
            auto waited = wait_for_ever();
            co_await std::move(waited);
        } catch (const boost::system::system_error&) {
            ++cancelled;
            throw;
        }
    };
    std::string thrown;
    const auto run = [&]() -> asio::awaitable<void> {
        try {
            auto work = ecr::for_each(count(10), 5, body);
            co_await std::move(work);
        } catch (const std::runtime_error& failure) {
            thrown = failure.what();
        }
    };
    run_coroutine(run);

    BOOST_TEST(thrown == "three");
    BOOST_TEST(started >= 3);
    BOOST_TEST(cancelled == started - 1);
}

BOOST_AUTO_TEST_CASE(a_cancelled_caller_waits_for_its_bodies) {
    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                            asio::cancellation_type::total}) {
        asio::io_context context;
        int open = 0;
        const auto body = [&](int) -> asio::awaitable<void> {
            const struct leaving {
                ~leaving() { --count; }
                int& count;
            } mark{open};
            ++open;
            auto waited = wait_for_ever();
            co_await std::move(waited);
        };
        bool done = false;
        int open_at_the_end = -1;
        std::exception_ptr failure;
        asio::cancellation_signal signal;
        asio::co_spawn(context, hear_every_cancellation(ecr::for_each(count(10), 4, body)),
                       asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr thrown) {
                           done = true;
                           open_at_the_end = open;
                           failure = std::move(thrown);
                       }));
        context.poll();
        const int before = open;
        signal.emit(type);
        context.run_for(std::chrono::seconds(10));

        BOOST_TEST(before == 4);
        BOOST_TEST(done);
        BOOST_TEST(open_at_the_end == 0);
        BOOST_TEST((failure != nullptr));
    }
}

BOOST_AUTO_TEST_CASE(a_context_may_go_while_bodies_are_under_way) {
    const auto guard = std::make_shared<int>(0);
    for (int steps = 0; steps != 30; ++steps) {
        asio::io_context context;
        const auto body = [guard](int value) -> asio::awaitable<void> {
            const auto kept = guard;
            auto aside = step_aside(value);
            co_await std::move(aside);
        };
        asio::co_spawn(context, ecr::for_each(count(10, guard), 3, body), [](const std::exception_ptr&) {});
        for (int i = 0; i != steps; ++i) context.poll_one();
    }

    BOOST_TEST(guard.use_count() == 1);
}

BOOST_AUTO_TEST_CASE(bodies_share_what_they_use_although_many_threads_run_them) {
    asio::thread_pool threads(4);
    paged_scene scene;
    scene.service->total = 500;
    scene.service->page_size = 20;
    std::set<std::int64_t> seen;
    const ecr::client client(threads.get_executor(), scene.config);
    const auto body = [&](mine::numbered item) -> asio::awaitable<void> {
        seen.insert(item.number);
        auto aside = step_aside(static_cast<int>(item.number % 5));
        co_await std::move(aside);
        seen.insert(-item.number);
    };
    const auto run = [&]() -> asio::awaitable<void> {
        const ecr::page_options options{.prefetch = 2};
        auto items = mine::list_numbers.items(client, {}, options);
        auto work = ecr::for_each(std::move(items), 16, body);
        co_await std::move(work);
    };
    asio::co_spawn(threads, run, asio::use_future).get();

    BOOST_TEST(seen.size() == 1000U);
}

BOOST_AUTO_TEST_SUITE_END()
