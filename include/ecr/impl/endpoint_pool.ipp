#pragma once

#include <ecr/detail/endpoint_pool.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL boost::asio::awaitable<bool> pool_waiter::wait(std::chrono::steady_clock::time_point deadline) {
    boost::system::error_code error;
    timer_.expires_at(deadline);
    while (!woken_ && std::chrono::steady_clock::now() < deadline) {
        co_await timer_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
        if (error && !woken_) throw boost::system::system_error(error);
    }
    co_return std::exchange(woken_, false);
}

ECR_DECL void pool_waiter::wake(const std::shared_ptr<pool_waiter>& who) {
    boost::asio::post(who->timer_.get_executor(), [who] {
        who->woken_ = true;
        who->timer_.cancel();
    });
}

ECR_DECL pool_slot::~pool_slot() {
    if (turn_ == pool_turn::reuse) release(false);
    if (turn_ == pool_turn::closed) return;
    pool_->with([this](auto& state) {
        if (turn_ == pool_turn::open) state.open_failed();
        if (turn_ == pool_turn::wait) state.cancel(place_, std::chrono::steady_clock::now());
        return true;
    });
}

ECR_DECL pool_turn pool_slot::take(endpoint_pool::state::answer answer) {
    turn_ = answer.turn;
    lease_ = std::move(answer.connection);
    place_ = std::move(answer.place);
    return turn_;
}

ECR_DECL pool_turn pool_slot::claim() {
    return take(pool_->with([this](auto& state) { return state.claim(place_); }));
}

ECR_DECL void pool_slot::opened(connection_ptr made) {
    lease_ = pool_->with(
        [&](auto& state) { return state.opened(std::move(made), std::chrono::steady_clock::now()); });
    turn_ = pool_turn::reuse;
}

ECR_DECL pool_turn pool_slot::replace(bool fresh) {
    return take(pool_->with([&](auto& state) {
        if (fresh) return state.reopen(std::move(*lease_));
        return state.replace(std::move(*lease_), std::chrono::steady_clock::now());
    }));
}

ECR_DECL void pool_slot::release(bool reusable) {
    turn_ = pool_turn::closed;
    pool_->with([&](auto& state) {
        state.release(std::move(*lease_), reusable, std::chrono::steady_clock::now());
        return true;
    });
    lease_.reset();
}

}
