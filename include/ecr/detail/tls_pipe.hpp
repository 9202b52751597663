#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/stream.hpp>

#include <boost/system/error_code.hpp>

#include <string>

struct bio_method_st;
struct bio_st;

namespace ecr::inline ECR_ABI::detail {

/// What OpenSSL reads from and writes to: the stream below, of which only what needs no waiting is taken. It
/// is read straight into OpenSSL's memory, which that gives back while nothing comes.
struct tls_pipe {
    explicit tls_pipe(stream& lower) noexcept
        : below(&lower) {}

    stream* below;
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
