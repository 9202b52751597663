#pragma once

#include <ecr/detail/flights.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL error closed_error() {
    error_data parts;
    parts.kind = error_kind::cancelled;
    parts.cause = boost::asio::error::operation_aborted;
    parts.message = "the client was closed";
    return error(std::move(parts));
}

ECR_DECL void flights::cancel_all() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    for (flight& each : all_) each.cancel();
}

ECR_DECL std::shared_ptr<pool_waiter> flights::when_none(boost::asio::any_io_executor executor) {
    const std::lock_guard lock(mutex_);
    if (all_.empty()) return nullptr;
    return waiters_.emplace_back(std::make_shared<pool_waiter>(std::move(executor)));
}

ECR_DECL flight::flight(flights& all)
    : all_(all) {
    const std::lock_guard lock(all_.mutex_);
    all_.all_.push_back(*this);
    cancelled_ = all_.cancelled_;
}

ECR_DECL flight::~flight() {
    std::vector<std::shared_ptr<pool_waiter>> woken;
    {
        const std::lock_guard lock(all_.mutex_);
        all_.all_.erase(all_.all_.iterator_to(*this));
        if (all_.all_.empty()) woken.swap(all_.waiters_);
    }
    for (const auto& each : woken) pool_waiter::wake(each);
}

ECR_DECL std::shared_ptr<boost::asio::cancellation_signal>
flight::connects(boost::asio::any_io_executor where) {
    const std::lock_guard lock(all_.mutex_);
    if (cancelled_) return nullptr;
    auto signal = std::make_shared<boost::asio::cancellation_signal>();
    where_ = std::move(where);
    signal_ = signal;
    return signal;
}

ECR_DECL bool flight::uses(watched_socket& wire) {
    const std::lock_guard lock(all_.mutex_);
    wire_ = wire.weak_from_this();
    return !cancelled_;
}

ECR_DECL bool flight::cancelled() const {
    const std::lock_guard lock(all_.mutex_);
    return cancelled_;
}

ECR_DECL void flight::cancel() {
    cancelled_ = true;
    if (auto wire = wire_.lock()) {
        const auto executor = wire->socket().get_executor();
        boost::asio::post(executor, [wire = std::move(wire)] { wire->close(); });
    }
    if (!where_) return;
    // The work may end meanwhile, and its signal with it.
    boost::asio::post(where_, [known = signal_] {
        if (const auto signal = known.lock()) signal->emit(boost::asio::cancellation_type::terminal);
    });
}

}
