#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Appends `text` so that it stays on one line and cannot steer a terminal: control characters and bytes that
/// are not UTF-8 become escapes, and what would make it longer than `limit` is left out.
void append_printable(std::string& out, std::string_view text, std::size_t limit = std::string_view::npos);

/// `text` with `***` in place of what looks like a credential: the service quotes the signed request, session
/// token included, when a signature does not match, and pages of proxies quote headers.
std::string redacted(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/printable.ipp>
#endif
