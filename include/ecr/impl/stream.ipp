#pragma once

#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/stream.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <tuple>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

class tcp_stream final : public stream {
public:
    explicit tcp_stream(std::shared_ptr<watched_socket> wire)
        : wire_(std::move(wire)) {}
    ~tcp_stream() override { close(); }

    boost::asio::awaitable<boost::system::error_code> readable() override;
    boost::asio::awaitable<io_result> write(boost::asio::const_buffer buffer) override;
    io_result try_read(boost::asio::mutable_buffer buffer) override;
    io_result try_write(boost::asio::const_buffer buffer) override;
    bool probably_alive() override;
    [[nodiscard]] bool may_have_more() const noexcept override { return more_; }
    void expect_more() noexcept override { more_ = true; }
    void close() noexcept override { wire_->close(); }
    watched_socket& wire() noexcept override { return *wire_; }

private:
    std::shared_ptr<watched_socket> wire_;
    /// Whether the socket may have something at once. What does not fill a buffer was all there was.
    bool more_ = false;
};

ECR_DECL boost::asio::awaitable<io_result> stream::read_some(boost::asio::mutable_buffer buffer) {
    io_result result = try_read(buffer);
    while (must_wait(result.error)) {
        result.error = co_await readable();
        if (!result.error) result = try_read(buffer);
    }
    co_return result;
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> tcp_stream::readable() {
    boost::system::error_code error;
    socket_operation operation(wire_, socket_operation::direction::read);
    if (wire_->broken()) {
        // Asio would wait for ever if the end of the stream has been read already.
        error = boost::asio::error::not_connected;
    } else {
        auto wait = wire_->socket().async_wait(boost::asio::ip::tcp::socket::wait_read,
                                               boost::asio::as_tuple(boost::asio::deferred));
        std::tie(error) = co_await std::move(wait);
    }
    wire_->took_turn();
    more_ = true;
    operation.finish(error);
    co_return error;
}

ECR_DECL boost::asio::awaitable<io_result> tcp_stream::write(boost::asio::const_buffer buffer) {
    io_result result;
    socket_operation operation(wire_, socket_operation::direction::write);
    while (buffer.size() > 0 && !result.error) {
        io_result sent;
        sent.error = boost::asio::error::would_block;
        if (wire_->may_hurry(buffer.size())) sent = try_write(buffer);
        if (must_wait(sent.error)) {
            sent.bytes = co_await wire_->socket().async_write_some(
                buffer, boost::asio::redirect_error(boost::asio::use_awaitable, sent.error));
            wire_->took_turn();
            wire_->moved(sent.bytes);
        }
        result.error = sent.error;
        result.bytes += sent.bytes;
        buffer += sent.bytes;
    }
    operation.finish(result.error);
    co_return result;
}

ECR_DECL io_result tcp_stream::try_read(boost::asio::mutable_buffer buffer) {
    io_result result;
    if (!more_) return {boost::asio::error::would_block, 0};
    result.bytes = wire_->socket().receive(buffer, 0, result.error);
    wire_->moved(result.bytes);
    more_ = result.error ? !must_wait(result.error) : result.bytes == buffer.size();
    return result;
}

ECR_DECL io_result tcp_stream::try_write(boost::asio::const_buffer buffer) {
    io_result result;
    result.bytes = wire_->socket().send(buffer, 0, result.error);
    wire_->moved(result.bytes);
    return result;
}

ECR_DECL bool tcp_stream::probably_alive() {
    if (wire_->broken()) return false;

    char next{};
    boost::system::error_code error;
    wire_->socket().receive(boost::asio::buffer(&next, 1), boost::asio::socket_base::message_peek, error);
    return must_wait(error);
}

ECR_DECL void stream_deleter::operator()(stream* dropped) const {
    std::unique_ptr<stream> owner(dropped);
    const auto executor = owner->wire().socket().get_executor();
    const auto* strand = executor.target<connection_strand>();
    if (!strand || strand->running_in_this_thread()) return;

    boost::asio::dispatch(executor, [owner = std::move(owner)] {});
}

ECR_DECL stream_ptr plain_stream(boost::asio::ip::tcp::socket socket, std::string peer) {
    auto wire = std::make_shared<watched_socket>(std::move(socket), std::move(peer));
    return stream_ptr(new tcp_stream(std::move(wire)));
}

[[nodiscard]] ECR_DECL std::string in_milliseconds(std::chrono::nanoseconds length) {
    return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(length).count()) + " ms";
}

ECR_DECL transport_failure timed_out(const time_limit& limit, std::string_view doing) {
    const auto length = in_milliseconds(limit.length);
    const auto within = [&](std::string_view name) {
        return std::string(name) + " timed out after " + length + ": " + std::string(doing);
    };

    transport_failure failure{error_kind::timeout, limit.kind, boost::asio::error::timed_out, {}};
    switch (limit.kind) {
    case timeout_kind::operation:
        failure.message = within("operation");
        break;
    case timeout_kind::attempt:
        failure.message = within("attempt");
        break;
    case timeout_kind::stall:
        failure.message = std::string(doing) + " stalled for " + length;
        break;
    case timeout_kind::read_idle:
        failure.message = std::string(doing) + " brought nothing for " + length;
        break;
    default:
        failure.message = std::string(doing) + " timed out after " + length;
    }
    return failure;
}

ECR_DECL transport_failure stream::failure(boost::system::error_code error, std::string_view doing) {
    const auto what = std::string(doing) + " " + wire().peer();
    if (wire().expired()) return timed_out(*wire().expired(), what);
    if (error == boost::asio::error::operation_aborted) {
        return {error_kind::cancelled, timeout_kind::none, error, what + " was cancelled"};
    }
    const auto closed = error == boost::asio::error::eof;
    return {error_kind::connect, timeout_kind::none, error,
            what + " failed: " + (closed ? "the peer closed the connection" : error.message())};
}

}
