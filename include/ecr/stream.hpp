#pragma once

/// \file
/// What can be done with anything that has a `next()`: the pages and items of operations, generators, and
/// what the functions here make of them.

#include <ecr/async_generator.hpp>

#include <boost/asio/awaitable.hpp>

#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Gives values one after the other, and nothing after the last.
template <class Stream>
concept stream = std::is_object_v<Stream> && std::movable<Stream> && requires(Stream& from) {
    typename Stream::value_type;
    { from.next() } -> std::same_as<boost::asio::awaitable<std::optional<typename Stream::value_type>>>;
};

namespace detail {

/// Whether a function of an item is a coroutine.
template <class Function, class... Arguments>
concept awaited_function = requires(Function& function, Arguments&&... arguments) {
    function(std::forward<Arguments>(arguments)...).valid();
};

}

/// The first `count` values, after which no other is fetched. A failure ends what this makes, as it ends all
/// that is made of a stream by the functions here.
template <stream Stream>
async_generator<typename Stream::value_type> take(Stream from, std::size_t count) {
    for (; count != 0; --count) {
        auto work = from.next();
        auto value = co_await std::move(work);
        if (!value) co_return;
        co_yield std::move(*value);
    }
}

/// The values for which `keep` is true: a function, or a coroutine, of a constant value.
template <stream Stream, class Predicate>
async_generator<typename Stream::value_type> filter(Stream from, Predicate keep) {
    for (;;) {
        auto work = from.next();
        auto value = co_await std::move(work);
        if (!value) co_return;
        const auto& seen = *value;
        bool kept = false;
        if constexpr (detail::awaited_function<Predicate, decltype(seen)>) {
            auto judged = keep(seen);
            kept = co_await std::move(judged);
        } else {
            kept = keep(seen);
        }
        if (kept) co_yield std::move(*value);
    }
}

/// All values, or the first of them: `auto work = ecr::collect(stream, 10);`. The stream has to live until
/// that is done, and goes on with the next value. What came before a failure is lost with it.
template <stream Stream>
boost::asio::awaitable<std::vector<typename Stream::value_type>>
collect(Stream& from, std::size_t limit = std::numeric_limits<std::size_t>::max()) {
    std::vector<typename Stream::value_type> all;
    while (all.size() < limit) {
        auto work = from.next();
        auto value = co_await std::move(work);
        if (!value) break;
        all.push_back(std::move(*value));
    }
    co_return all;
}

}
