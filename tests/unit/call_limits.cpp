#include <ecr/client.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <support/canned_client.hpp>

BOOST_AUTO_TEST_SUITE(call_limits)

namespace {

using namespace std::chrono_literals;
using namespace test;
using milliseconds = std::chrono::milliseconds;

}

BOOST_AUTO_TEST_CASE(a_timeout_that_leaves_no_time_ends_the_call_before_anything_is_sent) {
    for (const auto left : {0ms, -5ms, milliseconds::min()}) {
        BOOST_TEST_CONTEXT(left.count() << " ms") {
            canned_client configured({success()});
            configured.config.timeout.operation = left;
            canned_client computed({success()});
            computed.config.timeout.operation = 5s;

            for (const auto& outcome : {configured.list(), computed.list({.timeout = left})}) {
                BOOST_TEST_REQUIRE(outcome.has_error());
                BOOST_TEST((outcome.error().kind() == ecr::error_kind::timeout));
                BOOST_TEST((outcome.error().timeout() == ecr::timeout_kind::operation));
                BOOST_TEST(outcome.error().attempts() == 0);
            }
            BOOST_TEST(configured.transport->requests.empty());
            BOOST_TEST(computed.transport->requests.empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(a_limit_beyond_all_clocks_is_none) {
    canned_client client({success()});
    client.config.timeout = {.operation = milliseconds::max(),
                             .attempt = milliseconds::max(),
                             .connect = milliseconds::max(),
                             .tls = milliseconds::max(),
                             .read_idle = milliseconds::max(),
                             .stall = milliseconds::max()};

    BOOST_TEST(client.list().has_value());
    BOOST_TEST(
        client.list({.timeout = milliseconds::max(), .attempt_timeout = milliseconds::max()}).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
