#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/request_reader.hpp>
#include <ecr/emulator/responder.hpp>
#include <ecr/timestamp.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

class connection;
/// The server's side of TLS.
struct server_tls;

struct listener_settings {
    std::uint16_t port = 0;
    /// Plain, if absent.
    std::shared_ptr<server_tls> tls{};
    message_limits message{};
    std::size_t max_connections = 0;
    std::size_t max_buffered = 0;
    std::chrono::milliseconds idle{};
    std::function<timestamp()> clock{};
};

/// Accepts connections on a loopback port and lets a responder answer what comes over them.
class listener : public std::enable_shared_from_this<listener> {
public:
    /// Listens at once, and throws where it cannot; `start` begins to accept.
    listener(boost::asio::any_io_executor executor, listener_settings settings,
             std::shared_ptr<responder> answers);
    ~listener();

    void start();
    /// May be called by any thread. Drained connections end after the answer that they are at.
    void close(close_mode mode);
    /// Waits until no connection is left.
    [[nodiscard]] boost::asio::awaitable<void> closed();

    [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
    [[nodiscard]] std::size_t connections() const noexcept { return count_; }
    [[nodiscard]] std::string base_url() const;
    [[nodiscard]] const listener_settings& settings() const noexcept { return settings_; }
    [[nodiscard]] responder& answers() const noexcept { return *answers_; }
    /// The circumstances of a request that comes now.
    [[nodiscard]] arrival arrival_at(std::string_view host) const;

    /// Bytes that wait in all connections together.
    std::atomic<std::size_t> buffered{0};

private:
    using strand = boost::asio::strand<boost::asio::any_io_executor>;

    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> wait_for_room();
    boost::asio::awaitable<void> wait_until_empty();
    void serve(boost::asio::ip::tcp::socket socket, strand on);
    void ended(std::uint64_t id);
    void shut(close_mode mode);

    boost::asio::any_io_executor executor_;
    strand strand_;
    const listener_settings settings_;
    std::shared_ptr<responder> answers_;
    boost::asio::ip::tcp::acceptor acceptor_;
    /// Cancelled whenever a connection ends.
    boost::asio::steady_timer change_;
    std::map<std::uint64_t, std::weak_ptr<connection>> connections_{};
    std::uint64_t next_id_ = 0;
    std::uint16_t port_ = 0;
    std::atomic<std::size_t> count_{0};
    bool shut_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/listener.ipp>
#endif
