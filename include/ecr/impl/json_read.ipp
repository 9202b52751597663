#pragma once

#include <ecr/detail/json_handler.hpp>
#include <ecr/detail/json_parser.hpp>
#include <ecr/detail/json_read.hpp>

#include <algorithm>
#include <memory>
#include <new>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline boost::json::parse_options json_limits() noexcept {
    boost::json::parse_options options;
    options.max_depth = json_handler::max_depth;
    return options;
}

struct json_reader::engine {
    engine(const shape& type, void* object)
        : parser(json_limits(), type, object) {}

    json_parser<json_handler> parser;
};

ECR_DECL json_reader::json_reader(const shape& type, void* object) {
    static_assert(sizeof(engine) <= sizeof(storage_) && alignof(engine) <= alignof(std::max_align_t));
    ::new (static_cast<void*>(storage_)) engine(type, object);
}

ECR_DECL json_reader::~json_reader() {
    std::destroy_at(&self());
}

ECR_DECL bool json_reader::write(std::string_view chunk) {
    if (failed_) return false;
    if (!started_) {
        const std::size_t blank = std::min(chunk.find_first_not_of(" \t\r\n"), chunk.size());
        consumed_ += blank;
        chunk.remove_prefix(blank);
        if (!chunk.empty() && chunk.front() != '{') return fail("is not a JSON object");
    }
    if (chunk.empty()) return true;
    started_ = true;
    auto& parser = self().parser;
    if (parser.done()) return refuse_rest(chunk);
    boost::system::error_code ec;
    const std::size_t used = parser.write_some(true, chunk.data(), chunk.size(), ec);
    consumed_ += used;
    if (ec) return fail(ec.message());
    return refuse_rest(chunk.substr(used));
}

ECR_DECL bool json_reader::finish() {
    if (failed_) return false;
    return !started_ || self().parser.done() || fail("the text ends too early");
}

ECR_DECL bool json_reader::refuse_rest(std::string_view rest) {
    const std::size_t blank = std::min(rest.find_first_not_of(" \t\r\n"), rest.size());
    consumed_ += blank;
    return blank == rest.size() || fail("there is text after the end");
}

// A value that does not fit has a path and a problem of its own.
ECR_DECL bool json_reader::fail(std::string problem) {
    const json_handler& handler = self().parser.handler();
    const bool mismatch = !handler.problem().empty();
    failed_ = true;
    error_.position = consumed_;
    error_.problem = mismatch ? handler.problem() : std::move(problem);
    if (mismatch) error_.path = handler.path();
    return false;
}

ECR_DECL json_reader::engine& json_reader::self() noexcept {
    return *std::launder(reinterpret_cast<engine*>(storage_));
}

ECR_DECL std::string to_string(const json_read_error& error) {
    std::string text = error.path;
    if (!text.empty()) text += ": ";
    text += error.problem;
    return text + " (at byte " + std::to_string(error.position) + ")";
}

}
