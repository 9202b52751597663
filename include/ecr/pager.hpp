#pragma once

#include <ecr/detail/page_lists.hpp>
#include <ecr/operation.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Whether an operation has pages: `ecr::can_paginate<ecr::list_images>()`.
template <const auto& Operation>
[[nodiscard]] consteval bool can_paginate() noexcept {
    return std::remove_cvref_t<decltype(Operation)>::paginated;
}

/// The same for the name of an operation, as the service or as this library spells it: `ListImages` or
/// `list_images`. False for one that this version does not know.
[[nodiscard]] ECR_DECL bool can_paginate(std::string_view name) noexcept;

/// Everything: for the limit of `collect()`.
inline constexpr std::uint64_t no_limit = std::numeric_limits<std::uint64_t>::max();

/// What the streams of pages and of items have in common.
///
/// A stream may be moved and destroyed at any time, also while it is awaited: what is fetched ahead for it is
/// then cancelled. Like its client it must not outlive the context that runs it. One coroutine at a time
/// awaits it, on any executor. A failure, a cancellation too, is told once and after all that came before it;
/// whoever asks again goes on where the stream stands.
template <class Operation>
class paged_stream {
public:
    using response_type = typename Operation::response_type;

    /// Text with which another stream of the same request goes on where this one stands, today or in another
    /// process: see `page_options::starting_token`. Empty when there is nothing left.
    [[nodiscard]] std::string resume_token() const { return reader_.get()->resume_token(); }

    /// The members of the first page that are not lists of items, or null before it has come. Its lists hold
    /// no more than what the stream has not given yet.
    [[nodiscard]] const response_type* first_page() const noexcept {
        return static_cast<const response_type*>(reader_.get()->first_page());
    }

protected:
    paged_stream(const Operation& what, const client& on, const typename Operation::request_type& request,
                 const page_options& options)
        : reader_(detail::make_page_reader(what, on, request, options)) {}

    using lists = detail::lists_of<Operation>;
    using shared_reader = std::shared_ptr<detail::page_reader>;

    [[nodiscard]] const shared_reader& reader() const noexcept { return reader_.get(); }

private:
    detail::page_reader_handle reader_;
};

/// The items of all pages, one after the other: what `items()` of an operation makes.
template <class Operation>
class item_stream : public paged_stream<Operation> {
    using base = paged_stream<Operation>;
    using typename base::lists;
    using typename base::shared_reader;

public:
    using value_type = typename lists::item;

    item_stream(const Operation& what, const client& on, const typename Operation::request_type& request,
                const page_options& options)
        : base(what, on, request, options) {}

    /// The next item, or nothing at the end. Throws the `ecr::exception` of the failure.
    [[nodiscard]] boost::asio::awaitable<std::optional<value_type>> next() { return next_of(this->reader()); }

    /// The same; a failure comes back instead of being thrown.
    [[nodiscard]] boost::asio::awaitable<result<std::optional<value_type>>> next(as_result_t) {
        return result_of(this->reader());
    }

    /// The rest of the items, or as many of them. What came before a failure is lost with it.
    [[nodiscard]] boost::asio::awaitable<std::vector<value_type>> collect(std::uint64_t limit = no_limit) {
        return collect_of(this->reader(), limit);
    }

private:
    static std::optional<value_type> taken(detail::page_reader& from) {
        const auto place = from.position().take();
        if (!place) return std::nullopt;
        return lists::take(from.page(), *place);
    }

    static boost::asio::awaitable<std::optional<value_type>> next_of(shared_reader from) {
        auto item = taken(*from);
        while (!item && !from->ended()) {
            auto work = detail::page_reader::advance(from);
            auto failure = co_await std::move(work);
            if (failure) throw_error(std::move(*failure));
            item = taken(*from);
        }
        co_return item;
    }

    static boost::asio::awaitable<result<std::optional<value_type>>> result_of(shared_reader from) {
        auto item = taken(*from);
        while (!item && !from->ended()) {
            auto work = detail::page_reader::advance(from);
            auto failure = co_await std::move(work);
            if (failure) co_return std::move(*failure);
            item = taken(*from);
        }
        co_return item;
    }

    static boost::asio::awaitable<std::vector<value_type>> collect_of(shared_reader from,
                                                                      std::uint64_t limit) {
        std::vector<value_type> all;
        while (all.size() < limit) {
            auto work = next_of(from);
            auto item = co_await std::move(work);
            if (!item) break;
            all.push_back(std::move(*item));
        }
        co_return all;
    }
};

/// The pages as the service answers them: what `pages()` of an operation makes.
///
/// The lists hold what belongs to the stream: less than the service sent where it begins within a page or
/// ends within one. There may be empty pages.
template <class Operation>
class page_stream : public paged_stream<Operation> {
    using base = paged_stream<Operation>;
    using typename base::lists;
    using typename base::shared_reader;

public:
    using value_type = typename Operation::response_type;

    page_stream(const Operation& what, const client& on, const typename Operation::request_type& request,
                const page_options& options)
        : base(what, on, request, options) {}

    /// The next page, or nothing at the end. Throws the `ecr::exception` of the failure.
    [[nodiscard]] boost::asio::awaitable<std::optional<value_type>> next() { return next_of(this->reader()); }

    /// The same; a failure comes back instead of being thrown.
    [[nodiscard]] boost::asio::awaitable<result<std::optional<value_type>>> next(as_result_t) {
        return result_of(this->reader());
    }

    /// The rest as one response: the first page's members with the items of all pages. With a limit the
    /// stream ends after so many items; `next_token` is then what another one begins with.
    [[nodiscard]] boost::asio::awaitable<value_type> collect(std::uint64_t limit = no_limit) {
        return collect_of(this->reader(), limit);
    }

private:
    static value_type taken(detail::page_reader& from) {
        auto& page = *static_cast<value_type*>(from.page());
        lists::trim(page, from.position());
        if (&page != from.first_page()) return std::move(page);
        value_type made(page);
        lists::clear(&page);
        return made;
    }

    static boost::asio::awaitable<std::optional<value_type>> next_of(shared_reader from) {
        if (from->ended()) co_return std::nullopt;
        auto work = detail::page_reader::advance(from);
        auto failure = co_await std::move(work);
        if (failure) throw_error(std::move(*failure));
        co_return taken(*from);
    }

    static boost::asio::awaitable<result<std::optional<value_type>>> result_of(shared_reader from) {
        if (from->ended()) co_return std::nullopt;
        auto work = detail::page_reader::advance(from);
        auto failure = co_await std::move(work);
        if (failure) co_return std::move(*failure);
        co_return taken(*from);
    }

    static boost::asio::awaitable<value_type> collect_of(shared_reader from, std::uint64_t limit) {
        value_type all;
        bool first = true;
        if (limit != no_limit) from->position().limit(limit);
        while (!from->ended()) {
            auto work = next_of(from);
            auto page = co_await std::move(work);
            if (!page) break;
            if (std::exchange(first, false)) {
                all = std::move(*page);
            } else {
                lists::append(all, *page);
            }
        }
        all.next_token.reset();
        auto rest = from->resume_token();
        if (!rest.empty()) all.next_token = std::move(rest);
        co_return all;
    }
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/pager.ipp>
#endif
