#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>

namespace ecr::inline ECR_ABI {

/// What an answer may cost before it is given up, with its connection and without another attempt.
struct response_limits {
    /// Bytes of the status line and the headers, those of interim responses included.
    std::size_t max_head = 64 * 1024;
    std::size_t max_headers = 256;
    /// Bytes of the body; 100 manifests may be 400 MB.
    std::uint64_t max_body = 64 * 1024 * 1024;
};

}
