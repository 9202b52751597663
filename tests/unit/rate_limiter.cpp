#include <ecr/detail/rate_limiter.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <thread>
#include <vector>

namespace {

using limiter = ecr::detail::rate_limiter;
using std::chrono::nanoseconds;
using namespace std::chrono_literals;

constexpr limiter::time_point begin{1000h};

limiter::time_point at(double seconds) {
    return begin + std::chrono::round<nanoseconds>(std::chrono::duration<double>(seconds));
}

bool is_near(double left, double right) {
    return std::abs(left - right) < 1e-6;
}

struct event {
    bool throttled;
    double time;
    double measured;
    double allowed;
};

// Rates after each event, as the published description of adaptive mode lists them.
const std::vector<event> published = {
    {false, 0.2, 0.000000, 0.500000}, {false, 0.4, 0.000000, 0.500000}, {false, 0.6, 4.800000, 0.500000},
    {false, 0.8, 4.800000, 0.500000}, {false, 1.0, 4.160000, 0.500000}, {false, 1.2, 4.160000, 0.691200},
    {false, 1.4, 4.160000, 1.097600}, {false, 1.6, 5.632000, 1.638400}, {false, 1.8, 5.632000, 2.332800},
    {true, 2.0, 4.326400, 3.028480},  {false, 2.2, 4.326400, 3.486639}, {false, 2.4, 4.326400, 3.821874},
    {false, 2.6, 5.665280, 4.053386}, {false, 2.8, 5.665280, 4.200373}, {false, 3.0, 4.333056, 4.282037},
    {true, 3.2, 4.333056, 2.997426},  {false, 3.4, 4.333056, 3.452226},
};

// Has just been throttled at this many attempts per second.
void throttle_at(limiter& shared, int attempts_per_second) {
    BOOST_REQUIRE(shared.acquire(begin) == 0ns);
    for (int index = 1; index <= 10 * attempts_per_second; ++index) {
        shared.update(at(index / static_cast<double>(attempts_per_second)), false);
    }
    shared.update(at(10), true);
}

}

BOOST_AUTO_TEST_SUITE(rate_limiter)

BOOST_AUTO_TEST_CASE(the_rates_follow_the_published_example) {
    limiter shared;
    BOOST_REQUIRE(shared.acquire(begin) == 0ns);

    for (const event& each : published) {
        shared.update(at(each.time), each.throttled);

        const auto rates = shared.current();
        BOOST_TEST_CONTEXT("at " << each.time << " s, measured " << rates.measured << ", allowed "
                                 << rates.allowed) {
            BOOST_TEST(is_near(rates.measured, each.measured));
            BOOST_TEST(is_near(rates.allowed, each.allowed));
            BOOST_TEST(rates.limited == (each.time >= 2.0));
        }
    }
}

BOOST_AUTO_TEST_CASE(nothing_waits_before_the_first_throttling) {
    limiter shared;

    for (int index = 0; index != 1000; ++index) {
        BOOST_REQUIRE(shared.acquire(begin) == 0ns);
        shared.update(begin, false);
    }

    BOOST_TEST(!shared.current().limited);
}

BOOST_AUTO_TEST_CASE(a_throttling_cuts_the_measured_rate_to_seven_tenths) {
    limiter shared;

    throttle_at(shared, 10);

    const auto rates = shared.current();
    BOOST_TEST(rates.limited);
    BOOST_TEST(std::abs(rates.allowed - 0.7 * rates.measured) < 1e-9);
    BOOST_TEST(std::abs(rates.measured - 10) < 2);
}

BOOST_AUTO_TEST_CASE(a_further_throttling_cuts_the_allowed_rate_when_that_is_lower) {
    limiter shared;
    throttle_at(shared, 10);
    const double allowed = shared.current().allowed;

    shared.update(at(10), true);

    BOOST_TEST(is_near(shared.current().allowed, 0.7 * allowed));
}

