#pragma once

#include <ecr/detail/task_group.hpp>
#include <ecr/stream.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

template <class Body, class Value>
boost::asio::awaitable<void> for_one(std::shared_ptr<Body> body, Value value) {
    if constexpr (awaited_function<Body, Value>) {
        auto work = (*body)(std::move(value));
        co_await std::move(work);
    } else {
        (*body)(std::move(value));
    }
}

template <class Stream, class Body>
boost::asio::awaitable<boost::asio::awaitable<void>> next_task(std::shared_ptr<Stream> from,
                                                               std::shared_ptr<Body> body) {
    boost::asio::awaitable<void> task;
    auto work = from->next();
    auto value = co_await std::move(work);
    if (value) task = for_one(std::move(body), std::move(*value));
    co_return task;
}

}

/// Calls `body`, a function or a coroutine, with each value of the stream, for as many values at a time as
/// `concurrency` says: `co_await ecr::for_each(std::move(images), 8, body)`.
///
/// The next value is fetched when it can be worked on. Bodies never run at the same instant, on however many
/// threads, so they may share what they use; it is their awaits that overlap. All of them have ended when
/// this has. The first exception of a body or the stream cancels the bodies under way and is then thrown.
template <stream Stream, class Body>
[[nodiscard]] boost::asio::awaitable<void> for_each(Stream from, std::size_t concurrency, Body body) {
    auto source = [kept = std::make_shared<Stream>(std::move(from)),
                   called = std::make_shared<Body>(std::move(body))] {
        return detail::next_task(kept, called);
    };
    return detail::run_tasks(std::move(source), concurrency);
}

}
