#pragma once

#include <ecr/emulator/connection.hpp>
#include <ecr/impl/emulator/server_tls.ipp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL connection::connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<listener> home)
    : socket_(std::move(socket))
    , watch_(socket_.get_executor())
    , pause_(socket_.get_executor())
    , home_(std::move(home))
    , reader_(home_->settings().message) {}

ECR_DECL connection::~connection() {
    account(0);
}

ECR_DECL void connection::account(std::size_t held) {
    home_->buffered += held;
    home_->buffered -= std::exchange(accounted_, held);
}

// The timer stays armed while the deadline moves away from it, so that a request costs no system call for it.
ECR_DECL void connection::watch(clock::duration length) {
    deadline_ = clock::now() + length;
    if (deadline_ < armed_) arm();
}

ECR_DECL void connection::arm() {
    armed_ = deadline_;
    watch_.expires_at(armed_);
    watch_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
        const auto self = weak.lock();
        if (error || !self) return;
        if (clock::now() >= self->deadline_) return self->drop();
        self->arm();
    });
}

ECR_DECL void connection::drop() {
    boost::system::error_code ignored;
    socket_.close(ignored);
    pause_.cancel();
}

ECR_DECL void connection::reset() {
    boost::system::error_code ignored;
    socket_.set_option(boost::asio::socket_base::linger(true, 0), ignored);
    drop();
}

ECR_DECL void connection::stop(close_mode mode) {
    stopping_ = true;
    pause_.cancel();
    if (mode == close_mode::cancel || waiting_) drop();
}

ECR_DECL boost::asio::awaitable<void> connection::pause(std::chrono::milliseconds length) {
    if (stopping_ || !socket_.is_open()) co_return;
    // What goes on for so long is the fault that was asked for, and not the client's doing.
    deadline_ = clock::time_point::max();
    boost::system::error_code ignored;
    pause_.expires_after(length);
    co_await pause_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
}

/// Whether the connection is to be served, as far as the faults are concerned.
ECR_DECL boost::asio::awaitable<bool> connection::admit() {
    const auto struck = home_->answers().state().faults.strike_connection();
    for (const auto& each : struck) {
        if (each.kind == fault_kind::slow_accept) {
            auto paused = pause(std::chrono::milliseconds(each.milliseconds.value_or(0)));
            co_await std::move(paused);
        }
        if (each.kind == fault_kind::refuse_connection) reset();
        if (each.kind == fault_kind::refuse_tls) {
            boost::system::error_code ignored;
            std::array<char, 1024> hello{};
            co_await socket_.async_read_some(
                boost::asio::buffer(hello), boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
            drop();
        }
    }
    co_return socket_.is_open() && !stopping_;
}

ECR_DECL boost::asio::awaitable<void> connection::run() {
    const auto self = shared_from_this();
    watch(home_->settings().idle);
    boost::system::error_code error;
    socket_.set_option(boost::asio::ip::tcp::no_delay(true), error);
    auto admitted = admit();
    const bool welcome = co_await std::move(admitted);
    if (!welcome) co_return;
    piece_.resize(64 * 1024);
    if (!home_->settings().tls) {
        auto served = serve(socket_);
        co_await std::move(served);
    } else {
        boost::asio::ssl::stream<boost::asio::ip::tcp::socket&> stream(socket_,
                                                                       home_->settings().tls->context);
        watch(home_->settings().idle);
        co_await stream.async_handshake(boost::asio::ssl::stream_base::server,
                                        boost::asio::redirect_error(boost::asio::use_awaitable, error));
        if (error) co_return;
        auto served = serve(stream);
        co_await std::move(served);
        co_await stream.async_shutdown(boost::asio::redirect_error(boost::asio::use_awaitable, error));
    }
    socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_both, error);
    drop();
    watch_.cancel();
}

