#include <ecr/detail/wait_run.hpp>
#include <ecr/detail/wait_schedule.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <random>
#include <vector>

BOOST_AUTO_TEST_SUITE(wait_schedule)

namespace {

using namespace std::chrono_literals;
using schedule = ecr::detail::wait_schedule;
using ecr::detail::make_wait_plan;
using ecr::detail::wait_plan;
using moments = std::vector<std::chrono::milliseconds>;

const schedule::time_point start{std::chrono::hours(3)};

wait_plan growing(std::chrono::nanoseconds least, std::chrono::nanoseconds most,
                  std::optional<std::chrono::nanoseconds> max_wait = {}) {
    return {.min_delay = least, .max_delay = most, .grows = true, .max_attempts = {}, .max_wait = max_wait};
}

wait_plan fixed(std::chrono::nanoseconds delay, int attempts) {
    return {.min_delay = delay, .max_delay = delay, .grows = false, .max_attempts = attempts, .max_wait = {}};
}

/// When the polls of a wait begin if each takes so long, at most some of them.
moments polls(const wait_plan& plan, double random, std::chrono::milliseconds each = 0ms,
              std::size_t most = 100) {
    schedule on(plan, start);
    auto now = start;
    moments all;
    while (all.size() < most) {
        on.begin();
        all.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(now - start));
        now += each;
        const auto delay = on.next(now, random);
        if (!delay) break;
        BOOST_TEST((*delay >= 0ns));
        now += *delay;
    }
    return all;
}

}

BOOST_AUTO_TEST_CASE(the_published_form_polls_at_equal_distances_so_many_times) {
    const auto all = polls(fixed(5s, 60), 0.7);

    BOOST_TEST(all.size() == 60U);
    for (std::size_t i = 0; i != all.size(); ++i) BOOST_TEST((all[i] == static_cast<int>(i) * 5s));
    BOOST_TEST(polls(fixed(5s, 1), 0.7).size() == 1U);
    BOOST_TEST(polls(fixed(5s, 0), 0.7).size() == 1U);
}

BOOST_AUTO_TEST_CASE(the_most_that_a_delay_can_be_doubles_up_to_the_limit) {
    const auto all = polls(growing(5s, 120s), 1.0, 0ms, 9);

    BOOST_TEST((all == moments{0s, 5s, 15s, 35s, 75s, 155s, 275s, 395s, 515s}));
}

BOOST_AUTO_TEST_CASE(no_delay_is_below_the_least) {
    BOOST_TEST((polls(growing(5s, 120s), 0.0, 0ms, 5) == moments{0s, 5s, 10s, 15s, 20s}));
}

BOOST_AUTO_TEST_CASE(jitter_spreads_evenly_between_the_least_and_the_most) {
    std::mt19937 dice(7);
    std::uniform_real_distribution<double> random(0, 1);
    for (int attempt = 1; attempt != 8; ++attempt) {
        const double least = 5;
        const double most = std::min(5.0 * (1 << (attempt - 1)), 120.0);
        std::array<int, 10> shares{};
        double sum = 0;
        constexpr int times = 20000;
        for (int i = 0; i != times; ++i) {
            schedule on(growing(5s, 120s), start);
            for (int begun = 0; begun != attempt; ++begun) on.begin();
            const auto delay = on.next(start, random(dice));
            const double seconds = std::chrono::duration<double>(*delay).count();
            BOOST_TEST_REQUIRE((seconds >= least && seconds <= most));
            sum += seconds;
            if (attempt > 1) ++shares[static_cast<std::size_t>((seconds - least) / (most - least) * 9.9999)];
        }
        BOOST_TEST(sum / times == (least + most) / 2, boost::test_tools::tolerance(0.02));
        if (attempt == 1) continue;
        for (const int share : shares) BOOST_TEST((share > times / 10 * 0.9 && share < times / 10 * 1.1));
    }
}

