#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/request_reader.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>

#include <algorithm>
#include <limits>

namespace ecr::inline ECR_ABI::emulation {

// Beast's parser is given the head whole: given in pieces, its limits and its errors depend on how the pieces
// were cut. The body is cut here.
using request_head_parser = boost::beast::http::request_parser<boost::beast::http::empty_body>;

ECR_DECL void request_reader::reset() {
    head_.clear();
    request_ = {};
    problem_.clear();
    refusal_ = 0;
    stage_ = stage::head;
    encouraged_ = false;
    const auto rest = std::exchange(pending_, {});
    write(rest);
}

ECR_DECL void request_reader::write(std::string_view bytes) {
    while (!bytes.empty() && !done() && stage_ != stage::refused) bytes.remove_prefix(read_some(bytes));
    if (done()) pending_.append(bytes);
}

ECR_DECL std::size_t request_reader::read_some(std::string_view bytes) {
    if (stage_ == stage::head) return read_head(bytes);
    return stage_ == stage::sized ? read_sized(bytes) : read_chunked(bytes);
}

ECR_DECL std::size_t request_reader::read_head(std::string_view bytes) {
    constexpr std::string_view end = "\r\n\r\n";
    const auto before = head_.size();
    const auto room = limits_.max_head - before;
    head_.append(bytes.substr(0, room));
    const auto at = head_.find(end, before - std::min(before, end.size() - 1));
    if (at == head_.npos) {
        if (bytes.size() >= room) refuse(431, "the head of the request is too large");
        return std::min(bytes.size(), room);
    }
    head_.resize(at + end.size());
    end_head();
    return at + end.size() - before;
}

/// What is wrong with the framing that the head announces; nothing, if it is fine.
[[nodiscard]] ECR_DECL std::string_view framing_problem(const request_head_parser& parser) {
    const auto& head = parser.get();
    const auto codings = head.count(boost::beast::http::field::transfer_encoding);
    if (codings == 0) return {};
    const auto coding = head[boost::beast::http::field::transfer_encoding];
    const bool only_chunked = detail::lower_case({coding.data(), coding.size()}) == "chunked";
    if (codings != 1 || !only_chunked || !parser.chunked()) return "the transfer coding is not supported";
    if (parser.content_length() || head.version() == 10) return "it is unclear how long the body is";
    return {};
}

ECR_DECL void request_reader::end_head() {
    request_head_parser parser;
    parser.header_limit(std::numeric_limits<std::uint32_t>::max());
    parser.body_limit(boost::none);
    boost::beast::error_code error;
    parser.put(boost::asio::const_buffer(head_.data(), head_.size()), error);
    if (error || !parser.is_header_done())
        return refuse(400, "the request is not HTTP/1.1: " + error.message());
    const auto& head = parser.get();
    if (head.version() != 10 && head.version() != 11) return refuse(400, "the version of HTTP is unknown");
    if (const auto problem = framing_problem(parser); !problem.empty())
        return refuse(400, std::string(problem));
    const auto text = [](boost::beast::string_view view) { return std::string(view.data(), view.size()); };
    request_.method = text(head.method_string());
    request_.target = text(head.target());
    request_.version = head.version();
    for (const auto& field : head)
        request_.headers.emplace_back(text(field.name_string()), text(field.value()));
    if (request_.headers.size() > limits_.max_headers) return refuse(431, "there are too many headers");
    keep_alive_ = parser.keep_alive();
    remaining_ = parser.content_length().value_or(0);
    if (remaining_ > limits_.max_body) return refuse(413, "the body is too large");
    chunks_ = detail::chunk_decoder(limits_.max_head);
    stage_ = parser.chunked() ? stage::chunked : remaining_ != 0 ? stage::sized : stage::done;
}

ECR_DECL std::size_t request_reader::read_sized(std::string_view bytes) {
    const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(bytes.size(), remaining_));
    request_.body.append(bytes.substr(0, size));
    remaining_ -= size;
    if (remaining_ == 0) stage_ = stage::done;
    return size;
}

ECR_DECL std::size_t request_reader::read_chunked(std::string_view bytes) {
    const auto taken = chunks_.take(bytes);
    if (taken.data.size() > limits_.max_body - request_.body.size()) {
        refuse(413, "the body is too large");
        return taken.used;
    }
    request_.body.append(taken.data);
    if (chunks_.failed()) refuse(400, std::string(chunks_.problem()));
    if (chunks_.done()) stage_ = stage::done;
    return taken.used;
}

ECR_DECL void request_reader::refuse(int status, std::string problem) {
    refusal_ = status;
    problem_ = std::move(problem);
    stage_ = stage::refused;
}

ECR_DECL bool request_reader::must_encourage() noexcept {
    const bool waits = stage_ == stage::sized || stage_ == stage::chunked;
    if (!waits || std::exchange(encouraged_, true) || request_.version != 11) return false;
    return std::ranges::equal(request_.header("expect"), std::string_view("100-continue"), {},
                              detail::to_lower);
}

ECR_DECL std::size_t request_reader::held() const noexcept {
    return head_.capacity() + pending_.capacity() + request_.body.capacity();
}

}
