#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/io_limits.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// A socket and the timer that closes it when one of its limits passes.
///
/// The timer stays armed while limits move away from it, so that an exchange costs no system call for it.
/// Everything happens on the executor of the socket.
class watched_socket : public std::enable_shared_from_this<watched_socket> {
public:
    watched_socket(boost::asio::ip::tcp::socket socket, std::string peer);

    [[nodiscard]] boost::asio::ip::tcp::socket& socket() noexcept { return socket_; }
    /// The host and port that messages name.
    [[nodiscard]] const std::string& peer() const noexcept { return peer_; }

    void rename(std::string peer) { peer_ = std::move(peer); }

    void until(const time_limit& whole);
    void read_idle(std::chrono::nanoseconds length) noexcept { limits_.read_idle(length); }
    void guard(const stall_guard& body);
    void unguard() noexcept { limits_.unguard(); }
    [[nodiscard]] bool guarded() const noexcept { return limits_.guarded(); }
    /// The limit that closed the socket.
    [[nodiscard]] const std::optional<time_limit>& expired() const noexcept { return expired_; }

    void begin_read();
    void begin_write();
    /// An operation that does not end well leaves the connection in an unknown state.
    void end(bool well) noexcept;
    void moved(std::size_t bytes) noexcept { limits_.moved(bytes); }

    /// Whether `bytes` more may be moved at once before others get their turn.
    [[nodiscard]] bool may_hurry(std::size_t bytes) noexcept;
    void took_turn() noexcept { hurried_ = 0; }

    [[nodiscard]] bool broken() const noexcept { return broken_; }
    /// Takes back all limits and the timer, which would keep `run()` of an idle context from returning.
    void rest() noexcept;
    void close() noexcept;

private:
    void watch(time_point next);
    void arm(time_point when);
    void look(time_point now);

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer timer_;
    std::string peer_;
    io_limits limits_{};
    std::optional<time_limit> expired_{};
    time_point armed_ = time_point::max();
    std::size_t hurried_ = 0;
    bool broken_ = false;
};

/// Marks a read or a write in progress. One that is left without `finish`, because it was cancelled or its
/// coroutine destroyed, breaks the connection.
class socket_operation {
public:
    enum class direction { read, write };

    socket_operation(std::shared_ptr<watched_socket> wire, direction which);
    ~socket_operation();
    socket_operation(const socket_operation&) = delete;
    socket_operation& operator=(const socket_operation&) = delete;

    /// Replaces the error of an operation that was ended by a limit.
    void finish(boost::system::error_code& error) noexcept;

private:
    std::shared_ptr<watched_socket> wire_;
    bool well_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/watched_socket.ipp>
#endif
