#pragma once

#include <ecr/http.hpp>
#include <ecr/violation.hpp>

#include <cstddef>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// Whether the body is so small that it follows the head in the same string, and one send suffices.
[[nodiscard]] constexpr bool is_sent_with_head(std::uint64_t body_size) noexcept {
    return body_size <= 16 * 1024;
}

/// Appends the request line, the headers, Content-Length and the empty line, then a body that is sent with
/// the head.
///
/// Refuses, and appends nothing, what would not be one request for the peer: line ends and other control
/// characters, a name that is no token, a second length. The violation names the header, or `method` or
/// `target`; values are secrets and stay out of it.
[[nodiscard]] ECR_DECL std::optional<violation> write_http_head(std::string& out,
                                                                const http_request& request);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/http_writer.ipp>
#endif
