#pragma once

#include <ecr/time_source.hpp>

#include <atomic>
#include <chrono>

namespace test {

/// The machine's clocks, which can be put forward; waits between attempts are skipped. For any thread.
class moving_time final : public ecr::time_source {
public:
    time_point now() override { return std::chrono::steady_clock::now(); }
    ecr::timestamp utc_now() override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now()) + ahead.load();
    }
    boost::asio::awaitable<void> wait_until(time_point) override { co_return; }
    double random() override { return 0.5; }

    void pass(std::chrono::milliseconds length) { ahead = ahead.load() + length; }

    std::atomic<std::chrono::milliseconds> ahead{std::chrono::milliseconds(0)};
};

}
