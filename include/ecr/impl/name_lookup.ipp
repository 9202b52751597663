#pragma once

#include <ecr/detail/name_lookup.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Where the answer and whoever waits for it meet; lives as long as either.
struct name_lookup {
    explicit name_lookup(const boost::asio::any_io_executor& executor)
        : answered(executor) {}

    /// Its expiry is the deadline; an answer cancels it.
    boost::asio::steady_timer answered;
    boost::asio::cancellation_signal give_up{};
    resolve_result result{};
    bool done = false;
};

class lookup_guard {
public:
    explicit lookup_guard(name_lookup& lookup) noexcept
        : lookup_(lookup) {}
    ~lookup_guard() {
        if (!lookup_.done) lookup_.give_up.emit(boost::asio::cancellation_type::terminal);
    }
    lookup_guard(const lookup_guard&) = delete;
    lookup_guard& operator=(const lookup_guard&) = delete;

private:
    name_lookup& lookup_;
};

ECR_DECL void take_answer(name_lookup& lookup, std::exception_ptr failure, resolve_result result) {
    lookup.result = std::move(result);
    if (failure) {
        lookup.result.error = boost::asio::error::host_not_found;
        try {
            std::rethrow_exception(failure);
        } catch (const boost::system::system_error& thrown) {
            lookup.result.error = thrown.code();
        } catch (...) {
            lookup.result.addresses.clear();
        }
    }
    const auto nothing = !lookup.result.error && lookup.result.addresses.empty();
    if (nothing) lookup.result.error = boost::asio::error::no_data;
    lookup.done = true;
    lookup.answered.cancel();
}

class answer_taker {
public:
    explicit answer_taker(std::shared_ptr<name_lookup> lookup) noexcept
        : lookup_(std::move(lookup)) {}
    void operator()(std::exception_ptr failure, resolve_result answer) const {
        take_answer(*lookup_, std::move(failure), std::move(answer));
    }

private:
    std::shared_ptr<name_lookup> lookup_;
};

ECR_DECL boost::asio::awaitable<resolve_result> ask_resolver(std::shared_ptr<resolver> names,
                                                             std::string host, std::uint16_t port) {
    auto answer = names->resolve(std::move(host), port);
    co_return co_await std::move(answer);
}

ECR_DECL boost::asio::awaitable<resolve_result> look_up(std::shared_ptr<resolver> names, std::string host,
                                                        std::uint16_t port, time_point deadline) {
    namespace asio = boost::asio;

    resolve_result result;
    boost::system::error_code not_an_address;
    const auto address = asio::ip::make_address(host, not_an_address);
    if (!not_an_address) {
        result.addresses.emplace_back(address, port);
        co_return result;
    }
    const auto executor = co_await asio::this_coro::executor;
    const auto lookup = std::make_shared<name_lookup>(executor);
    const lookup_guard guard(*lookup);
    lookup->answered.expires_at(deadline);
    answer_taker take(lookup);
    asio::co_spawn(executor, ask_resolver(std::move(names), std::move(host), port),
                   asio::bind_cancellation_slot(lookup->give_up.slot(), std::move(take)));
    boost::system::error_code waited;
    co_await lookup->answered.async_wait(asio::redirect_error(asio::use_awaitable, waited));

    if (lookup->done) co_return std::move(lookup->result);
    result.error = asio::error::timed_out;
    if (waited) result.error = waited;
    co_return result;
}

}