template <class Stream>
boost::asio::awaitable<void> connection::serve(Stream& stream) {
    for (bool on = true; on && !stopping_;) {
        auto reading = read(stream);
        const bool heard = co_await std::move(reading);
        if (!heard) co_return;
        const auto request = reader_.take();
        const auto came = home_->arrival_at(request.header("host"));
        auto answer = home_->answers().answer(request, came);
        const bool keep = reader_.keep_alive() && !stopping_ && answer.how.end == delivery::ending::keep;
        auto sending = send(stream, std::move(answer), request.version, keep);
        on = co_await std::move(sending);
        account(0);
    }
}

/// False when there is no further request; what cannot be read is refused.
template <class Stream>
boost::asio::awaitable<bool> connection::read(Stream& stream) {
    const auto& settings = home_->settings();
    waiting_ = true;
    watch(settings.idle);
    reader_.reset();
    bool full = false;
    while (!reader_.done() && reader_.refusal() == 0 && !full) {
        boost::system::error_code error;
        if (reader_.must_encourage()) {
            auto leave = write(stream, "HTTP/1.1 100 Continue\r\n\r\n", {});
            co_await std::move(leave);
        }
        waiting_ = !reader_.started();
        const auto size = co_await stream.async_read_some(
            boost::asio::buffer(piece_), boost::asio::redirect_error(boost::asio::use_awaitable, error));
        if (error) co_return false;
        reader_.write(std::string_view(piece_).substr(0, size));
        account(reader_.held());
        full = home_->buffered > settings.max_buffered;
        // A head has to come in one go; a body may take its time as long as it moves.
        if (reader_.body_begun()) watch(settings.idle);
    }
    waiting_ = false;
    if (reader_.done() && !full) co_return true;
    const auto came = home_->arrival_at({});
    auto refusal = home_->answers().refuse(full ? 503 : reader_.refusal(),
                                           full ? "too much is waiting in memory" : reader_.problem(), came);
    auto sending = send(stream, std::move(refusal), 11, false);
    co_await std::move(sending);
    auto rest = linger(stream);
    co_await std::move(rest);
    co_return false;
}

template <class Stream>
boost::asio::awaitable<bool> connection::write(Stream& stream, std::string_view first,
                                               std::string_view second) {
    watch(home_->settings().idle);
    boost::system::error_code error;
    const std::array buffers{boost::asio::const_buffer(first.data(), first.size()),
                             boost::asio::const_buffer(second.data(), second.size())};
    co_await boost::asio::async_write(stream, buffers,
                                      boost::asio::redirect_error(boost::asio::use_awaitable, error));
    co_return !error;
}

/// Sends the answer in the way that it says; false when the connection is over.
template <class Stream>
boost::asio::awaitable<bool> connection::send(Stream& stream, reply answer, unsigned version, bool keep) {
    const auto& how = answer.how;
    if (how.delay.count() != 0) {
        auto delayed = pause(how.delay);
        co_await std::move(delayed);
    }
    if (how.silent) {
        reset();
        co_return false;
    }
    const auto head = head_text(answer, version, keep);
    const auto body = std::string_view(answer.response.body).substr(0, how.body_sent);
    const auto first = body.substr(0, how.stall_at.value_or(body.size()));
    auto begun = write(stream, head, first);
    bool well = co_await std::move(begun);
    if (how.stall_at && well) {
        auto stalled = pause(how.stall_for.value_or(std::chrono::hours(24)));
        co_await std::move(stalled);
    }
    if (well && (first.size() != body.size() || !how.excess.empty())) {
        auto ended = write(stream, body.substr(first.size()), how.excess);
        well = co_await std::move(ended);
    }
    co_return well&& keep;
}

// A socket that is closed while bytes wait in it resets the connection, and the client may lose the answer.
template <class Stream>
boost::asio::awaitable<void> connection::linger(Stream& stream) {
    boost::system::error_code error;
    if constexpr (std::is_same_v<Stream, boost::asio::ip::tcp::socket>)
        socket_.shutdown(boost::asio::ip::tcp::socket::shutdown_send, error);
    std::size_t left = 64 * 1024 * 1024;
    watch(std::chrono::seconds(2));
    while (!error && left != 0) {
        const auto size = co_await stream.async_read_some(
            boost::asio::buffer(piece_), boost::asio::redirect_error(boost::asio::use_awaitable, error));
        left -= std::min(left, size);
    }
}

}
