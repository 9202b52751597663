#pragma once

#include <ecr/detail/flights.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/strand.hpp>

#include <exception>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Begins where the signal of the flight is emitted, which may have happened before.
template <class T>
boost::asio::awaitable<T> unless_cancelled(const flight& going, boost::asio::awaitable<T> work) {
    if (going.cancelled()) throw boost::system::system_error(boost::asio::error::operation_aborted);
    if constexpr (std::is_void_v<T>) {
        co_await std::move(work);
    } else {
        T made = co_await std::move(work);
        co_return made;
    }
}

/// Runs on a strand of its own what a call waits for beside its exchanges, so that closing the client ends
/// it. `all` lives as long as that takes.
template <class T>
boost::asio::awaitable<T> closable(boost::asio::any_io_executor executor, flights& all,
                                   boost::asio::awaitable<T> work) {
    flight going(all);
    boost::asio::any_io_executor where = boost::asio::make_strand(std::move(executor));
    auto signal = going.connects(where);
    if (!signal) throw_error(closed_error());
    try {
        auto run = on_strand(std::move(where), unless_cancelled(going, std::move(work)), std::move(signal));
        if constexpr (std::is_void_v<T>) {
            co_await std::move(run);
            co_return;
        } else {
            T made = co_await std::move(run);
            co_return made;
        }
    } catch (const boost::system::system_error&) {
        if (!going.cancelled()) throw;
    }
    throw_error(closed_error());
}

}
