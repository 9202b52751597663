#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/stream.hpp>

#include <boost/system/error_code.hpp>

#include <array>
#include <cstddef>
#include <string>

struct bio_method_st;
struct bio_st;

namespace ecr::inline ECR_ABI::detail {

/// What OpenSSL reads from and writes to: the stream below, of which only what needs no waiting is taken.
///
/// A few bytes that came while waiting stand in a buffer; the rest is read straight into OpenSSL's memory, so
/// that a waiting connection is small.
struct tls_pipe {
    explicit tls_pipe(stream& lower) noexcept
        : below(&lower) {}

    /// Where the next read may put its bytes; call `arrived` then.
    [[nodiscard]] boost::asio::mutable_buffer room() noexcept { return boost::asio::buffer(in); }
    void arrived(std::size_t bytes) noexcept;

    stream* below;
    std::array<char, 4096> in{};
    std::size_t begin = 0;
    std::size_t end = 0;
    /// Whether the stream below is likely to have more at once.
    bool more = false;
    /// What the stream below would not take at once.
    std::string out{};
    boost::system::error_code error{};
};

[[nodiscard]] ECR_DECL bio_method_st* make_pipe_method();

/// An end for OpenSSL; null when memory is short.
[[nodiscard]] ECR_DECL bio_st* make_pipe_end(bio_method_st* method, tls_pipe& pipe);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/tls_pipe.ipp>
#endif
