#include "support/pool_model.hpp"

#include <ecr/detail/pool_state.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <ostream>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

static std::ostream& operator<<(std::ostream& out, pool_turn turn) {
    constexpr const char* names[] = {"reuse", "open", "wait", "closed"};
    return out << names[static_cast<std::size_t>(turn)];
}

static std::ostream& operator<<(std::ostream& out, const pool_gauges& g) {
    return out << "in use " << g.in_use << ", idle " << g.idle << ", waiting " << g.waiting << ", connecting "
               << g.connecting << ", opened " << g.opened_total << ", reused " << g.reused_total;
}

}

namespace {

using namespace pool_test;
using namespace std::chrono_literals;

using pool = ecr::detail::pool_state<int, int>;
using numbers = std::vector<int>;

pool_limits limit(std::size_t connections) {
    return {.max_connections = connections, .idle_life = 15s, .max_age = {}};
}

/// A lease on a connection opened for the purpose.
pool::lease lend(pool& p, int connection, pool_time now) {
    const auto turn = p.acquire(0, now).turn;
    BOOST_REQUIRE_EQUAL(turn, pool_turn::open);
    return p.opened(connection, now);
}

numbers woken(pool& p) {
    numbers all;
    while (const auto who = p.next_woken()) all.push_back(*who);
    return all;
}

numbers discarded(pool& p) {
    numbers all;
    while (const auto connection = p.next_discarded()) all.push_back(*connection);
    return all;
}

}

BOOST_AUTO_TEST_SUITE(pool_state)

BOOST_AUTO_TEST_CASE(the_connection_used_last_is_reused_first) {
    pool p(limit(3));
    const auto first = lend(p, 1, at(0));
    const auto second = lend(p, 2, at(0));
    p.release(first, true, at(1));
    p.release(second, true, at(2));

    const auto answer = p.acquire(0, at(3));

    BOOST_TEST(answer.turn == pool_turn::reuse);
    BOOST_TEST(answer.connection.value().connection == 2);
    BOOST_TEST(p.gauges() == (pool_gauges{1, 1, 0, 0, 2, 1}));
}

BOOST_AUTO_TEST_CASE(a_failed_attempt_to_connect_lets_the_next_waiter_open) {
    pool p(limit(1));
    BOOST_TEST(p.acquire(1, at(0)).turn == pool_turn::open);
    const auto second = p.acquire(2, at(0));
    const auto third = p.acquire(3, at(0));

    p.open_failed();

    BOOST_TEST(woken(p) == (numbers{2}), boost::test_tools::per_element());
    BOOST_TEST(p.claim(second.place).turn == pool_turn::open);
    BOOST_TEST(p.claim(third.place).turn == pool_turn::wait);
    BOOST_TEST(p.gauges() == (pool_gauges{0, 0, 1, 1, 0, 0}));
}

BOOST_AUTO_TEST_CASE(a_released_connection_passes_to_the_first_waiter_past_new_callers) {
    pool p(limit(1));
    const auto used = lend(p, 7, at(0));
    const auto first = p.acquire(1, at(0));
    p.release(used, true, at(1));

    const auto late = p.acquire(2, at(1));
    const auto claimed = p.claim(first.place);

    BOOST_TEST(late.turn == pool_turn::wait);
    BOOST_TEST(claimed.turn == pool_turn::reuse);
    BOOST_TEST(claimed.connection.value().connection == 7);
}

BOOST_AUTO_TEST_CASE(a_dead_connection_leaves_its_slot_to_the_next_waiter) {
    pool p(limit(1));
    const auto used = lend(p, 7, at(0));
    const auto waiter = p.acquire(1, at(0));

    p.release(used, false, at(1));

    BOOST_TEST(discarded(p) == (numbers{7}), boost::test_tools::per_element());
    BOOST_TEST(woken(p) == (numbers{1}), boost::test_tools::per_element());
    BOOST_TEST(p.claim(waiter.place).turn == pool_turn::open);
}

