#pragma once

#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/exchange.hpp>
#include <ecr/detail/http_writer.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

#include <array>
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

inline boost::asio::awaitable<boost::system::error_code> send(stream& to, std::string_view text) {
    const io_result now = to.try_write(boost::asio::buffer(text));
    if (now.error && !must_wait(now.error)) co_return now.error;
    text.remove_prefix(now.bytes);
    if (text.empty()) co_return boost::system::error_code();
    const boost::asio::const_buffer rest(text.data(), text.size());
    const io_result later = co_await to.write(rest);
    co_return later.error;
}

inline boost::asio::awaitable<boost::system::error_code> send_request(connection& on,
                                                                      const http_request& request) {
    auto error = co_await send(*on.stream, on.head);
    if (error || is_sent_with_head(request.body.size())) co_return error;
    body_pieces pieces(request.body);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) {
        error = co_await send(*on.stream, piece);
        if (error) break;
    }
    co_return error;
}

inline boost::asio::awaitable<boost::system::error_code> receive(stream& from, http_reader& reader) {
    boost::system::error_code error;
    // A small place to wait at: what has arrived is read in larger pieces that no frame has to hold.
    std::array<char, 512> first;
    while (drain(from, reader, error)) {
        const boost::asio::mutable_buffer place(first.data(), first.size());
        const io_result read = co_await from.read_some(place);
        error = read.error;
        if (error) break;
        reader.write({first.data(), read.bytes});
    }
    if (error == boost::asio::error::eof) {
        reader.finish();
        error = {};
    }
    co_return error;
}

ECR_DECL boost::asio::awaitable<bool> exchange(connection& on, const http_request& request,
                                               response_sink& sink, const exchange_limits& limits,
                                               transport_report& report) {
    watched_socket& wire = on.stream->wire();
    on.head.clear();
    if (const auto problem = write_http_head(on.head, request)) {
        report.failure = {.kind = error_kind::configuration,
                          .message = problem->path + " " + problem->problem};
        co_return true;
    }
    wire.until({request.deadline, request.deadline_kind, request.allowed});
    wire.read_idle(limits.read_idle);
    if (!is_sent_with_head(request.body.size())) wire.guard(limits.stall);
    report.request_sent = true;
    auto error = co_await send_request(on, request);
    wire.unguard();

    if (on.reader) {
        on.reader->reset(sink);
    } else {
        on.reader.emplace(sink, limits.response);
    }
    http_reader& reader = *on.reader;
    // A peer that refuses a body may answer and close before it has read it all.
    const auto unread = co_await receive(*on.stream, reader);
    report.response_started = reader.started();
    if (reader.done()) {
        wire.rest();
        co_return !error && reader.keep_alive() && !wire.broken();
    }
    if (!error) error = unread;
    if (error) {
        report.failure = on.stream->failure(error, "exchange with");
    } else {
        report.failure = reader_failure(reader, wire);
    }
    co_return false;
}

}
