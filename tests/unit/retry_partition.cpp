#include <ecr/detail/retry_partition.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <string>
#include <thread>
#include <vector>

namespace {

using ecr::detail::retry_partitions;

}

BOOST_AUTO_TEST_SUITE(retry_partition)

BOOST_AUTO_TEST_CASE(each_endpoint_has_its_own_quota) {
    retry_partitions all;
    BOOST_REQUIRE(all.of("https://api.ecr.eu-west-1.amazonaws.com").quota.acquire(500));

    BOOST_TEST(all.of("https://api.ecr.eu-west-1.amazonaws.com").quota.level() == 0);
    BOOST_TEST(all.of("https://api.ecr.eu-central-1.amazonaws.com").quota.level() == 500);
}

BOOST_AUTO_TEST_CASE(a_partition_stays_in_place_while_others_join) {
    retry_partitions all;
    const auto* first = &all.of("first");

    for (int index = 0; index != 100; ++index) static_cast<void>(all.of(std::to_string(index)));

    BOOST_TEST(&all.of("first") == first);
}

BOOST_AUTO_TEST_CASE(threads_agree_on_the_partitions) {
    retry_partitions all;
    std::atomic<int> refused{0};
    std::vector<std::thread> threads;

    for (int index = 0; index != 4; ++index) {
        threads.emplace_back([&] {
            for (int turn = 0; turn != 50; ++turn) {
                refused += all.of(std::to_string(turn)).quota.acquire(14) ? 0 : 1;
            }
        });
    }
    for (std::thread& each : threads) each.join();

    BOOST_TEST(refused == 0);
    for (int turn = 0; turn != 50; ++turn)
        BOOST_TEST(all.of(std::to_string(turn)).quota.level() == 500 - 4 * 14);
}

BOOST_AUTO_TEST_SUITE_END()
