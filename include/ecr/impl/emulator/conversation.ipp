#pragma once

#include <ecr/emulator/connection.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

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
    // Most connections are idle most of the time: a large buffer is for those that send a large body.
    constexpr std::size_t small = 4096;
    if (piece_.size() != small) piece_ = std::string(small, '\0');
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
        if (!reader_.body_begun()) continue;
        watch(settings.idle);
        if (!reader_.done()) piece_.resize(std::size_t{64} * 1024);
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
