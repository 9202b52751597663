#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/io_limits.hpp>
#include <ecr/detail/watched_socket.hpp>
#include <ecr/transport_failure.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

struct io_result {
    boost::system::error_code error{};
    std::size_t bytes = 0;
};

[[nodiscard]] inline bool must_wait(const boost::system::error_code& error) noexcept {
    return error == boost::asio::error::would_block || error == boost::asio::error::try_again;
}

/// The bytes of one connection, plain or secured. All calls are made on its executor, one at a time.
///
/// Nothing here throws except that, as everywhere in Asio, an await in a coroutine that was cancelled before
/// throws `operation_aborted`. After any failure or cancellation the stream is broken and must be dropped.
class stream {
public:
    virtual ~stream() = default;
    stream(const stream&) = delete;
    stream& operator=(const stream&) = delete;

    /// Waits for bytes; `eof` is an error.
    [[nodiscard]] boost::asio::awaitable<io_result> read_some(boost::asio::mutable_buffer buffer);
    /// Waits until it is worth another try to read, after one that would have had to wait. Needs no memory
    /// for what comes meanwhile.
    [[nodiscard]] virtual boost::asio::awaitable<boost::system::error_code> readable() = 0;
    /// Sends all of the buffer.
    [[nodiscard]] virtual boost::asio::awaitable<io_result> write(boost::asio::const_buffer buffer) = 0;

    /// What can be had or given without waiting; `would_block` when that is nothing.
    [[nodiscard]] virtual io_result try_read(boost::asio::mutable_buffer buffer) = 0;
    [[nodiscard]] virtual io_result try_write(boost::asio::const_buffer buffer) = 0;

    /// Whether a try to read would look for something. After a look that found all there was, none does until
    /// a wait has ended or someone expects more.
    [[nodiscard]] virtual bool may_have_more() const noexcept = 0;
    /// Says that something may have arrived that nobody waited for.
    virtual void expect_more() noexcept = 0;
    /// False when the peer has closed, reset or said something between two exchanges.
    [[nodiscard]] virtual bool probably_alive() = 0;
    /// Never blocks and says no goodbye.
    virtual void close() noexcept = 0;

    /// Where limits are set and the bytes counted.
    [[nodiscard]] virtual watched_socket& wire() noexcept = 0;
    /// What a failed operation means; `doing` is such as `read from`.
    [[nodiscard]] virtual transport_failure failure(boost::system::error_code error, std::string_view doing);

protected:
    stream() = default;
};

/// Destroys the stream on its executor, whatever thread drops it.
struct stream_deleter {
    void operator()(stream* dropped) const;
};

using stream_ptr = std::unique_ptr<stream, stream_deleter>;

/// A stream over a connected socket; `peer` is what messages call the other side.
[[nodiscard]] ECR_DECL stream_ptr plain_stream(boost::asio::ip::tcp::socket socket, std::string peer);

/// The failure when a limit has passed during `doing`, such as `connect to [::1]:443`.
[[nodiscard]] ECR_DECL transport_failure timed_out(const time_limit& limit, std::string_view doing);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/stream.ipp>
#endif
