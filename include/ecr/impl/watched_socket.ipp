#pragma once

#include <ecr/detail/watched_socket.hpp>

#include <boost/asio/error.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL watched_socket::watched_socket(boost::asio::ip::tcp::socket socket, std::string peer)
    : socket_(std::move(socket))
    , timer_(socket_.get_executor())
    , peer_(std::move(peer)) {
    boost::system::error_code error;
    socket_.non_blocking(true, error);
    broken_ = error.failed();
}

ECR_DECL void watched_socket::until(const time_limit& whole) {
    limits_.until(whole);
    // As early as a read would want it, so that one finds the timer armed. Early is harmless.
    watch(limits_.next_for_reads(std::chrono::steady_clock::now()));
}

ECR_DECL void watched_socket::guard(const stall_guard& body) {
    limits_.guard(body, std::chrono::steady_clock::now());
}

ECR_DECL void watched_socket::begin_read() {
    limits_.begin_read(std::chrono::steady_clock::now());
    watch(limits_.next());
}

ECR_DECL void watched_socket::begin_write() {
    limits_.begin_write(std::chrono::steady_clock::now());
    watch(limits_.next());
}

ECR_DECL void watched_socket::end(bool well) noexcept {
    limits_.end(limits_.guarded() ? std::chrono::steady_clock::now() : time_point{});
    broken_ = broken_ || !well;
}

ECR_DECL bool watched_socket::may_hurry(std::size_t bytes) noexcept {
    constexpr std::size_t turn = 256 * 1024;

    hurried_ += bytes;
    return hurried_ <= turn;
}

ECR_DECL void watched_socket::close() noexcept {
    boost::system::error_code ignored;
    broken_ = true;
    socket_.close(ignored);
    rest();
}

ECR_DECL void watched_socket::rest() noexcept {
    limits_ = {};
    if (armed_ == time_point::max()) return;
    timer_.cancel();
    armed_ = time_point::max();
}

ECR_DECL void watched_socket::watch(time_point next) {
    if (next < armed_ && !broken_) arm(next);
}

ECR_DECL void watched_socket::arm(time_point when) {
    armed_ = when;
    timer_.expires_at(when);
    timer_.async_wait([known = weak_from_this()](const boost::system::error_code& error) {
        if (error) return;
        if (const auto self = known.lock()) self->look(std::chrono::steady_clock::now());
    });
}

ECR_DECL void watched_socket::look(time_point now) {
    armed_ = time_point::max();
    if (broken_) return;

    const auto passed = limits_.expired(now);
    if (!passed) return watch(limits_.next());
    expired_ = passed;
    close();
}

ECR_DECL socket_operation::socket_operation(std::shared_ptr<watched_socket> wire, direction which)
    : wire_(std::move(wire)) {
    if (which == direction::read) {
        wire_->begin_read();
    } else {
        wire_->begin_write();
    }
}

ECR_DECL socket_operation::~socket_operation() {
    wire_->end(well_);
}

ECR_DECL void socket_operation::finish(boost::system::error_code& error) noexcept {
    if (error && wire_->expired()) error = boost::asio::error::timed_out;
    well_ = !error;
}

}
