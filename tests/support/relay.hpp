#pragma once

/// \file
/// What a proxy does once it has opened a tunnel.

#include "loopback.hpp"

#include <boost/asio/post.hpp>

#include <cstdint>
#include <exception>
#include <string>
#include <utility>

namespace test {

/// Carries bytes from one to the other until either ends; adds them to `seen`, if given.
template <class From, class To>
asio::awaitable<void> carry(From& from, To& to, std::string* seen = nullptr) {
    std::string bytes(4096, '?');
    boost::system::error_code error;
    while (!error) {
        const auto count = co_await from.async_read_some(asio::buffer(bytes),
                                                         asio::redirect_error(asio::use_awaitable, error));
        if (error) break;
        if (seen != nullptr) seen->append(bytes, 0, count);
        co_await asio::async_write(to, asio::buffer(bytes, count),
                                   asio::redirect_error(asio::use_awaitable, error));
    }
    to.lowest_layer().close();
}

/// Carries bytes both ways between `near` and a port of this machine; adds those that go there to `seen`.
template <class Near>
asio::awaitable<void> relay(Near& near, std::uint16_t port, std::string* seen = nullptr) {
    const auto executor = near.get_executor();
    tcp::socket far(executor);
    far.connect(loopback(port));
    bool back = false;
    asio::co_spawn(executor, carry(far, near), [&back](std::exception_ptr) { back = true; });
    auto there = carry(near, far, seen);
    co_await std::move(there);
    while (!back) co_await asio::post(executor, asio::use_awaitable);
}

}