BOOST_AUTO_TEST_CASE(a_waiter_that_leaves_before_its_turn_is_passed_over) {
    pool p(limit(1));
    const auto used = lend(p, 7, at(0));
    const auto first = p.acquire(1, at(0));
    const auto second = p.acquire(2, at(0));
    p.cancel(first.place, at(1));

    p.release(used, true, at(1));

    BOOST_TEST(woken(p) == (numbers{2}), boost::test_tools::per_element());
    BOOST_TEST(p.claim(second.place).connection.value().connection == 7);
}

BOOST_AUTO_TEST_CASE(a_grant_survives_the_waiter_who_leaves_instead_of_claiming_it) {
    for (const auto told : {false, true}) {
        for (const auto alive : {false, true}) {
            pool p(limit(1));
            const auto used = lend(p, 7, at(0));
            const auto first = p.acquire(1, at(0));
            const auto second = p.acquire(2, at(0));
            p.release(used, alive, at(1));
            if (told) BOOST_TEST(woken(p) == (numbers{1}), boost::test_tools::per_element());

            p.cancel(first.place, at(2));

            BOOST_TEST(woken(p) == (numbers{2}), boost::test_tools::per_element());
            BOOST_TEST(p.claim(second.place).turn == (alive ? pool_turn::reuse : pool_turn::open));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_grant_that_nobody_wants_becomes_an_idle_connection_or_a_free_slot) {
    pool p(limit(1));
    const auto used = lend(p, 7, at(0));
    const auto first = p.acquire(1, at(0));
    p.release(used, true, at(1));

    p.cancel(first.place, at(1));

    BOOST_TEST(woken(p).empty());
    BOOST_TEST(p.acquire(2, at(1)).connection.value().connection == 7);
}

BOOST_AUTO_TEST_CASE(a_ticket_is_void_after_its_use_even_if_its_place_is_taken_again) {
    pool p(limit(1));
    const auto used = lend(p, 7, at(0));
    const auto first = p.acquire(1, at(0));
    p.cancel(first.place, at(0));
    const auto second = p.acquire(2, at(0));

    p.cancel(first.place, at(0));
    p.cancel(pool::ticket{}, at(0));

    BOOST_TEST(p.claim(first.place).turn == pool_turn::closed);
    BOOST_TEST(p.claim(second.place).turn == pool_turn::wait);
    p.release(used, true, at(0));
    BOOST_TEST(p.claim(second.place).turn == pool_turn::reuse);
    BOOST_TEST(p.claim(second.place).turn == pool_turn::closed);
}

BOOST_AUTO_TEST_CASE(an_idle_connection_lives_up_to_its_limit) {
    pool p(limit(2));
    p.release(lend(p, 1, at(0)), true, at(10));

    p.expire(at(25) - 1ns);
    BOOST_TEST(discarded(p).empty());
    BOOST_TEST((p.next_expiry() == at(25)));
    p.expire(at(25));

    BOOST_TEST(discarded(p) == (numbers{1}), boost::test_tools::per_element());
    BOOST_TEST(!p.next_expiry());
    BOOST_TEST(p.unused());
}

BOOST_AUTO_TEST_CASE(a_connection_that_expired_unseen_is_not_reused) {
    pool p(limit(1));
    p.release(lend(p, 1, at(0)), true, at(0));

    BOOST_TEST(p.acquire(2, at(15)).turn == pool_turn::open);
    BOOST_TEST(discarded(p) == (numbers{1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_clock_read_before_the_lock_was_taken_keeps_the_order_of_expiry) {
    pool p(limit(2));
    const auto first = lend(p, 1, at(0));
    const auto second = lend(p, 2, at(0));
    p.release(first, true, at(5));
    p.release(second, true, at(4));

    p.expire(at(19));
    BOOST_TEST(discarded(p).empty());
    p.expire(at(20));

    BOOST_TEST(discarded(p) == (numbers{1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(without_idle_life_connections_still_pass_to_waiters) {
    auto limits = limit(1);
    limits.idle_life = 0s;
    pool p(limits);
    const auto used = lend(p, 1, at(0));
    const auto waiter = p.acquire(1, at(0));

    p.release(used, true, at(1));
    const auto claimed = p.claim(waiter.place);
    BOOST_TEST(claimed.connection.value().connection == 1);
    BOOST_TEST(discarded(p).empty());
    p.release(*claimed.connection, true, at(2));

    BOOST_TEST(discarded(p) == (numbers{1}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(an_endless_idle_life_never_expires) {
    auto limits = limit(1);
    limits.idle_life = pool_time::duration::max();
    pool p(limits);
    p.release(lend(p, 1, at(0)), true, at(1));

    p.expire(at(100'000'000));

    BOOST_TEST(p.gauges().idle == 1u);
    BOOST_TEST(!p.next_expiry());
}

BOOST_AUTO_TEST_CASE(a_connection_that_came_of_age_in_use_is_not_kept) {
    auto limits = limit(1);
    limits.max_age = 60s;
    pool p(limits);
    const auto used = lend(p, 1, at(0));
    const auto waiter = p.acquire(1, at(59));

    p.release(used, true, at(60));

    BOOST_TEST(discarded(p) == (numbers{1}), boost::test_tools::per_element());
    BOOST_TEST(p.claim(waiter.place).turn == pool_turn::open);
}

BOOST_AUTO_TEST_CASE(a_connection_that_came_of_age_idle_is_not_reused_and_not_kept_for_ever) {
    auto limits = limit(2);
    limits.idle_life = 1h;
    limits.max_age = 60s;
    pool p(limits);
    const auto young = lend(p, 1, at(0));
    p.release(lend(p, 2, at(0)), true, at(1));
    p.release(young, true, at(50));

    BOOST_TEST((p.next_expiry() == at(61)));
    BOOST_TEST(p.acquire(0, at(60)).turn == pool_turn::open);
    BOOST_TEST(discarded(p) == (numbers{1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_dead_connection_is_replaced_without_queueing) {
    pool p(limit(2));
    const auto first = lend(p, 1, at(0));
    const auto second = lend(p, 2, at(0));
    p.release(second, true, at(1));

    const auto instead = p.replace(first, at(1));
    BOOST_TEST(p.acquire(8, at(1)).turn == pool_turn::open);
    BOOST_TEST(p.acquire(9, at(1)).turn == pool_turn::wait);
    const auto fresh = p.replace(*instead.connection, at(1));

    BOOST_TEST(instead.turn == pool_turn::reuse);
    BOOST_TEST(fresh.turn == pool_turn::open);
    BOOST_TEST(woken(p).empty());
    BOOST_TEST(discarded(p) == (numbers{1, 2}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_new_connection_can_be_had_although_others_are_idle) {
    pool p(limit(2));
    const auto first = lend(p, 1, at(0));
    p.release(lend(p, 2, at(0)), true, at(1));

    const auto fresh = p.reopen(first);

    BOOST_TEST(fresh.turn == pool_turn::open);
    BOOST_TEST(p.gauges() == (pool_gauges{0, 1, 0, 1, 2, 0}));
}

BOOST_AUTO_TEST_CASE(warming_up_opens_what_is_missing_within_the_limit) {
    pool p(limit(4));
    p.release(lend(p, 1, at(0)), true, at(0));

    BOOST_TEST(p.warm(3, at(1)) == 2u);
    BOOST_TEST(p.warm(3, at(1)) == 0u);
    BOOST_TEST(p.warm(9, at(1)) == 1u);
    for (const auto connection : {2, 3}) p.release(p.opened(connection, at(2)), true, at(2));
    p.open_failed();

    BOOST_TEST(p.gauges() == (pool_gauges{0, 3, 0, 0, 3, 0}));
}

BOOST_AUTO_TEST_CASE(a_warm_connection_passes_to_whoever_waits_for_it) {
    pool p(limit(1));
    BOOST_TEST(p.warm(5, at(0)) == 1u);
    const auto waiter = p.acquire(1, at(0));

    p.release(p.opened(8, at(1)), true, at(1));

    BOOST_TEST(p.claim(waiter.place).connection.value().connection == 8);
}

BOOST_AUTO_TEST_CASE(lowering_the_limit_discards_idle_connections_now_and_others_on_return) {
    pool p(limit(4));
    const auto first = lend(p, 1, at(0));
    const auto second = lend(p, 2, at(0));
    const auto third = lend(p, 3, at(0));
    p.release(third, true, at(0));
    p.set_limits(limit(1), at(1));
    const auto waiter = p.acquire(1, at(1));
    BOOST_TEST(discarded(p) == (numbers{3}), boost::test_tools::per_element());

    p.release(first, true, at(2));
    BOOST_TEST(p.claim(waiter.place).turn == pool_turn::wait);
    BOOST_TEST(discarded(p) == (numbers{1}), boost::test_tools::per_element());
    p.release(second, true, at(3));

    BOOST_TEST(p.claim(waiter.place).connection.value().connection == 2);
}

BOOST_AUTO_TEST_CASE(raising_the_limit_wakes_as_many_as_it_adds) {
    pool p(limit(0));
    const auto used = lend(p, 1, at(0));
    for (const auto waiter : {1, 2, 3}) BOOST_TEST(p.acquire(waiter, at(0)).turn == pool_turn::wait);

    p.set_limits(limit(3), at(1));

    BOOST_TEST(woken(p) == (numbers{1, 2}), boost::test_tools::per_element());
    p.release(used, true, at(1));
    BOOST_TEST(woken(p) == (numbers{3}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(closing_answers_every_waiter_and_discards_what_is_not_in_use) {
    pool p(limit(2));
    const auto used = lend(p, 1, at(0));
    const auto other = lend(p, 2, at(0));
    const auto told = p.acquire(1, at(0));
    const auto granted = p.acquire(2, at(0));
    const auto queued = p.acquire(3, at(0));
    p.release(other, true, at(1));
    BOOST_TEST(woken(p) == (numbers{1}), boost::test_tools::per_element());
    p.release(used, false, at(1));

    p.close();

    BOOST_TEST(woken(p) == (numbers{2, 3}), boost::test_tools::per_element());
    for (const auto& place : {told.place, granted.place, queued.place})
        BOOST_TEST(p.claim(place).turn == pool_turn::closed);
    BOOST_TEST(discarded(p) == (numbers{1, 2}), boost::test_tools::per_element());
    BOOST_TEST(p.acquire(4, at(2)).turn == pool_turn::closed);
    BOOST_TEST(p.warm(4, at(2)) == 0u);
    BOOST_TEST(p.unused());
}

BOOST_AUTO_TEST_CASE(a_connection_in_use_or_opened_when_the_pool_closes_is_discarded_on_return) {
    pool p(limit(4));
    const auto kept = lend(p, 1, at(0));
    const auto dead = lend(p, 2, at(0));
    const auto stale = lend(p, 3, at(0));
    BOOST_TEST(p.acquire(0, at(0)).turn == pool_turn::open);
    p.close();

    BOOST_TEST(p.replace(dead, at(1)).turn == pool_turn::closed);
    BOOST_TEST(p.reopen(stale).turn == pool_turn::closed);
    p.release(kept, true, at(1));
    p.release(p.opened(4, at(1)), true, at(1));

    BOOST_TEST(discarded(p) == (numbers{2, 3, 1, 4}), boost::test_tools::per_element());
    BOOST_TEST(p.unused());
}

BOOST_AUTO_TEST_CASE(connections_and_waiters_need_not_be_copyable) {
    ecr::detail::pool_state<std::unique_ptr<int>, std::unique_ptr<int>> p(limit(1));
    BOOST_TEST(p.acquire(nullptr, at(0)).turn == pool_turn::open);
    const auto waiter = p.acquire(std::make_unique<int>(5), at(0));

    p.release(p.opened(std::make_unique<int>(6), at(0)), true, at(0));

    BOOST_TEST(**p.next_woken() == 5);
    BOOST_TEST(*p.claim(waiter.place).connection.value().connection == 6);
}

BOOST_AUTO_TEST_SUITE_END()
