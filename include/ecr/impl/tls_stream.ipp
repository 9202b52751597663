#pragma once

#include <ecr/detail/host_and_port.hpp>
#include <ecr/detail/tls_failure.hpp>
#include <ecr/detail/tls_pipe.hpp>
#include <ecr/detail/tls_stream.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <limits>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// OpenSSL over a stream below it. Asio's own would double the memory of a connection, could not run over
/// itself for a secured proxy and cannot tell whether the peer has said goodbye.
class tls_stream final : public stream {
public:
    tls_stream(stream_ptr below, std::shared_ptr<tls_context> context, std::string host, std::uint16_t port);
    ~tls_stream() override { close(); }

    boost::asio::awaitable<boost::system::error_code> handshake();
    [[nodiscard]] bool resumed() const noexcept { return SSL_session_reused(tls_.get()) == 1; }

    boost::asio::awaitable<boost::system::error_code> readable() override;
    boost::asio::awaitable<io_result> write(boost::asio::const_buffer buffer) override;
    io_result try_read(boost::asio::mutable_buffer buffer) override;
    io_result try_write(boost::asio::const_buffer buffer) override;
    [[nodiscard]] bool may_have_more() const noexcept override { return !dry_; }
    void expect_more() noexcept override;
    bool probably_alive() override;
    void close() noexcept override;
    watched_socket& wire() noexcept override { return below_->wire(); }
    transport_failure failure(boost::system::error_code error, std::string_view doing) override;

private:
    boost::asio::awaitable<boost::system::error_code> flush();
    [[nodiscard]] boost::system::error_code outcome(int returned);

    stream_ptr below_;
    std::shared_ptr<tls_context> context_;
    tls_facts facts_{};
    tls_pipe pipe_;
    tls_connection_ptr tls_{};
    bool failed_ = false;
    /// Whether the last look found nothing in any buffer, so that only the socket can bring more.
    bool dry_ = true;
};

ECR_DECL tls_stream::tls_stream(stream_ptr below, std::shared_ptr<tls_context> context, std::string host,
                                std::uint16_t port)
    : below_(std::move(below))
    , context_(std::move(context))
    , pipe_(*below_) {
    facts_.peer = host_and_port(host, port);
    tls_ = context_->connection(host, facts_);
    BIO* const end = tls_ ? make_pipe_end(context_->pipe_method(), pipe_) : nullptr;
    failed_ = !end;
    if (end) SSL_set_bio(tls_.get(), end, end);
}

[[nodiscard]] ECR_DECL int openssl_size(std::size_t size) noexcept {
    return static_cast<int>(std::min<std::size_t>(size, std::numeric_limits<int>::max()));
}

/// What others have left would be taken for the reason of the next failure.
inline void forget_errors() noexcept {
    if (ERR_peek_error() != 0) ERR_clear_error();
}

