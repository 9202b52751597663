#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/message.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What a request may cost before it is refused.
struct message_limits {
    /// Bytes of the request line and the headers.
    std::uint32_t max_head = 64 * 1024;
    std::size_t max_headers = 256;
    /// Bytes of the body; a layer part of 20 MiB makes 28 MB of JSON.
    std::uint64_t max_body = 32 * 1024 * 1024;
};

/// Reads requests from the bytes of a connection, in pieces of any size.
class request_reader {
public:
    explicit request_reader(const message_limits& limits);
    request_reader(const request_reader&) = delete;
    request_reader& operator=(const request_reader&) = delete;
    ~request_reader();

    /// Begins the next request with what was behind the last one.
    void reset();
    /// Reads on, while the request is neither done nor refused; bytes behind it are kept for the next.
    void write(std::string_view bytes);

    [[nodiscard]] bool done() const noexcept;
    /// The status to refuse the request with; 0 while nothing is wrong.
    [[nodiscard]] int refusal() const noexcept { return refusal_; }
    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    /// Whether a byte of the request has arrived.
    [[nodiscard]] bool started() const noexcept { return started_; }
    /// Whether the head is complete.
    [[nodiscard]] bool body_begun() const noexcept;
    /// Whether the client waits for leave to send the body; asked once for each request.
    [[nodiscard]] bool must_encourage();
    /// Bytes of memory in use.
    [[nodiscard]] std::size_t held() const noexcept;

    [[nodiscard]] bool keep_alive() const noexcept;
    [[nodiscard]] server_request take();

private:
    struct engine;

    void parse(std::string_view bytes);
    void refuse(int status, std::string problem);
    void check_head();

    const message_limits limits_;
    std::unique_ptr<engine> engine_;
    std::string pending_{};
    std::string problem_{};
    int refusal_ = 0;
    bool started_ = false;
    bool encouraged_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/request_reader.ipp>
#endif
