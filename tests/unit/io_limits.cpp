#include <ecr/detail/io_limits.hpp>

#include <boost/test/unit_test.hpp>

#include <vector>

BOOST_AUTO_TEST_SUITE(io_limits)

namespace {

using namespace std::chrono_literals;
using ecr::timeout_kind;
using ecr::detail::limit_from;
using ecr::detail::time_point;

constexpr time_point start{1000s};

}

BOOST_AUTO_TEST_CASE(a_limit_begins_now_and_zero_or_more_than_the_clock_can_say_is_none) {
    const auto limit = limit_from(start, 3s, timeout_kind::tls);
    const auto zero = limit_from(start, 0s, timeout_kind::tls);
    const auto endless = limit_from(start, std::chrono::nanoseconds::max(), timeout_kind::tls);

    BOOST_TEST((limit.at == start + 3s));
    BOOST_TEST((limit.kind == timeout_kind::tls));
    BOOST_TEST((limit.length == 3s));
    BOOST_TEST((zero.at == time_point::max()));
    BOOST_TEST((endless.at == time_point::max()));
}

BOOST_AUTO_TEST_CASE(nothing_expires_without_limits) {
    ecr::detail::io_limits limits;

    limits.begin_read(start);

    BOOST_TEST((limits.next() == time_point::max()));
    BOOST_TEST(!limits.expired(start + 24h));
}

BOOST_AUTO_TEST_CASE(the_limit_of_the_exchange_holds_between_operations_too) {
    ecr::detail::io_limits limits;

    limits.until(limit_from(start, 5s, timeout_kind::attempt));

    BOOST_TEST((limits.next() == start + 5s));
    BOOST_TEST(!limits.expired(start + 5s - 1ns));
    const auto passed = limits.expired(start + 5s);
    BOOST_REQUIRE(passed);
    BOOST_TEST((passed->kind == timeout_kind::attempt));
}

BOOST_AUTO_TEST_CASE(a_grace_beyond_what_the_clock_can_say_never_ends) {
    ecr::detail::io_limits limits;
    limits.guard({.bytes_per_second = 1, .grace = std::chrono::nanoseconds::max()}, start);

    limits.begin_read(start);

    BOOST_TEST((limits.next() == time_point::max()));
    BOOST_TEST(!limits.expired(start + 24h));
}

BOOST_AUTO_TEST_CASE(a_timer_for_the_exchange_can_be_armed_for_its_reads_at_once) {
    ecr::detail::io_limits limits;
    limits.until(limit_from(start, 5s, timeout_kind::attempt));
    BOOST_TEST((limits.next_for_reads(start) == start + 5s));

    limits.read_idle(3s);

    BOOST_TEST((limits.next_for_reads(start + 1s) == start + 4s));
    BOOST_TEST((limits.next_for_reads(start + 4s) == start + 5s));
}

BOOST_AUTO_TEST_CASE(idle_time_counts_from_the_start_of_each_read_and_not_for_writes) {
    ecr::detail::io_limits limits;
    limits.read_idle(3s);

    limits.begin_read(start);
    BOOST_TEST((limits.next() == start + 3s));
    limits.end(start + 2s);
    BOOST_TEST((limits.next() == time_point::max()));
    limits.begin_write(start + 2s);
    BOOST_TEST((limits.next() == time_point::max()));
    limits.end(start + 9s);
    limits.begin_read(start + 9s);

    BOOST_TEST(!limits.expired(start + 11s));
    const auto passed = limits.expired(start + 12s);
    BOOST_REQUIRE(passed);
    BOOST_TEST((passed->kind == timeout_kind::read_idle));
}

BOOST_AUTO_TEST_CASE(the_sooner_limit_wins) {
    ecr::detail::io_limits limits;
    limits.until(limit_from(start, 5s, timeout_kind::operation));
    limits.read_idle(3s);

    limits.begin_read(start + 1s);
    const auto idle = limits.expired(start + 60s);
    limits.begin_read(start + 3s);
    const auto whole = limits.expired(start + 60s);

    BOOST_TEST((idle->kind == timeout_kind::read_idle));
    BOOST_TEST((whole->kind == timeout_kind::operation));
}

BOOST_AUTO_TEST_CASE(a_body_stalls_when_it_is_too_slow_for_a_whole_grace) {
    struct variant {
        std::size_t bytes;
        bool stalls;
    };
    for (const auto& each : std::vector<variant>{{0, true}, {49, true}, {50, false}, {1000, false}}) {
        ecr::detail::io_limits limits;
        limits.guard({.bytes_per_second = 10, .grace = 5s}, start);

        limits.begin_read(start);
        limits.moved(each.bytes);

        BOOST_TEST((limits.next() == start + 5s));
        BOOST_TEST(!limits.expired(start + 5s - 1ns));
        const auto passed = limits.expired(start + 5s);
        BOOST_TEST(passed.has_value() == each.stalls);
        if (passed) BOOST_TEST((passed->kind == timeout_kind::stall));
        if (!passed) BOOST_TEST((limits.next() == start + 10s));
    }
}

BOOST_AUTO_TEST_CASE(bytes_of_an_earlier_grace_do_not_count_for_the_next) {
    ecr::detail::io_limits limits;
    limits.guard({.bytes_per_second = 10, .grace = 5s}, start);

    limits.begin_write(start);
    limits.moved(100'000);

    BOOST_TEST(!limits.expired(start + 5s));
    BOOST_TEST(!limits.expired(start + 9s));
    BOOST_TEST(limits.expired(start + 10s).has_value());
}

BOOST_AUTO_TEST_CASE(the_time_between_operations_does_not_count_as_stalling) {
    ecr::detail::io_limits limits;
    limits.guard({.bytes_per_second = 1, .grace = 5s}, start);

    limits.begin_read(start);
    limits.end(start + 2s);
    BOOST_TEST((limits.next() == time_point::max()));
    limits.begin_read(start + 100s);

    BOOST_TEST((limits.next() == start + 103s));
    BOOST_TEST(!limits.expired(start + 102s));
    BOOST_TEST(limits.expired(start + 103s).has_value());
}

BOOST_AUTO_TEST_CASE(a_guard_without_grace_or_speed_is_off) {
    for (const auto& off : {ecr::detail::stall_guard{.bytes_per_second = 0, .grace = 5s},
                            ecr::detail::stall_guard{.bytes_per_second = 1, .grace = 0s}}) {
        ecr::detail::io_limits limits;

        limits.guard(off, start);
        limits.begin_read(start);

        BOOST_TEST(!limits.guarded());
        BOOST_TEST((limits.next() == time_point::max()));
        BOOST_TEST(!limits.expired(start + 24h));
    }
}

BOOST_AUTO_TEST_SUITE_END()
