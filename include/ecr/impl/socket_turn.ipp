#pragma once

#include <ecr/detail/socket_turn.hpp>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL socket_turn::socket_turn(std::shared_ptr<watched_socket> wire)
    : wire_(std::move(wire))
    , happened_(wire_->socket().get_executor(), boost::asio::steady_timer::time_point::max()) {}

ECR_DECL void socket_turn::listen(boost::asio::ip::tcp::socket::wait_type what, bool& listening) {
    if (std::exchange(listening, true)) return;
    const auto told = [self = shared_from_this(), &listening](const boost::system::error_code&) {
        listening = false;
        self->has_happened_ = true;
        self->happened_.cancel();
    };
    wire_->socket().async_wait(what, told);
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> socket_turn::wait() {
    boost::system::error_code error;
    socket_operation operation(wire_, socket_operation::direction::write);
    listen(boost::asio::ip::tcp::socket::wait_read, reading_);
    listen(boost::asio::ip::tcp::socket::wait_write, writing_);
    if (!has_happened_) {
        co_await happened_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
    }
    // What happened cancels the timer; so does whoever cancels the call.
    if (std::exchange(has_happened_, false)) error = {};
    wire_->took_turn();
    operation.finish(error);
    co_return error;
}

}
