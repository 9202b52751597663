#pragma once

#include "answers.hpp"

#include <openssl/ssl.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace bench {

/// The server's end of one connection, over a socket that does not block.
class connection {
public:
    enum class state { waits, asked, over };

    /// Speaks TLS if there is a context. Owns the descriptor.
    connection(int descriptor, SSL_CTX* tls);
    connection(const connection&) = delete;
    connection& operator=(const connection&) = delete;
    ~connection();

    int descriptor() const noexcept { return descriptor_; }

    /// Reads until a request is complete (`asked`) or there is nothing to read. `space` is lent to read into.
    state read(std::span<char> space);
    /// What the last request is to be answered with.
    const std::string& choose(const answers& from) const { return from.to(target_, is_signed_); }
    /// Sends as much as the socket takes; the answer must stay until all of it is sent.
    state answer(const std::string& text);
    /// Sends what is left of an answer.
    state send_rest();
    bool has_rest() const noexcept { return !rest_.empty(); }

private:
    static constexpr std::ptrdiff_t later = -1;
    static constexpr std::ptrdiff_t closed = 0;

    std::ptrdiff_t receive(std::span<char> space);
    std::ptrdiff_t send(std::string_view text);
    std::ptrdiff_t outcome(int result) const;
    /// True when the request is complete.
    bool take(std::string_view text);

    struct free_ssl {
        void operator()(SSL* ssl) const noexcept { SSL_free(ssl); }
    };

    int descriptor_;
    std::unique_ptr<SSL, free_ssl> ssl_;
    std::string head_;
    std::uint64_t body_left_ = 0;
    std::string target_;
    bool is_signed_ = false;
    std::string_view rest_{};
};

}
