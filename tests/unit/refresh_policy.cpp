#include <ecr/detail/refresh_policy.hpp>

#include <boost/test/unit_test.hpp>

#include <ostream>

namespace ecr::inline ECR_ABI::detail {

static std::ostream& operator<<(std::ostream& out, freshness value) {
    constexpr const char* names[] = {"good", "ageing", "due", "useless"};
    return out << names[static_cast<std::size_t>(value)];
}

}

BOOST_AUTO_TEST_SUITE(refresh_policy)

namespace {

using namespace std::chrono_literals;
using ecr::timestamp;
using ecr::detail::freshness;

constexpr timestamp noon = std::chrono::sys_days(std::chrono::year(2026) / 7 / 4) + 12h;

struct expectation {
    std::chrono::milliseconds life;
    double dice;
    std::chrono::milliseconds ageing_from;
    std::chrono::milliseconds due_from;
};

}

BOOST_AUTO_TEST_CASE(without_keys_there_is_nothing_to_use) {
    const ecr::detail::refresh_policy policy({});

    BOOST_TEST(policy.judge(noon) == freshness::useless);
    BOOST_TEST(policy.judge(timestamp::min()) == freshness::useless);
}

BOOST_AUTO_TEST_CASE(keys_without_an_end_stay_good) {
    ecr::detail::refresh_policy policy({});

    policy.obtained(std::nullopt, noon, 0.5);

    BOOST_TEST(policy.judge(noon + 24h * 365 * 100) == freshness::good);
}

BOOST_AUTO_TEST_CASE(the_windows_suit_the_life_of_the_keys) {
    const expectation table[] = {
        {6h, 0.0, 6h - 15min, 6h - 5min}, {1h, 0.0, 45min, 55min},         {1h, 1.0, 50min, 55min},
        {1h, 0.5, 47min + 30s, 55min},    {15min, 0.0, 7min + 30s, 10min}, {6min, 0.0, 3min, 4min},
        {1s, 0.0, 500ms, 667ms},
    };
    for (const auto& [life, dice, ageing_from, due_from] : table) {
        ecr::detail::refresh_policy policy({});

        policy.obtained(noon + life, noon, dice);

        BOOST_TEST_CONTEXT("life " << life.count() << " dice " << dice) {
            BOOST_TEST(policy.judge(noon) == freshness::good);
            BOOST_TEST(policy.judge(noon + ageing_from - 1ms) == freshness::good);
            BOOST_TEST(policy.judge(noon + ageing_from) == freshness::ageing);
            BOOST_TEST(policy.judge(noon + due_from - 1ms) == freshness::ageing);
            BOOST_TEST(policy.judge(noon + due_from) == freshness::due);
            BOOST_TEST(policy.judge(noon + life - 1ms) == freshness::due);
            BOOST_TEST(policy.judge(noon + life) == freshness::useless);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_end_at_the_edge_of_time_does_not_overflow) {
    ecr::detail::refresh_policy policy({});

    policy.obtained(timestamp::max(), noon, 1.0);
    const auto far = policy.judge(noon + 24h * 365);
    policy.obtained(timestamp::min(), noon, 1.0);

    BOOST_TEST(far == freshness::good);
    BOOST_TEST(policy.judge(noon) == freshness::useless);
}

BOOST_AUTO_TEST_CASE(after_a_failure_good_keys_are_left_alone_for_a_while) {
    ecr::detail::refresh_policy policy({});
    policy.obtained(noon + 1h, noon, 0.0);
    const auto advisory = noon + 50min;
    const auto mandatory = noon + 56min;

    policy.failed(advisory, 0.0);
    BOOST_TEST(policy.judge(advisory) == freshness::good);
    BOOST_TEST(policy.judge(advisory + 30s - 1ms) == freshness::good);
    BOOST_TEST(policy.judge(advisory + 30s) == freshness::ageing);

    policy.failed(mandatory, 1.0);
    BOOST_TEST(policy.judge(mandatory + 45s - 1ms) == freshness::good);
    BOOST_TEST(policy.judge(mandatory + 45s) == freshness::due);

    policy.failed(noon + 1h - 1s, 1.0);
    BOOST_TEST(policy.judge(noon + 1h) == freshness::useless);
}

BOOST_AUTO_TEST_CASE(refused_keys_are_useless_until_others_come) {
    ecr::detail::refresh_policy policy({});
    policy.obtained(noon + 1h, noon, 0.0);

    policy.refused();
    const auto refused = policy.judge(noon);
    policy.failed(noon, 0.0);
    const auto failed = policy.judge(noon);
    policy.obtained(noon + 2h, noon, 0.0);

    BOOST_TEST(refused == freshness::useless);
    BOOST_TEST(failed == freshness::useless);
    BOOST_TEST(policy.judge(noon) == freshness::good);
}

BOOST_AUTO_TEST_SUITE_END()
