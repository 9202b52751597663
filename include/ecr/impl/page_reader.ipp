#pragma once

#include <ecr/detail/call_access.hpp>
#include <ecr/detail/page_source.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline error endless_list(std::string message) {
    error_data parts;
    parts.kind = error_kind::parse;
    parts.message = std::move(message);
    return error(std::move(parts));
}

inline error cancelled_stream(const boost::system::system_error& thrown) {
    error_data parts;
    parts.kind = error_kind::cancelled;
    parts.cause = thrown.code();
    parts.message = "the stream was cancelled";
    return error(std::move(parts));
}

inline std::optional<std::uint64_t> most_fetched(const page_cursor& start,
                                                 std::optional<std::uint64_t> max_items) {
    if (!max_items) return std::nullopt;
    for (const auto each : start.taken) *max_items += each;
    return max_items;
}

ECR_DECL page_reader::page_reader(const page_type& type, page_request request, page_cursor start,
                                  std::optional<error> problem, const client& on, const page_options& options)
    : type_(type)
    , request_(std::move(request))
    , problem_(std::move(problem))
    , position_(start, options.max_items)
    , source_(std::make_shared<page_source>(type_, request_, call_access::core(on), call_access::options(on),
                                            page_trail(start.token, most_fetched(start, options.max_items)),
                                            options.prefetch)) {}

ECR_DECL std::shared_ptr<page_reader> page_reader::make(const page_type& type, page_request request,
                                                        const client& on,
                                                        std::optional<std::string> request_token,
                                                        const page_options& options) {
    page_cursor start;
    std::optional<error> problem;
    if (options.starting_token.empty()) {
        if (request_token && !request_token->empty()) start.token = std::move(request_token);
    } else {
        const auto identity = request_fingerprint(type.operation, request({}, true).text);
        auto read = read_cursor(options.starting_token, type.operation, identity);
        if (read) {
            start = std::move(*read);
        } else {
            problem = read.error();
        }
    }
    return std::shared_ptr<page_reader>(
        new page_reader(type, std::move(request), std::move(start), std::move(problem), on, options));
}

ECR_DECL void page_reader::take(fetched_page&& fetched) {
    if (first_ && first_ == page_) type_.clear(first_.get());
    page_ = std::move(fetched.object);
    if (!first_) first_ = page_;
    position_.enter(std::move(fetched.step), type_.sizes(page_.get()));
}

ECR_DECL boost::asio::awaitable<std::optional<error>>
page_reader::advance(std::shared_ptr<page_reader> self) {
    if (self->problem_) co_return self->problem_;
    if (self->position_.ended()) co_return std::nullopt;
    auto repeated = self->position_.stuck();
    if (!repeated.empty()) co_return endless_list(std::move(repeated));
    std::optional<error> failure;
    try {
        auto work = page_source::next(self->source_);
        auto fetched = co_await std::move(work);
        failure = std::move(fetched.failure);
        if (!failure) self->take(std::move(fetched));
    } catch (const boost::system::system_error& thrown) {
        if (thrown.code() != boost::asio::error::operation_aborted) throw;
        failure = cancelled_stream(thrown);
    }
    co_return failure;
}

ECR_DECL void page_reader::drop() noexcept {
    source_->drop();
}

ECR_DECL std::string page_reader::resume_token() const {
    const auto cursor = position_.cursor();
    if (!cursor || problem_) return {};
    const auto identity = request_fingerprint(type_.operation, request_({}, true).text);
    return write_cursor(*cursor, type_.operation, identity);
}

}
