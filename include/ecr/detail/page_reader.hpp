#pragma once

#include <ecr/client.hpp>
#include <ecr/detail/page_position.hpp>
#include <ecr/page_options.hpp>

#include <boost/asio/awaitable.hpp>

#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// What the streams have to know of the responses of one operation.
struct page_type {
    std::string_view operation;
    const shape& response;
    std::shared_ptr<void> (*make)();
    std::optional<std::string>& (*token)(void* page);
    list_counts (*sizes)(const void* page);
    /// Empties the lists and leaves the rest.
    void (*clear)(void* page);
};

/// The request of a page, or without both token and page size what identifies the request.
using page_request = std::function<call_input(const std::optional<std::string>& token, bool identity)>;

/// A page, or why there is none.
struct fetched_page {
    std::shared_ptr<void> object{};
    page_step step{};
    std::optional<error> failure{};
    std::exception_ptr thrown{};

    [[nodiscard]] bool well() const noexcept { return !failure && !thrown; }
};

class page_source;

/// The state of a stream, from which the coroutines of `next()` take pages and items; they share it, because
/// the stream itself may be moved or destroyed meanwhile.
///
/// One coroutine at a time uses it.
class page_reader {
public:
    /// Begins at the cursor or token of the options, or at the request's own token.
    [[nodiscard]] static ECR_DECL std::shared_ptr<page_reader> make(const page_type& type,
                                                                    page_request request, const client& on,
                                                                    std::optional<std::string> request_token,
                                                                    const page_options& options);

    /// Gets the next page in place of the one at hand, unless the stream has ended. The error is told once:
    /// the next time the same page is tried again.
    [[nodiscard]] static ECR_DECL boost::asio::awaitable<std::optional<error>>
    advance(std::shared_ptr<page_reader> self);

    /// Ends what is fetched ahead.
    ECR_DECL void drop() noexcept;

    [[nodiscard]] page_position& position() noexcept { return position_; }
    [[nodiscard]] bool ended() const noexcept { return !problem_ && position_.ended(); }
    [[nodiscard]] void* page() const noexcept { return page_.get(); }
    /// The first page; without its items, once there was another.
    [[nodiscard]] const void* first_page() const noexcept { return first_.get(); }
    /// Empty when there is nothing to go on with.
    [[nodiscard]] ECR_DECL std::string resume_token() const;

private:
    page_reader(const page_type& type, page_request request, page_cursor start, std::optional<error> problem,
                const client& on, const page_options& options);

    void take(fetched_page&& fetched);

    const page_type type_;
    page_request request_;
    std::optional<error> problem_{};
    page_position position_;
    std::shared_ptr<page_source> source_{};
    std::shared_ptr<void> page_{};
    std::shared_ptr<void> first_{};
};

/// What a stream owns: a reader that ends what it fetches ahead when the stream is destroyed.
class page_reader_handle {
public:
    explicit page_reader_handle(std::shared_ptr<page_reader> reader) noexcept
        : reader_(std::move(reader)) {}
    page_reader_handle(page_reader_handle&& other) noexcept = default;
    page_reader_handle& operator=(page_reader_handle&& other) noexcept {
        if (reader_ && reader_ != other.reader_) reader_->drop();
        reader_ = std::move(other.reader_);
        return *this;
    }
    ~page_reader_handle() {
        if (reader_) reader_->drop();
    }

    [[nodiscard]] const std::shared_ptr<page_reader>& get() const noexcept { return reader_; }

private:
    std::shared_ptr<page_reader> reader_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/page_reader.ipp>
#endif
