#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/request_reader.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/error.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <iterator>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

struct request_reader::engine {
    std::optional<boost::beast::http::request_parser<boost::beast::http::string_body>> parser{};
};

ECR_DECL request_reader::request_reader(const message_limits& limits)
    : limits_(limits)
    , engine_(std::make_unique<engine>()) {
    reset();
}

ECR_DECL request_reader::~request_reader() = default;

ECR_DECL void request_reader::reset() {
    auto& parser = engine_->parser.emplace();
    parser.eager(true);
    parser.header_limit(limits_.max_head);
    parser.body_limit(limits_.max_body);
    problem_.clear();
    refusal_ = 0;
    started_ = false;
    encouraged_ = false;
    if (pending_.empty()) return;
    const auto rest = std::exchange(pending_, {});
    write(rest);
}

ECR_DECL void request_reader::write(std::string_view bytes) {
    if (bytes.empty() || done() || refusal_ != 0) return;
    started_ = true;
    if (pending_.empty()) return parse(bytes);
    const auto joined = std::exchange(pending_, {}).append(bytes);
    parse(joined);
}

ECR_DECL void request_reader::parse(std::string_view bytes) {
    namespace http = boost::beast::http;
    auto& parser = *engine_->parser;
    const bool had_head = parser.is_header_done();
    while (!bytes.empty() && !parser.is_done()) {
        boost::beast::error_code error;
        const auto used = parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
        bytes.remove_prefix(used);
        if (error == http::error::need_more) break;
        if (error == http::error::body_limit) return refuse(413, "the body is too large");
        if (error == http::error::header_limit) return refuse(431, "the headers are too large");
        if (error) return refuse(400, "the request is not HTTP/1.1: " + error.message());
        if (used == 0) break;
    }
    if (!had_head && parser.is_header_done()) check_head();
    if (refusal_ == 0) pending_ = bytes;
}

ECR_DECL void request_reader::check_head() {
    const auto& head = engine_->parser->get();
    if (head.version() != 10 && head.version() != 11) return refuse(400, "the version of HTTP is unknown");
    const auto count = std::distance(head.begin(), head.end());
    if (static_cast<std::size_t>(count) > limits_.max_headers) refuse(431, "there are too many headers");
}

ECR_DECL void request_reader::refuse(int status, std::string problem) {
    refusal_ = status;
    problem_ = std::move(problem);
}

ECR_DECL bool request_reader::done() const noexcept {
    return refusal_ == 0 && engine_->parser->is_done();
}

ECR_DECL bool request_reader::body_begun() const noexcept {
    return engine_->parser->is_header_done();
}

ECR_DECL bool request_reader::must_encourage() {
    const auto& parser = *engine_->parser;
    if (encouraged_ || refusal_ != 0 || !parser.is_header_done() || parser.is_done()) return false;
    encouraged_ = true;
    const auto& head = parser.get();
    const auto expected = head[boost::beast::http::field::expect];
    return head.version() == 11 && detail::lower_case({expected.data(), expected.size()}) == "100-continue";
}

ECR_DECL std::size_t request_reader::held() const noexcept {
    return pending_.capacity() + engine_->parser->get().body().capacity();
}

ECR_DECL bool request_reader::keep_alive() const noexcept {
    return engine_->parser->keep_alive();
}

ECR_DECL server_request request_reader::take() {
    const auto text = [](boost::beast::string_view view) { return std::string(view.data(), view.size()); };
    auto message = engine_->parser->release();
    server_request request{.method = text(message.method_string()),
                           .target = text(message.target()),
                           .version = message.version()};
    for (const auto& field : message)
        request.headers.emplace_back(text(field.name_string()), text(field.value()));
    request.body = std::move(message.body());
    return request;
}

}
