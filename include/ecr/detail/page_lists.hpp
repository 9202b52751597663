#pragma once

#include <ecr/detail/call_access.hpp>
#include <ecr/detail/page_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace ecr::inline ECR_ABI::detail {

/// Follows a path of members through a response; null if an optional one on the way is absent.
template <class Object, class First, class... Rest>
auto* follow(Object& object, First first, Rest... rest) noexcept {
    auto& member = object.*first;
    if constexpr (sizeof...(Rest) == 0) {
        return &member;
    } else {
        using found = decltype(follow(*member, rest...));
        return member ? follow(*member, rest...) : found{};
    }
}

/// One list of a response, or null.
template <auto List, class Response>
auto* list_of(Response& page) noexcept {
    if constexpr (std::is_member_pointer_v<decltype(List)>) {
        return follow(page, List);
    } else {
        return [&]<auto... Each>(path<Each...>) {
            return follow(page, Each...);
        }
        (List);
    }
}

template <class First, class... Rest>
struct item_of_lists {
    using type =
        std::conditional_t<(std::is_same_v<First, Rest> && ...), First, std::variant<First, Rest...>>;
};

/// The lists of a paginated operation's responses.
template <class Response, class Pages>
struct page_lists;

template <class Response, auto... Lists>
struct page_lists<Response, pages<Lists...>> {
    static constexpr std::size_t count = sizeof...(Lists);
    static_assert(count <= most_lists);

    template <auto List>
    using element =
        typename std::remove_pointer_t<decltype(list_of<List>(std::declval<Response&>()))>::value_type;

    /// What the stream of items gives: items of several types as a variant.
    using item = typename item_of_lists<element<Lists>...>::type;

    /// Calls `visit` with the index of each list that is there, and the list.
    template <class Page, class Visitor>
    static void each(Page& page, Visitor&& visit) {
        std::size_t index = 0;
        const auto one = [&](auto* list) {
            if (list != nullptr) visit(index, *list);
            ++index;
        };
        (one(list_of<Lists>(page)), ...);
    }

    static list_counts sizes(const void* page) {
        list_counts made{};
        each(*static_cast<const Response*>(page),
             [&](std::size_t index, const auto& list) { made[index] = list.size(); });
        return made;
    }

    static void clear(void* page) {
        each(*static_cast<Response*>(page), [](std::size_t, auto& list) { list = {}; });
    }

    static std::optional<std::string>& token(void* page) { return static_cast<Response*>(page)->next_token; }

    static std::shared_ptr<void> make() { return std::make_shared<Response>(); }

    /// Moves one item out of the page.
    static item take(void* page, item_place place) {
        std::optional<item> taken;
        each(*static_cast<Response*>(page), [&](std::size_t index, auto& list) {
            if (index == place.list) taken.emplace(std::move(list[place.index]));
        });
        return std::move(*taken);
    }

    /// Leaves in the page what the stream has not given yet, and counts it as given.
    static void trim(Response& page, page_position& position) {
        each(page, [&](std::size_t index, auto& list) {
            const auto [first, last] = position.take_all(index);
            const auto at = [&](std::uint64_t where) {
                return list.begin() + static_cast<std::ptrdiff_t>(where);
            };
            list.erase(at(last), list.end());
            list.erase(list.begin(), at(first));
        });
    }

    /// Moves the items of a page to the end of another's.
    static void append(Response& all, Response& page) {
        each(page, [&](std::size_t from, auto& list) {
            each(all, [&](std::size_t to, auto& whole) {
                if constexpr (std::is_same_v<decltype(whole), decltype(list)>) {
                    if (from != to) return;
                    whole.insert(whole.end(), std::make_move_iterator(list.begin()),
                                 std::make_move_iterator(list.end()));
                }
            });
        });
    }
};

template <class Operation>
using lists_of = page_lists<typename Operation::response_type, typename Operation::pages_type>;

/// What is known at run time of an operation's pages; the name is that of the operation at hand.
template <class Operation>
page_type page_type_of(const Operation& what) {
    using lists = lists_of<Operation>;
    return {what.name(), shape_of<typename Operation::response_type>, lists::make, lists::token, lists::sizes,
            lists::clear};
}

/// The state of a new stream.
template <class Operation>
std::shared_ptr<page_reader> make_page_reader(const Operation& what, const client& on,
                                              typename Operation::request_type request,
                                              const page_options& options) {
    if (options.page_size) request.max_results = options.page_size;
    auto start = std::exchange(request.next_token, std::nullopt);
    auto text = [what, on, request = std::move(request)](const std::optional<std::string>& token,
                                                         bool identity) {
        auto asked = request;
        asked.next_token = token;
        if (identity) asked.max_results.reset();
        return call_access::encode(what, on, asked);
    };
    return page_reader::make(page_type_of(what), std::move(text), on, std::move(start), options);
}

}
