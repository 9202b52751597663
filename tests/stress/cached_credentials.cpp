#include <ecr/credentials/cached.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(cached_credentials)

namespace {

namespace asio = boost::asio;
using keys_ptr = std::shared_ptr<const ecr::credentials>;

/// Gives other keys each time, after a few turns of the executor, and may fail now and then.
class turning_provider final : public ecr::credentials_provider {
public:
    explicit turning_provider(int fails_each = 0)
        : fails_each_(fails_each) {}

    asio::awaitable<keys_ptr> get() override {
        const int number = ++asked;
        const auto executor = co_await asio::this_coro::executor;
        if (++under_way > 1) ++overlaps;
        for (int turn = 0; turn < 8; ++turn) co_await asio::post(executor, asio::use_awaitable);
        --under_way;
        if (fails_each_ != 0 && number % fails_each_ == 0) throw std::runtime_error("not now");
        ecr::credentials keys;
        keys.access_key_id = "K" + std::to_string(number);
        keys.secret_access_key = "secret";
        co_return std::make_shared<const ecr::credentials>(std::move(keys));
    }
    bool expired(const ecr::credentials&) override { return true; }

    std::atomic<int> asked = 0;
    std::atomic<int> under_way = 0;
    std::atomic<int> overlaps = 0;

private:
    const int fails_each_;
};

struct tally {
    std::atomic<int> good = 0;
    std::atomic<int> failed = 0;
    std::atomic<int> aborted = 0;
};

asio::awaitable<void> ask(ecr::credentials_provider& cache, tally& counts) {
    try {
        const auto keys = co_await cache.get();
        if (keys && keys->access_key_id.starts_with('K')) ++counts.good;
    } catch (const ecr::exception&) {
        ++counts.failed;
    } catch (const boost::system::system_error&) {
        ++counts.aborted;
    }
}

constexpr int threads = 50;

}

BOOST_AUTO_TEST_CASE(fifty_threads_that_ask_at_once_make_one_refresh) {
    asio::thread_pool pool(4);
    const auto source = std::make_shared<turning_provider>();
    ecr::cached_credentials cache(pool.get_executor(), source);
    tally counts;
    {
        std::latch begin(threads);
        std::vector<std::jthread> asking;
        for (int i = 0; i < threads; ++i) {
            asking.emplace_back([&] {
                asio::io_context own;
                asio::co_spawn(own, ask(cache, counts), asio::detached);
                begin.arrive_and_wait();
                own.run();
            });
        }
    }
    pool.join();

    BOOST_TEST(source->asked == 1);
    BOOST_TEST(counts.good == threads);
}

BOOST_AUTO_TEST_CASE(asking_refusing_and_giving_up_from_many_threads_leaves_nobody_waiting) {
    using namespace asio::experimental::awaitable_operators;
    asio::thread_pool pool(4);
    const auto source = std::make_shared<turning_provider>(5);
    ecr::cached_credentials cache(pool.get_executor(), source);
    tally counts;
    std::atomic<int> ended = 0;
    constexpr int rounds = 40;
    const auto give_up = [](int turns) -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        for (int turn = 0; turn < turns; ++turn) co_await asio::post(executor, asio::use_awaitable);
    };
    const auto lane = [&](int number) -> asio::awaitable<void> {
        for (int round = 0; round < rounds; ++round) {
            if (const auto keys = cache.ready(); keys && round % 3 == 0) cache.expired(*keys);
            if ((number + round) % 2 == 0) {
                auto asking = ask(cache, counts);
                co_await std::move(asking);
            } else {
                auto race = ask(cache, counts) || give_up(round % 12);
                static_cast<void>(co_await std::move(race));
            }
        }
        ++ended;
    };

    for (int number = 0; number < threads; ++number) {
        asio::co_spawn(asio::make_strand(pool), test::hear_every_cancellation(lane(number)), asio::detached);
    }
    pool.join();

    BOOST_TEST(ended == threads);
    BOOST_TEST(counts.good > 0);
    BOOST_TEST_MESSAGE(counts.good << " good, " << counts.failed << " failed, " << counts.aborted
                                   << " aborted, " << source->asked << " refreshes");
}

BOOST_AUTO_TEST_CASE(a_cache_may_go_while_others_wait) {
    for (int round = 0; round < 50; ++round) {
        asio::thread_pool pool(4);
        tally counts;
        auto cache = std::make_shared<ecr::cached_credentials>(pool.get_executor(),
                                                               std::make_shared<turning_provider>());
        const auto waiter =
            [&counts](std::shared_ptr<ecr::cached_credentials> held) -> asio::awaitable<void> {
            auto asking = ask(*held, counts);
            co_await std::move(asking);
        };
        for (int i = 0; i < 8; ++i) asio::co_spawn(pool, waiter(cache), asio::detached);
        cache.reset();
        pool.join();

        BOOST_TEST(counts.good + counts.failed + counts.aborted == 8);
    }
}

BOOST_AUTO_TEST_SUITE_END()
