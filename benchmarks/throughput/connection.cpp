#include "../harness.hpp"
#include "connection.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <cerrno>
#include <string_view>
#include <sys/socket.h>
#include <unistd.h>

namespace bench {

connection::connection(int descriptor, SSL_CTX* tls)
    : descriptor_(descriptor) {
    if (tls == nullptr) return;
    ssl_.reset(SSL_new(tls));
    ensure(ssl_ != nullptr && SSL_set_fd(ssl_.get(), descriptor) == 1, "to lay TLS over a socket");
    SSL_set_accept_state(ssl_.get());
}

connection::~connection() {
    close(descriptor_);
}

connection::state connection::read(std::span<char> space) {
    for (;;) {
        const std::ptrdiff_t size = receive(space);
        if (size == later) return state::waits;
        if (size == closed) return state::over;
        if (take({space.data(), static_cast<std::size_t>(size)})) return state::asked;
        // A short read from a socket has emptied it, and epoll tells when there is more.
        if (!ssl_ && static_cast<std::size_t>(size) < space.size()) return state::waits;
    }
}

connection::state connection::answer(const std::string& text) {
    rest_ = text;
    return send_rest();
}

connection::state connection::send_rest() {
    while (!rest_.empty()) {
        const std::ptrdiff_t size = send(rest_);
        if (size == later) return state::waits;
        if (size == closed) return state::over;
        rest_.remove_prefix(static_cast<std::size_t>(size));
    }
    return state::waits;
}

bool connection::take(std::string_view text) {
    if (body_left_ == 0) {
        const bool is_split = !head_.empty();
        if (is_split) text = head_.append(text);
        request_head head;
        if (!read_head(text, head)) {
            if (!is_split) head_ = text;
            return false;
        }
        target_ = head.target;
        is_signed_ = head.is_signed;
        body_left_ = head.content_length;
        text.remove_prefix(head.size);
    }
    ensure(text.size() <= body_left_, "to read a request: it is longer than its head says");
    body_left_ -= text.size();
    head_.clear();
    return body_left_ == 0;
}

std::ptrdiff_t connection::receive(std::span<char> space) {
    if (ssl_) {
        ERR_clear_error();
        return outcome(SSL_read(ssl_.get(), space.data(), static_cast<int>(space.size())));
    }
    const ssize_t size = ::recv(descriptor_, space.data(), space.size(), 0);
    if (size >= 0) return size;
    return errno == EAGAIN ? later : closed;
}

std::ptrdiff_t connection::send(std::string_view text) {
    if (ssl_) {
        ERR_clear_error();
        return outcome(SSL_write(ssl_.get(), text.data(), static_cast<int>(text.size())));
    }
    const ssize_t size = ::send(descriptor_, text.data(), text.size(), MSG_NOSIGNAL);
    if (size > 0) return size;
    return errno == EAGAIN ? later : closed;
}

std::ptrdiff_t connection::outcome(int result) const {
    if (result > 0) return result;
    const int reason = SSL_get_error(ssl_.get(), result);
    return reason == SSL_ERROR_WANT_READ || reason == SSL_ERROR_WANT_WRITE ? later : closed;
}

}
