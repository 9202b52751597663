#pragma once

#include <ecr/detail/watched_socket.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/system/error_code.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::detail {

/// Tells a writer when it may write on or has something to read, whichever comes first.
class socket_turn : public std::enable_shared_from_this<socket_turn> {
public:
    explicit socket_turn(std::shared_ptr<watched_socket> wire);

    /// Counts as writing for the limits of the socket.
    [[nodiscard]] boost::asio::awaitable<boost::system::error_code> wait();

private:
    void listen(boost::asio::ip::tcp::socket::wait_type what, bool& listening);

    std::shared_ptr<watched_socket> wire_;
    boost::asio::steady_timer happened_;
    bool reading_ = false;
    bool writing_ = false;
    bool has_happened_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/socket_turn.ipp>
#endif
