#pragma once

#include <ecr/time_source.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace ecr::inline ECR_ABI::detail {

class system_time final : public time_source {
public:
    time_point now() override { return std::chrono::steady_clock::now(); }

    timestamp utc_now() override {
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }

    boost::asio::awaitable<void> wait_until(time_point moment) override {
        const auto executor = co_await boost::asio::this_coro::executor;
        boost::asio::steady_timer timer(executor, moment);
        co_await timer.async_wait(boost::asio::use_awaitable);
    }

    double random() override {
        std::array<unsigned char, 8> bytes{};
        if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
            throw std::runtime_error("OpenSSL has no random numbers");
        }
        std::uint64_t bits = 0;
        for (const unsigned char each : bytes) bits = bits << 8 | each;
        return static_cast<double>(bits >> 11) * 0x1p-53;
    }
};

}

namespace ecr::inline ECR_ABI {

ECR_DECL std::shared_ptr<time_source> system_time_source() {
    return std::make_shared<detail::system_time>();
}

}
