#include <ecr/observer.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <support/calling.hpp>
#include <support/coroutine_test.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(pool_waits)

namespace {

using namespace test;

class meter final : public ecr::observer {
public:
    void on_connection_used(const ecr::connection_used& event) noexcept override {
        used.push_back(event.times.pool);
    }
    void on_connection_failed(const ecr::connection_failed& event) noexcept override {
        failed.push_back(event.times.pool);
    }

    std::vector<std::chrono::nanoseconds> used{};
    std::vector<std::chrono::nanoseconds> failed{};
};

asio::awaitable<void> two_calls(flaky_server::script script, std::shared_ptr<meter> told) {
    const auto executor = co_await asio::this_coro::executor;
    const flaky_server server(executor, std::move(script));
    auto config = config_for(server.port());
    config.pool.max_connections = 1;
    config.timeout.attempt = 100ms;
    config.observer = std::move(told);
    const ecr::client on(executor, std::move(config));
    background calls(executor);
    calls.start(on);
    calls.start(on.with({.attempt_timeout = 20ms}));
    co_await calls.rest();
}

asio::awaitable<void> say_nothing(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto rest = guest.ignore();
    co_await std::move(rest);
}

}

BOOST_AUTO_TEST_CASE(the_wait_for_a_turn_is_told_with_the_connection) {
    const auto told = std::make_shared<meter>();

    run_coroutine([&] { return two_calls(serve_well, told); });

    BOOST_TEST_REQUIRE(told->used.size() == 2u);
    BOOST_TEST((told->used[0] == 0ns));
    BOOST_TEST((told->used[1] > 0ns));
    BOOST_TEST(told->failed.empty());
}

BOOST_AUTO_TEST_CASE(a_wait_in_vain_is_told_too) {
    const auto told = std::make_shared<meter>();

    run_coroutine([&] { return two_calls(say_nothing, told); });

    BOOST_TEST(told->used.size() == 1u);
    BOOST_TEST_REQUIRE(told->failed.size() == 1u);
    BOOST_TEST((told->failed[0] > 0ns));
}

BOOST_AUTO_TEST_SUITE_END()
