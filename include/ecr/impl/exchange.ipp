#pragma once

#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/exchange.hpp>
#include <ecr/detail/http_writer.hpp>
#include <ecr/detail/socket_turn.hpp>

#include <boost/asio/error.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline transport_failure reader_failure(const http_reader& reader, const watched_socket& wire) {
    const http_failure& failure = reader.failure();
    const auto kind = failure.defect == http_defect::too_large      ? error_kind::configuration
                      : failure.defect == http_defect::closed_early ? error_kind::connect
                                                                    : error_kind::http;
    return {.kind = kind, .message = "the answer of " + wire.peer() + " " + failure.message};
}

/// Reads what has arrived already; tells whether there is more to wait for, and leaves an error where one
/// came.
inline bool drain(stream& from, http_reader& reader, boost::system::error_code& error) {
    std::array<char, 16384> buffer;
    while (reader.need_more()) {
        if (!from.wire().may_hurry(buffer.size())) return true;
        const io_result read = from.try_read(boost::asio::buffer(buffer));
        if (must_wait(read.error)) return true;
        error = read.error;
        if (error) return false;
        reader.write({buffer.data(), read.bytes});
    }
    return false;
}

/// Sends what the peer takes at once; the rest is left in `text`.
inline boost::system::error_code send_at_once(stream& to, std::string_view& text) {
    const io_result sent = to.try_write(boost::asio::buffer(text));
    text.remove_prefix(sent.bytes);
    return must_wait(sent.error) ? boost::system::error_code() : sent.error;
}

/// Sends a large body while it listens, because a peer that refuses it may answer and read no more.
class body_sender {
public:
    body_sender(stream& to, http_reader& reader)
        : to_(to)
        , reader_(reader)
        , turn_(std::make_shared<socket_turn>(to.wire().shared_from_this())) {}

    /// Stops without an error, and incomplete, when the answer is complete.
    boost::asio::awaitable<boost::system::error_code> send(const request_body& body) {
        boost::system::error_code error;
        body_pieces pieces(body);
        auto piece = pieces.next();
        while (!piece.empty() && !error && reader_.need_more()) {
            error = co_await send_piece(piece);
            piece = pieces.next();
        }
        // The last of it may be on its way through TLS still.
        if (!error && reader_.need_more()) error = co_await send_piece(piece);
        complete_ = !error && reader_.need_more();
        co_return error;
    }

    [[nodiscard]] bool complete() const noexcept { return complete_; }

private:
    boost::asio::awaitable<boost::system::error_code> send_piece(std::string_view text) {
        boost::system::error_code error;
        for (;;) {
            error = try_send(text);
            if (!must_wait(error)) co_return error;
            error = {};
            to_.expect_more();
            if (!drain(to_, reader_, error)) co_return error;
            error = co_await turn_->wait();
            if (error) co_return error;
        }
    }

    boost::system::error_code try_send(std::string_view& text) {
        if (!to_.wire().may_hurry(text.size())) return boost::asio::error::would_block;
        const io_result sent = to_.try_write(boost::asio::buffer(text));
        text.remove_prefix(sent.bytes);
        if (!sent.error && !text.empty()) return boost::asio::error::would_block;
        return sent.error;
    }

    stream& to_;
    http_reader& reader_;
    std::shared_ptr<socket_turn> turn_;
    bool complete_ = false;
};

inline boost::asio::awaitable<boost::system::error_code> receive(stream& from, http_reader& reader,
                                                                 stall_guard guard) {
    boost::system::error_code error;
    // A peer that is near may have answered already.
    while (drain(from, reader, error)) {
        // The wait for the first byte has its own limit.
        if (reader.started() && !from.wire().guarded()) from.wire().guard(guard);
        error = co_await from.readable();
        if (error) break;
    }
    if (error == boost::asio::error::eof) {
        reader.finish();
        error = {};
    }
    co_return error;
}

ECR_DECL boost::asio::awaitable<connection_end> exchange(connection& on, const http_request& request,
                                                         response_sink& sink, const exchange_limits& limits,
                                                         transport_report& report) {
    watched_socket& wire = on.stream->wire();
    if (on.used && !on.stream->probably_alive()) co_return connection_end::stale;
    report.connection_reused = std::exchange(on.used, true);
    on.head.clear();
    if (const auto problem = write_http_head(on.head, request)) {
        report.failure = {.kind = error_kind::configuration,
                          .message = problem->path + " " + problem->problem};
        wire.rest();
        co_return connection_end::reusable;
    }
    wire.read_idle(limits.read_idle);
    wire.until({request.deadline, request.deadline_kind, request.allowed});
    if (on.reader) {
        on.reader->reset(sink);
    } else {
        on.reader.emplace(sink, limits.response);
    }
    http_reader& reader = *on.reader;
    const bool large = !is_sent_with_head(request.body.size());
    if (large) wire.guard(limits.stall);
    report.request_sent = true;
    std::string_view head = on.head;
    auto error = send_at_once(*on.stream, head);
    if (!error && !head.empty()) {
        const boost::asio::const_buffer rest(head.data(), head.size());
        const io_result sent = co_await on.stream->write(rest);
        error = sent.error;
    }
    bool all_sent = !large;
    if (large && !error) {
        body_sender sender(*on.stream, reader);
        error = co_await sender.send(request.body);
        all_sent = sender.complete();
    }
    wire.unguard();
    const auto unread = co_await receive(*on.stream, reader, limits.stall);
    report.response_started = reader.started();
    if (reader.done()) {
        wire.rest();
        const bool well = !error && all_sent && reader.keep_alive() && !wire.broken();
        co_return well ? connection_end::reusable : connection_end::spent;
    }
    if (!error) error = unread;
    if (error) {
        report.failure = on.stream->failure(error, "exchange with");
    } else {
        report.failure = reader_failure(reader, wire);
    }
    co_return connection_end::spent;
}

}
