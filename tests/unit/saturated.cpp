#include <ecr/detail/saturated.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(saturated)

namespace {

using namespace std::chrono_literals;
using ecr::detail::saturated;
using std::chrono::milliseconds;
using std::chrono::nanoseconds;

}

BOOST_AUTO_TEST_CASE(what_the_clock_can_say_is_as_it_was) {
    for (const auto each : {0ms, 1ms, -1ms, 3100ms, milliseconds(24h * 365 * 292)})
        BOOST_TEST((saturated(each) == each));
}

BOOST_AUTO_TEST_CASE(what_the_clock_cannot_say_is_the_most_that_it_can) {
    // The ends of 64 bits of nanoseconds, in whole milliseconds.
    constexpr milliseconds last(9'223'372'036'854);

    BOOST_TEST((saturated(last) == last));
    BOOST_TEST((saturated(last + 1ms) == nanoseconds::max()));
    BOOST_TEST((saturated(milliseconds::max()) == nanoseconds::max()));
    BOOST_TEST((saturated(-last) == -last));
    BOOST_TEST((saturated(-last - 1ms) == nanoseconds::min()));
    BOOST_TEST((saturated(milliseconds::min()) == nanoseconds::min()));
}

BOOST_AUTO_TEST_SUITE_END()
