#pragma once

#include <ecr/detail/chunk_decoder.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/emulator/message.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// What a request may cost before it is refused.
struct message_limits {
    /// Bytes of the request line and the headers.
    std::size_t max_head = 64 * 1024;
    std::size_t max_headers = 256;
    /// Bytes of the body; a layer part of 20 MiB makes 28 MB of JSON.
    std::uint64_t max_body = 32 * 1024 * 1024;
};

/// Reads requests from the bytes of a connection, in pieces of any size: how they are cut makes no
/// difference.
class request_reader {
public:
    explicit request_reader(const message_limits& limits)
        : limits_(limits) {}

    /// Begins the next request with what was behind the last one.
    void reset();
    /// Reads on, while the request is neither done nor refused; bytes behind it are kept for the next.
    void write(std::string_view bytes);

    [[nodiscard]] bool done() const noexcept { return stage_ == stage::done; }
    /// The status to refuse the request with; 0 while nothing is wrong.
    [[nodiscard]] int refusal() const noexcept { return refusal_; }
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// Whether a byte of the request has arrived.
    [[nodiscard]] bool started() const noexcept { return !head_.empty() || body_begun(); }
    /// Whether the head is complete.
    [[nodiscard]] bool body_begun() const noexcept { return stage_ != stage::head; }
    /// Whether the client waits for leave to send the body; asked once for each request.
    [[nodiscard]] bool must_encourage() noexcept;
    /// Bytes of memory in use.
    [[nodiscard]] std::size_t held() const noexcept;

    [[nodiscard]] bool keep_alive() const noexcept { return keep_alive_; }
    [[nodiscard]] server_request take() noexcept { return std::move(request_); }

private:
    enum class stage : unsigned char { head, sized, chunked, done, refused };

    [[nodiscard]] std::size_t read_some(std::string_view bytes);
    [[nodiscard]] std::size_t read_head(std::string_view bytes);
    [[nodiscard]] std::size_t read_sized(std::string_view bytes);
    [[nodiscard]] std::size_t read_chunked(std::string_view bytes);
    void end_head();
    void refuse(int status, std::string problem);

    const message_limits limits_;
    std::string head_{};
    std::string pending_{};
    server_request request_{};
    detail::chunk_decoder chunks_{};
    std::string problem_{};
    std::uint64_t remaining_ = 0;
    int refusal_ = 0;
    stage stage_ = stage::head;
    bool keep_alive_ = false;
    bool encouraged_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/request_reader.ipp>
#endif
