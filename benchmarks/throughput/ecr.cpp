// This library: one client, and as many coroutines as there are calls at a time.

#include "../harness.hpp"
#include "exchange.hpp"
#include "load.hpp"

#include <ecr/client.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <memory>

namespace {

namespace asio = boost::asio;

ecr::client_config config_for(const bench::workload& chosen) {
    ecr::client_config config;
    config.region = bench::region;
    config.endpoint_url = bench::url_of(chosen);
    config.credentials = std::make_shared<ecr::static_credentials>(ecr::credentials{
        .access_key_id = bench::access_key_id, .secret_access_key = bench::secret_access_key});
    config.tls.ca_file = chosen.ca_file;
    config.pool.max_connections = chosen.concurrency;
    config.multi_threaded = false;
    // On one thread, 5000 handshakes that begin together all take as long as the last.
    config.timeout.connect = config.timeout.tls = std::chrono::minutes(1);
    return config;
}

template <class Exchange>
class with_ecr final : public bench::load {
public:
    explicit with_ecr(const bench::workload& chosen)
        : client_(context_.get_executor(), config_for(chosen))
        , concurrency_(chosen.concurrency) {}

    void run(std::size_t calls) override {
        calls_left_ = calls;
        working_ = concurrency_;
        for (std::size_t index = 0; index != concurrency_; ++index)
            asio::co_spawn(context_, work(), [](std::exception_ptr failure) {
                if (failure) std::rethrow_exception(failure);
            });
        context_.restart();
        context_.run();
        is_checked_ = true;
    }

private:
    asio::awaitable<void> work() {
        while (calls_left_ != 0) {
            --calls_left_;
            const auto response = co_await Exchange::operation(client_, what_.request);
            if (!is_checked_) bench::require(response == what_.expected, "the answer and the sample");
            bench::keep(response);
        }
        // Idle connections may go on watching their sockets, so the context would not run out of work.
        if (--working_ == 0) context_.stop();
    }

    Exchange what_{};
    asio::io_context context_{1};
    ecr::client client_;
    std::size_t concurrency_;
    std::size_t calls_left_ = 0;
    std::size_t working_ = 0;
    bool is_checked_ = false; // the first run is the warm-up
};

}

std::unique_ptr<bench::load> bench::make_load(const workload& chosen) {
    switch (chosen.what) {
    case call::token:
        return std::make_unique<with_ecr<token_exchange>>(chosen);
    case call::page:
        return std::make_unique<with_ecr<page_exchange>>(chosen);
    case call::part:
        return std::make_unique<with_ecr<part_exchange>>(chosen);
    }
    return nullptr;
}
