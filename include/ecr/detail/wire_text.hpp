#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/http.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// `text` fit for logs: beside what `redacted` takes out, members of JSON that hold keys, tokens and layer
/// data, users and queries of URLs, and any long run of characters that looks like base64.
[[nodiscard]] ECR_DECL std::string masked(std::string_view text);

/// Bytes of a body that a dump shows.
inline constexpr std::size_t longest_dumped_body = 64 * 1024;

[[nodiscard]] ECR_DECL std::string dump_request(const http_request& request);

/// `body` is the beginning of what came, `size` how much that was.
[[nodiscard]] ECR_DECL std::string dump_response(int status, std::span<const header_view> headers,
                                                 std::string_view body, std::uint64_t size);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/wire_text.ipp>
#endif
