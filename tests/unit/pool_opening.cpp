#include <ecr/detail/pool_state.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <utility>

BOOST_AUTO_TEST_SUITE(pool_opening)

namespace {

using ecr::detail::pool_time;
using ecr::detail::pool_turn;
using pool = ecr::detail::pool_state<int, int>;

}

BOOST_AUTO_TEST_CASE(no_more_than_256_are_opened_at_a_time) {
    pool p({.max_connections = 300});
    const pool_time now{};
    for (int i = 0; i != 256; ++i) BOOST_TEST((p.acquire(i, now).turn == pool_turn::open));
    const auto first = p.acquire(256, now);
    const auto second = p.acquire(257, now);

    auto opened = p.opened(1, now);
    const auto after_one = p.next_woken();
    p.open_failed();
    const auto after_another = p.next_woken();

    BOOST_TEST((first.turn == pool_turn::wait));
    BOOST_TEST((second.turn == pool_turn::wait));
    BOOST_TEST(after_one.value() == 256);
    BOOST_TEST(after_another.value() == 257);
    BOOST_TEST(!p.next_woken().has_value());
    BOOST_TEST((p.claim(first.place).turn == pool_turn::open));
    BOOST_TEST((p.claim(second.place).turn == pool_turn::open));
    BOOST_TEST(p.gauges().connecting == 256u);
    BOOST_TEST(p.gauges().in_use == 1u);
    p.release(std::move(opened), true, now);
    BOOST_TEST(p.gauges().idle == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
