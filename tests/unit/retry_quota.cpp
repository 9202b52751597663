#include <ecr/detail/retry_quota.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <cstdint>
#include <random>
#include <thread>
#include <vector>

namespace {

using ecr::retry_class;
using ecr::retry_mode;
using ecr::detail::retry_cost;
using quota = ecr::detail::retry_quota;

int retries_until_exhaustion(quota& shared, int cost) {
    int count = 0;
    while (shared.acquire(cost)) ++count;
    return count;
}

}

BOOST_AUTO_TEST_SUITE(retry_quota)

BOOST_AUTO_TEST_CASE(a_retry_costs_what_its_mode_and_reason_say) {
    struct row {
        retry_mode mode;
        retry_class reason;
        bool timed_out;
        int cost;
    };
    const row rows[] = {
        {retry_mode::standard, retry_class::transient, false, 14},
        {retry_mode::standard, retry_class::transient, true, 14},
        {retry_mode::standard, retry_class::throttling, false, 5},
        {retry_mode::standard, retry_class::clock_skew, false, 14},
        {retry_mode::standard, retry_class::expired_credentials, false, 14},
        {retry_mode::adaptive, retry_class::transient, true, 14},
        {retry_mode::adaptive, retry_class::throttling, false, 5},
        {retry_mode::standard_2016, retry_class::transient, false, 5},
        {retry_mode::standard_2016, retry_class::transient, true, 10},
        {retry_mode::standard_2016, retry_class::throttling, false, 5},
    };

    for (const row& each : rows) {
        BOOST_TEST_CONTEXT(to_string(each.mode) << ' ' << to_string(each.reason) << ' ' << each.timed_out) {
            BOOST_TEST(retry_cost(each.mode, each.reason, each.timed_out) == each.cost);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_new_quota_is_full) {
    const quota shared;

    BOOST_TEST(shared.level() == 500);
    BOOST_TEST(shared.capacity() == 500);
}

BOOST_AUTO_TEST_CASE(a_service_that_always_fails_is_spared_after_a_known_number_of_retries) {
    struct row {
        int cost;
        int retries;
        int left;
    };
    for (const row& each : {row{14, 35, 10}, row{5, 100, 0}, row{10, 50, 0}}) {
        quota shared;

        const int retries = retries_until_exhaustion(shared, each.cost);

        BOOST_TEST_CONTEXT("cost " << each.cost) {
            BOOST_TEST(retries == each.retries);
            BOOST_TEST(shared.level() == each.left);
        }
    }
}

BOOST_AUTO_TEST_CASE(a_cost_beyond_the_level_takes_nothing) {
    quota shared(13);

    BOOST_TEST(!shared.acquire(14));
    BOOST_TEST(shared.level() == 13);
    BOOST_TEST(shared.acquire(13));
    BOOST_TEST(shared.level() == 0);
    BOOST_TEST(!shared.acquire(1));
}

BOOST_AUTO_TEST_CASE(what_is_given_back_never_exceeds_the_capacity) {
    quota shared(20);

    shared.release(1);
    BOOST_TEST(shared.level() == 20);
    BOOST_REQUIRE(shared.acquire(14));
    shared.release(10);
    BOOST_TEST(shared.level() == 16);
    shared.release(14);
    BOOST_TEST(shared.level() == 20);
}

BOOST_AUTO_TEST_CASE(an_empty_quota_is_earned_back_by_successes) {
    quota shared(14);
    BOOST_REQUIRE(shared.acquire(14));

    for (int success = 0; success != 13; ++success) shared.release(quota::reward);

    BOOST_TEST(!shared.acquire(14));
    shared.release(quota::reward);
    BOOST_TEST(shared.acquire(14));
}

BOOST_AUTO_TEST_CASE(threads_never_take_more_than_there_is) {
    quota shared;
    std::atomic<int> taken{0};
    std::vector<std::thread> threads;

    for (int index = 0; index != 4; ++index) {
        threads.emplace_back([&] {
            for (int turn = 0; turn != 1000; ++turn) taken += shared.acquire(5) ? 1 : 0;
        });
    }
    for (std::thread& each : threads) each.join();

    BOOST_TEST(taken == 100);
    BOOST_TEST(shared.level() == 0);
}

BOOST_AUTO_TEST_CASE(threads_lose_nothing_and_gain_nothing) {
    quota shared(100);
    std::atomic<bool> outside{false};
    std::vector<std::thread> threads;

    for (unsigned seed = 0; seed != 4; ++seed) {
        threads.emplace_back([&, seed] {
            std::mt19937 random(seed);
            for (int turn = 0; turn != 5000; ++turn) {
                const int amount = random() % 2 == 0 ? 14 : 5;
                if (shared.acquire(amount)) shared.release(amount);
                const int level = shared.level();
                if (level < 0 || level > 100) outside = true;
            }
        });
    }
    for (std::thread& each : threads) each.join();

    BOOST_TEST(!outside);
    BOOST_TEST(shared.level() == 100);
}

BOOST_AUTO_TEST_SUITE_END()
