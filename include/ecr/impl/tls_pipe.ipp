#pragma once

#include <ecr/detail/tls_pipe.hpp>

#include <boost/asio/error.hpp>

#include <openssl/bio.h>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL int fail_pipe(tls_pipe& pipe, boost::system::error_code error) noexcept {
    pipe.error = error;
    return -1;
}

ECR_DECL int read_pipe(BIO* bio, char* data, int size) {
    auto& pipe = *static_cast<tls_pipe*>(BIO_get_data(bio));
    const auto wanted = static_cast<std::size_t>(std::max(size, 0));
    BIO_clear_retry_flags(bio);
    if (pipe.below->wire().may_hurry(wanted)) {
        const auto got = pipe.below->try_read(boost::asio::buffer(data, wanted));
        if (!got.error) return static_cast<int>(got.bytes);
        if (!must_wait(got.error)) return fail_pipe(pipe, got.error);
    }
    BIO_set_retry_read(bio);
    return -1;
}

ECR_DECL int write_pipe(BIO* bio, const char* data, int size) {
    auto& pipe = *static_cast<tls_pipe*>(BIO_get_data(bio));
    const auto given = static_cast<std::size_t>(std::max(size, 0));
    BIO_clear_retry_flags(bio);
    std::size_t sent = 0;
    if (pipe.out.empty() && pipe.below->wire().may_hurry(given)) {
        const auto taken = pipe.below->try_write(boost::asio::buffer(data, given));
        if (taken.error && !must_wait(taken.error)) return fail_pipe(pipe, taken.error);
        sent = taken.bytes;
    }
    // No exception may pass through OpenSSL.
    try {
        pipe.out.append(data + sent, given - sent);
    } catch (...) {
        return fail_pipe(pipe, boost::asio::error::no_memory);
    }
    return size;
}

ECR_DECL long control_pipe(BIO*, int command, long, void*) noexcept {
    return command == BIO_CTRL_FLUSH || command == BIO_CTRL_DUP ? 1 : 0;
}

ECR_DECL bio_method_st* make_pipe_method() {
    BIO_METHOD* const method = BIO_meth_new(BIO_TYPE_SOURCE_SINK, "ecr stream");
    if (!method) return nullptr;
    BIO_meth_set_read(method, read_pipe);
    BIO_meth_set_write(method, write_pipe);
    BIO_meth_set_ctrl(method, control_pipe);
    return method;
}

ECR_DECL bio_st* make_pipe_end(bio_method_st* method, tls_pipe& pipe) {
    BIO* const bio = method ? BIO_new(method) : nullptr;
    if (!bio) return nullptr;
    BIO_set_data(bio, &pipe);
    BIO_set_init(bio, 1);
    return bio;
}

}
