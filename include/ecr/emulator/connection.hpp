#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/listener.hpp>
#include <ecr/emulator/reply.hpp>
#include <ecr/emulator/request_reader.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// The server's side of TLS, of a certificate with its chain and the key, as PEM text; throws
/// `boost::system::system_error` where they do not fit.
[[nodiscard]] ECR_DECL std::shared_ptr<server_tls> make_server_tls(const std::string& certificate,
                                                                   const std::string& private_key);

/// One client's connection. Everything happens on the executor of the socket.
class connection : public std::enable_shared_from_this<connection> {
public:
    connection(boost::asio::ip::tcp::socket socket, std::shared_ptr<listener> home);
    ~connection();

    /// Serves requests until either side has had enough.
    [[nodiscard]] boost::asio::awaitable<void> run();
    /// Ends the connection: at once, or after the answer that it is at.
    void stop(close_mode mode);

    [[nodiscard]] boost::asio::any_io_executor get_executor() { return socket_.get_executor(); }

private:
    using clock = std::chrono::steady_clock;

    [[nodiscard]] boost::asio::awaitable<bool> admit();
    [[nodiscard]] boost::asio::awaitable<void> pause(std::chrono::milliseconds length);
    void watch(clock::duration length);
    void arm();
    void account(std::size_t held);
    void drop();
    void reset();

    template <class Stream>
    boost::asio::awaitable<void> serve(Stream& stream);
    template <class Stream>
    boost::asio::awaitable<bool> read(Stream& stream);
    template <class Stream>
    boost::asio::awaitable<bool> send(Stream& stream, reply answer, unsigned version, bool keep);
    template <class Stream>
    boost::asio::awaitable<bool> write(Stream& stream, std::string_view first, std::string_view second);
    template <class Stream>
    boost::asio::awaitable<void> linger(Stream& stream);

    boost::asio::ip::tcp::socket socket_;
    boost::asio::steady_timer watch_;
    boost::asio::steady_timer pause_;
    std::shared_ptr<listener> home_;
    request_reader reader_;
    std::string piece_{};
    clock::time_point deadline_ = clock::time_point::max();
    clock::time_point armed_ = clock::time_point::max();
    std::size_t accounted_ = 0;
    /// Reads the head of the next request, or has not begun to.
    bool waiting_ = true;
    bool stopping_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/connection.ipp>
#include <ecr/impl/emulator/conversation.ipp>
#endif
