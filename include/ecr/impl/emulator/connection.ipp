#pragma once

#include <ecr/emulator/connection.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/socket_base.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

struct server_tls {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

ECR_DECL std::shared_ptr<server_tls> make_server_tls(const std::string& certificate,
                                                     const std::string& private_key) {
    auto made = std::make_shared<server_tls>();
    auto& context = made->context;
    context.use_certificate_chain(boost::asio::buffer(certificate));
    context.use_private_key(boost::asio::buffer(private_key), boost::asio::ssl::context::pem);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    // Without an id, clients that ask to resume a session are turned away.
    constexpr unsigned char id[] = "ecr";
    SSL_CTX_set_session_id_context(context.native_handle(), id, sizeof id - 1);
    return made;
}

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

}