ECR_DECL boost::system::error_code tls_stream::outcome(int returned) {
    const auto why = SSL_get_error(tls_.get(), returned);
    if (why == SSL_ERROR_NONE) return {};
    if (why == SSL_ERROR_WANT_READ) {
        dry_ = !below_->may_have_more();
        return boost::asio::error::would_block;
    }
    if (why == SSL_ERROR_ZERO_RETURN) return boost::asio::error::eof;

    failed_ = true;
    if (pipe_.error && pipe_.error != boost::asio::error::eof) return pipe_.error;
    const auto code = static_cast<int>(ERR_peek_error());
    if (why == SSL_ERROR_SSL && code != 0) return {code, boost::asio::error::get_ssl_category()};
    return boost::asio::ssl::error::stream_truncated;
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> tls_stream::flush() {
    io_result written;
    if (!pipe_.out.empty()) {
        // The pipe may get more while this is on its way.
        const auto out = std::exchange(pipe_.out, {});
        const auto all = boost::asio::buffer(out);
        written = co_await below_->write(all);
    }
    co_return written.error;
}

// Lets the peer have what OpenSSL wants to say, then waits for what it wants to hear.
ECR_DECL boost::asio::awaitable<boost::system::error_code> tls_stream::readable() {
    boost::system::error_code error = co_await flush();
    if (error) co_return error;
    if (dry_) {
        // The buffer for writing stays in spite of SSL_MODE_RELEASE_BUFFERS.
        SSL_free_buffers(tls_.get());
        error = co_await below_->readable();
    } else {
        // Something is here already, but it is the turn of others.
        wire().took_turn();
        co_await boost::asio::post(boost::asio::use_awaitable);
    }
    dry_ = false;
    co_return error;
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> tls_stream::handshake() {
    boost::system::error_code error;
    if (failed_) co_return boost::asio::error::no_memory;
    for (;;) {
        forget_errors();
        error = outcome(SSL_do_handshake(tls_.get()));
        if (!error) error = co_await flush();
        if (!must_wait(error)) co_return error;
        error = co_await readable();
        if (error) co_return error;
    }
}

ECR_DECL io_result tls_stream::try_read(boost::asio::mutable_buffer buffer) {
    if (dry_) return {boost::asio::error::would_block, 0};
    forget_errors();
    const auto returned = SSL_read(tls_.get(), buffer.data(), openssl_size(buffer.size()));
    if (returned <= 0) return {outcome(returned), 0};
    dry_ = !below_->may_have_more() && SSL_has_pending(tls_.get()) == 0;
    return {{}, static_cast<std::size_t>(returned)};
}

ECR_DECL io_result tls_stream::try_write(boost::asio::const_buffer buffer) {
    if (!pipe_.out.empty()) {
        const auto sent = below_->try_write(boost::asio::buffer(pipe_.out));
        if (sent.error) return {sent.error, 0};
        pipe_.out.erase(0, sent.bytes);
        if (!pipe_.out.empty()) return {boost::asio::error::would_block, 0};
    }
    if (buffer.size() == 0) return {};
    forget_errors();
    const auto returned = SSL_write(tls_.get(), buffer.data(), openssl_size(buffer.size()));
    if (returned > 0) return {{}, static_cast<std::size_t>(returned)};
    return {outcome(returned), 0};
}

ECR_DECL boost::asio::awaitable<io_result> tls_stream::write(boost::asio::const_buffer buffer) {
    io_result result;
    while (buffer.size() > 0 && !result.error) {
        const auto sent = try_write(buffer);
        result.error = sent.error;
        result.bytes += sent.bytes;
        buffer += sent.bytes;
        if (!must_wait(sent.error)) continue;
        if (pipe_.out.empty()) {
            result.error = co_await readable();
        } else {
            result.error = co_await flush();
        }
    }
    if (!result.error) result.error = co_await flush();
    co_return result;
}

ECR_DECL void tls_stream::expect_more() noexcept {
    dry_ = false;
    below_->expect_more();
}

ECR_DECL bool tls_stream::probably_alive() {
    if (failed_ || wire().broken() || !pipe_.out.empty()) return false;
    // Where nothing has come there is nothing that OpenSSL could tell.
    if (dry_ && below_->probably_alive()) return true;

    char next{};
    // Looks at what has come from the socket too; tickets and other business of TLS itself are no data.
    expect_more();
    wire().took_turn();
    forget_errors();
    return must_wait(outcome(SSL_peek(tls_.get(), &next, 1)));
}

ECR_DECL void tls_stream::close() noexcept {
    // OpenSSL forgets the session of a connection that seems to have been cut off.
    if (tls_ && !failed_) SSL_set_shutdown(tls_.get(), SSL_SENT_SHUTDOWN | SSL_RECEIVED_SHUTDOWN);
    below_->close();
}

ECR_DECL transport_failure tls_stream::failure(boost::system::error_code error, std::string_view doing) {
    auto failure = below_->failure(error, doing);
    if (failure.kind != error_kind::connect) return failure;
    const auto refused = error.category() == boost::asio::error::get_ssl_category();
    if (refused) failure.kind = error_kind::tls;
    failure.message = std::string(doing) + " " + wire().peer() + " failed: " + tls_reason(error, facts_);
    return failure;
}

ECR_DECL boost::asio::awaitable<secured> secure(stream_ptr below, std::shared_ptr<tls_context> context,
                                                std::string host, std::uint16_t port) {
    secured result;
    auto made = std::make_unique<tls_stream>(std::move(below), std::move(context), std::move(host), port);
    tls_stream* const tls = made.get();
    stream_ptr owner(made.release());
    const auto error = co_await tls->handshake();
    if (error) {
        result.failure = tls->failure(error, "TLS handshake with");
        if (result.failure->kind == error_kind::connect) result.failure->kind = error_kind::tls;
        co_return result;
    }
    result.resumed = tls->resumed();
    result.stream = std::move(owner);
    co_return result;
}

}