BOOST_AUTO_TEST_CASE(the_rate_never_falls_below_one_attempt_in_two_seconds) {
    limiter shared;
    throttle_at(shared, 10);

    for (int index = 0; index != 50; ++index) shared.update(at(10), true);

    BOOST_TEST(shared.current().allowed == 0.5);
    BOOST_TEST((shared.acquire(at(100)) == 0ns)); // the bucket holds at least one token
    BOOST_TEST((shared.acquire(at(100)) == 2s));
}

BOOST_AUTO_TEST_CASE(the_rate_comes_back_along_the_cubic_curve_and_stays_below_twice_the_measured_one) {
    limiter shared;
    throttle_at(shared, 10);
    const double old_rate = shared.current().allowed / 0.7;
    const double back = std::cbrt(old_rate * 0.3 / 0.4);
    std::vector<double> allowed;

    for (double time = 10.1; time < 10 + 2 * back; time += 0.1) {
        shared.update(at(time), false);
        allowed.push_back(shared.current().allowed);
        const double expected = 0.4 * std::pow(time - 10 - back, 3) + old_rate;
        BOOST_TEST(is_near(allowed.back(), std::min(expected, 2 * shared.current().measured)), time);
    }

    BOOST_TEST(std::ranges::is_sorted(allowed));
    BOOST_TEST(allowed.back() > old_rate);
    for (int index = 0; index != 100; ++index) shared.update(at(60), false);
    BOOST_TEST(is_near(shared.current().allowed, 2 * shared.current().measured));
}

BOOST_AUTO_TEST_CASE(after_the_wait_that_was_asked_for_the_attempt_may_start) {
    limiter shared;
    throttle_at(shared, 10);
    auto now = at(10);
    int granted = 0;

    for (int asked = 0; granted != 500; ++asked) {
        BOOST_REQUIRE(asked <= 2 * granted + 1);
        const auto wait = shared.acquire(now);
        if (wait == 0ns) ++granted;
        BOOST_REQUIRE(wait >= 0ns);
        BOOST_REQUIRE(wait <= 2s);
        now += wait;
    }

    const double rate = granted / std::chrono::duration<double>(now - at(10)).count();
    BOOST_TEST(std::abs(rate - shared.current().allowed) < 0.2);
}

BOOST_AUTO_TEST_CASE(an_idle_client_saves_up_one_second_of_attempts) {
    limiter shared;
    throttle_at(shared, 10);
    const auto burst = std::lround(shared.current().allowed);

    int granted = 0;
    while (shared.acquire(at(3600)) == 0ns) ++granted;

    BOOST_TEST(granted == burst);
}

BOOST_AUTO_TEST_CASE(a_time_before_the_last_counts_as_the_last) {
    limiter late;
    limiter in_order;
    for (limiter* each : {&late, &in_order}) {
        throttle_at(*each, 10);
        while (each->acquire(at(20)) == 0ns) {
        }
    }

    const auto wait = late.acquire(at(5));
    late.update(at(4), false);

    BOOST_TEST((wait == in_order.acquire(at(20))));
    in_order.update(at(20), false);
    BOOST_TEST(late.current().allowed == in_order.current().allowed);
    BOOST_TEST(late.current().measured == in_order.current().measured);
}

BOOST_AUTO_TEST_CASE(threads_share_the_tokens) {
    limiter shared;
    throttle_at(shared, 10);
    const auto burst = std::lround(shared.current().allowed);
    std::atomic<int> granted{0};
    std::vector<std::thread> threads;

    for (int index = 0; index != 4; ++index) {
        threads.emplace_back([&] {
            for (int turn = 0; turn != 200; ++turn) granted += shared.acquire(at(3600)) == 0ns ? 1 : 0;
        });
    }
    for (std::thread& each : threads) each.join();

    BOOST_TEST(granted == burst);
}

BOOST_AUTO_TEST_SUITE_END()