BOOST_AUTO_TEST_CASE(the_last_poll_comes_before_the_end_with_time_for_its_answer) {
    struct row {
        std::chrono::nanoseconds least;
        std::chrono::nanoseconds whole;
        moments expected;
    };
    const std::vector<row> table{
        {5s, 30s, {0s, 5s, 15s, 25s}}, {5s, 20s, {0s, 5s, 15s}}, {5s, 10s, {0s, 5s}}, {5s, 3s, {0s, 1500ms}},
        {5s, 7s, {0s, 3500ms}},        {5s, 0s, {0s}},           {5s, -1s, {0s}},
    };
    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.whole.count() << " of " << each.least.count()) {
            BOOST_TEST((polls(growing(each.least, 120s, each.whole), 1.0) == each.expected));
        }
    }
}

BOOST_AUTO_TEST_CASE(no_poll_begins_at_or_after_the_end_however_long_answers_take) {
    for (const auto each : {0ms, 1ms, 700ms, 3000ms, 12000ms}) {
        for (const double random : {0.0, 0.3, 0.99}) {
            const auto all = polls(growing(2s, 20s, 60s), random, each);

            BOOST_TEST((all.back() < 60s));
            BOOST_TEST((all.back() + each + 60s / 4 > 45s));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_poll_may_take_what_is_left) {
    schedule limited(growing(5s, 120s, 30s), start);
    const schedule unlimited(fixed(5s, 60), start);

    BOOST_TEST((limited.left(start) == 30s));
    BOOST_TEST((limited.left(start + 29s) == 1s));
    BOOST_TEST((limited.left(start + 31s) == 0s));
    BOOST_TEST(!unlimited.left(start).has_value());
    limited.begin();
    BOOST_TEST(!limited.next(start + 30s, 0).has_value());
}

BOOST_AUTO_TEST_CASE(odd_plans_do_no_harm) {
    BOOST_TEST(polls(growing(0s, 0s), 0.5, 0ms, 50).size() == 50U);
    BOOST_TEST((polls(growing(5s, 1s), 1.0, 0ms, 3) == moments{0s, 5s, 10s}));
    BOOST_TEST((polls(growing(-5s, 2s), 1.0, 0ms, 3) == moments{0s, 0s, 0s}));
    BOOST_TEST(polls(growing(1ns, std::chrono::nanoseconds::max()), 0.0, 0ms, 100).size() == 100U);
}

BOOST_AUTO_TEST_CASE(options_choose_the_form_and_what_they_leave_out_is_as_declared) {
    const ecr::wait_defaults declared{.delay = 3s, .max_attempts = 20, .min_delay = 4s, .max_delay = 50s};
    const auto plan_of = [&](const ecr::wait_options& options) { return make_wait_plan(declared, options); };

    const auto published = plan_of({});
    BOOST_TEST((!published.grows && published.min_delay == 3s && published.max_attempts == 20));
    BOOST_TEST(!published.max_wait.has_value());
    const auto changed = plan_of({.delay = 1s, .max_attempts = 7});
    BOOST_TEST((!changed.grows && changed.min_delay == 1s && changed.max_attempts == 7));
    const auto limited = plan_of({.max_wait = 10min});
    BOOST_TEST((limited.grows && limited.min_delay == 4s && limited.max_delay == 50s));
    BOOST_TEST((!limited.max_attempts && limited.max_wait == 10min));
    const auto steady = plan_of({.delay = 2s, .max_wait = 10min});
    BOOST_TEST((!steady.grows && steady.min_delay == 2s && steady.max_wait == 10min));
    const auto counted = plan_of({.min_delay = 1s, .max_delay = 9s});
    BOOST_TEST((counted.grows && counted.min_delay == 1s && counted.max_delay == 9s));
    BOOST_TEST((counted.max_attempts == 20));
    const auto slow = plan_of({.min_delay = 90s});
    BOOST_TEST((slow.max_delay == 90s));
}

BOOST_AUTO_TEST_SUITE_END()
