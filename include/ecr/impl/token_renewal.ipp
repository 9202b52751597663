#pragma once

#include <ecr/detail/endpoint_pool.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/token_renewal.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Those who wait are told also when a context that goes destroys the work.
class token_renewal::journey {
public:
    journey(std::shared_ptr<token_renewal> renewal, flight_ptr flight)
        : renewal_(std::move(renewal))
        , flight_(std::move(flight)) {}
    ~journey() {
        if (flight_->landed) return;
        renewed_token lost;
        lost.failure.reason = credentials_error("the renewal ended with the executor that it ran on");
        lost.unsent = true;
        renewal_->land(*flight_, std::move(lost));
    }
    journey(const journey&) = delete;
    journey& operator=(const journey&) = delete;

private:
    std::shared_ptr<token_renewal> renewal_;
    flight_ptr flight_;
};

/// One who waits, until the flight has landed or the wait is given up.
class token_renewal::seat {
public:
    seat(std::shared_ptr<token_renewal> renewal, flight_ptr flight, std::shared_ptr<pool_waiter> who)
        : renewal_(std::move(renewal))
        , flight_(std::move(flight))
        , who_(std::move(who)) {}
    ~seat() { renewal_->leave(*flight_, who_); }
    seat(const seat&) = delete;
    seat& operator=(const seat&) = delete;

private:
    std::shared_ptr<token_renewal> renewal_;
    flight_ptr flight_;
    std::shared_ptr<pool_waiter> who_;
};

ECR_DECL boost::asio::awaitable<token_renewal::flight_ptr>
token_renewal::join(boost::asio::any_io_executor executor, timestamp now, bool needed,
                    boost::asio::awaitable<renewed_token> work) {
    const auto self = shared_from_this();
    const auto here = co_await boost::asio::this_coro::executor;
    if (!executor) executor = here;
    const auto strand = boost::asio::make_strand(boost::asio::any_io_executor(here));
    const auto who = std::make_shared<pool_waiter>(strand);
    bool begins = false;
    const auto joined = self->enter(who, now, needed, begins);
    if (!joined) co_return nullptr;
    const seat taken(self, joined, who);
    if (begins) self->fly(executor, joined, std::move(work));
    auto landing = on_strand(strand, who->wait(std::chrono::steady_clock::time_point::max()));
    static_cast<void>(co_await std::move(landing));
    co_return joined;
}

ECR_DECL token_renewal::flight_ptr token_renewal::enter(const std::shared_ptr<pool_waiter>& who,
                                                        timestamp now, bool needed, bool& begins) {
    constexpr auto pause = std::chrono::seconds(30);
    const std::lock_guard lock(mutex_);
    if (current_ && !needed) return nullptr;
    if (!current_) {
        if (last_attempt_ && now < *last_attempt_ + pause) return nullptr;
        last_attempt_ = now;
        current_ = std::make_shared<renewal_flight>();
        begins = true;
    }
    current_->waiters.push_back(who);
    return current_;
}

ECR_DECL void token_renewal::leave(renewal_flight& from, const std::shared_ptr<pool_waiter>& who) {
    const std::lock_guard lock(mutex_);
    std::erase(from.waiters, who);
}

ECR_DECL void token_renewal::fly(const boost::asio::any_io_executor& executor, const flight_ptr& begun,
                                 boost::asio::awaitable<renewed_token> work) {
    const boost::asio::any_io_executor strand = boost::asio::make_strand(executor);
    auto trip = std::make_unique<journey>(shared_from_this(), begun);
    auto start = [strand, trip = std::move(trip),
                  whole = run(shared_from_this(), begun, std::move(work))]() mutable {
        boost::asio::co_spawn(strand, std::move(whole), [trip = std::move(trip)](std::exception_ptr) {});
    };
    boost::asio::post(strand, std::move(start));
}

ECR_DECL boost::asio::awaitable<void> token_renewal::run(std::shared_ptr<token_renewal> self,
                                                         flight_ptr begun,
                                                         boost::asio::awaitable<renewed_token> work) {
    renewed_token outcome;
    try {
        outcome = co_await std::move(work);
    } catch (...) {
        // What the service says is returned, so this is from before or from a transport that was closed.
        outcome.failure = provider_failure_of(std::current_exception());
        outcome.unsent = true;
    }
    self->land(*begun, std::move(outcome));
}

ECR_DECL void token_renewal::land(renewal_flight& landing, renewed_token outcome) {
    std::vector<wake_up> woken;
    {
        const std::lock_guard lock(mutex_);
        landing.landed = true;
        landing.outcome = std::move(outcome);
        if (landing.outcome.unsent) last_attempt_.reset();
        for (auto& each : std::exchange(landing.waiters, {})) woken.emplace_back(std::move(each));
        current_ = nullptr;
    }
    for (const auto& each : woken) pool_waiter::wake(each.who);
}

}
