#pragma once

#include <ecr/detail/http_head_parser.hpp>
#include <ecr/detail/http_reader.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL http_reader::http_reader(response_sink& sink, const response_limits& limits)
    : sink_(&sink)
    , limits_(limits) {}

ECR_DECL void http_reader::reset(response_sink& sink) {
    sink_ = &sink;
    head_.clear();
    headers_.clear();
    failure_ = {};
    line_begin_ = interim_size_ = 0;
    body_size_ = remaining_ = 0;
    stage_ = stage::head;
    started_ = keep_alive_ = excess_ = false;
}

ECR_DECL std::size_t http_reader::write(std::string_view bytes) {
    const auto size = bytes.size();
    started_ = started_ || size != 0;
    while (!bytes.empty() && need_more()) bytes.remove_prefix(take(bytes));
    excess_ = excess_ || !bytes.empty();
    return size - bytes.size();
}

ECR_DECL bool http_reader::finish() {
    if (stage_ == stage::until_close) stage_ = stage::done;
    if (need_more()) fail(http_defect::closed_early, progress());
    return done();
}

ECR_DECL std::size_t http_reader::take(std::string_view bytes) {
    switch (stage_) {
    case stage::head:
        return take_head(bytes);
    case stage::sized:
        return take_sized(bytes);
    case stage::chunked:
        return take_chunked(bytes);
    default:
        deliver(bytes);
        return bytes.size();
    }
}

ECR_DECL std::size_t http_reader::take_head(std::string_view bytes) {
    const auto line_end = bytes.find('\n');
    const auto used = line_end == bytes.npos ? bytes.size() : line_end + 1;
    head_.append(bytes.substr(0, used));
    if (!is_acceptable_so_far() || line_end == bytes.npos) return used;

    const auto line = std::string_view(head_).substr(line_begin_);
    if (!line.ends_with("\r\n")) {
        fail(http_defect::malformed, "the response is malformed: a line of the head ends without CR");
        return used;
    }
    line_begin_ = head_.size();
    if (line.size() == 2) end_head();
    return used;
}

// What cannot become a response is refused with its first wrong byte: a peer that speaks something else may
// send no line end at all. What lies beyond the limit is not looked at, so that the reason does not depend on
// the pieces in which the bytes come.
ECR_DECL bool http_reader::is_acceptable_so_far() {
    constexpr std::string_view begin = "HTTP/1.";
    const auto room = limits_.max_head - interim_size_;
    const auto seen = std::string_view(head_).substr(0, std::min(begin.size(), room));
    if (seen != begin.substr(0, seen.size())) {
        const bool is_tls = head_.front() == '\x15' || head_.front() == '\x16';
        fail(http_defect::malformed, is_tls ? "the answer is TLS and not HTTP: the port expects https"
                                            : "the answer is not an HTTP/1 response");
    } else if (head_.size() > room) {
        fail(http_defect::too_large, "the response head is larger than response_limits::max_head (" +
                                         std::to_string(limits_.max_head) + " bytes)");
    }
    return !failed();
}

ECR_DECL void http_reader::end_head() {
    http_head_parser parser(head_, headers_, limits_.max_headers);
    const auto ec = parser.run();
    if (parser.too_many())
        return fail(http_defect::too_large,
                    "the response has more headers than response_limits::max_headers (" +
                        std::to_string(limits_.max_headers) + ")");
    if (ec) return fail(http_defect::malformed, "the response head is malformed: " + ec.message());
    if (parser.status() < 100)
        return fail(http_defect::malformed,
                    "the response head is malformed: status " + std::to_string(parser.status()));
    if (parser.status() < 200) return pass_over_interim(parser.status());
    if (parser.is_unclear())
        return fail(http_defect::malformed,
                    "the response is malformed: it has a transfer coding other than chunked, or "
                    "a length beside it");
    begin_body(parser);
}

ECR_DECL void http_reader::pass_over_interim(int status) {
    if (status == 101)
        return fail(http_defect::malformed, "the response changes to a protocol that was not asked for");
    interim_size_ += head_.size();
    head_.clear();
    line_begin_ = 0;
}

ECR_DECL void http_reader::begin_body(const http_head_parser& parser) {
    http_head head{.status = parser.status(), .version = parser.version(), .headers = headers_};
    // Before version 1.1 chunks were not defined: what they frame may be framed wrongly (RFC 9112,
    // section 6.1).
    keep_alive_ = parser.keep_alive() && !(parser.chunked() && parser.version() < 11);
    head.keep_alive = keep_alive_;
    stage_ = stage::until_close;
    if (!parser.has_body()) {
        head.content_length = 0;
        stage_ = stage::done;
    } else if (parser.chunked()) {
        chunks_ = chunk_decoder(limits_.max_head);
        stage_ = stage::chunked;
    } else if (const auto length = parser.content_length()) {
        head.content_length = remaining_ = *length;
        stage_ = remaining_ == 0 ? stage::done : stage::sized;
    }
    sink_->head(head);
    if (remaining_ > limits_.max_body)
        fail(http_defect::too_large, "the response body of " + std::to_string(remaining_) +
                                         " bytes is larger than response_limits::max_body (" +
                                         std::to_string(limits_.max_body) + " bytes)");
}

ECR_DECL std::size_t http_reader::take_sized(std::string_view bytes) {
    const auto piece =
        bytes.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size())));
    remaining_ -= piece.size();
    if (deliver(piece) && remaining_ == 0) stage_ = stage::done;
    return piece.size();
}

ECR_DECL std::size_t http_reader::take_chunked(std::string_view bytes) {
    const auto [used, data] = chunks_.take(bytes);
    if (!data.empty()) deliver(data);
    if (failed()) return used;
    if (chunks_.failed())
        fail(http_defect::malformed, "the response body is malformed: " + std::string(chunks_.problem()));
    else if (chunks_.done())
        stage_ = stage::done;
    return used;
}

ECR_DECL bool http_reader::deliver(std::string_view piece) {
    const auto room = limits_.max_body - body_size_;
    const auto wanted =
        piece.substr(0, static_cast<std::size_t>(std::min<std::uint64_t>(room, piece.size())));
    body_size_ += wanted.size();
    if (!wanted.empty() && !sink_->body(wanted))
        fail(http_defect::unwanted, "the rest of the response was not wanted");
    else if (wanted.size() != piece.size())
        fail(http_defect::too_large, "the response body is larger than response_limits::max_body (" +
                                         std::to_string(limits_.max_body) + " bytes)");
    return !failed();
}

ECR_DECL void http_reader::fail(http_defect defect, std::string message) {
    stage_ = stage::failed;
    failure_ = {defect, std::move(message)};
}

ECR_DECL std::string http_reader::progress() const {
    const auto read = std::to_string(body_size_);
    if (!started_) return "the connection was closed before the response began";
    if (stage_ == stage::head) return "the response ended inside its head";
    if (stage_ == stage::chunked)
        return "the response ended after " + read + " bytes of a body of unknown size";
    return "the response ended after " + read + " of " + std::to_string(body_size_ + remaining_) + " bytes";
}

}
