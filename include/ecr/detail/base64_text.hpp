#pragma once

/// \file
/// Base64 of short texts at once; what is long or arrives in pieces goes through ecr/detail/base64.hpp.

#include <ecr/detail/config.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL std::string to_base64(std::string_view bytes);

/// The bytes, or nothing for a text that no encoder has written.
[[nodiscard]] ECR_DECL std::optional<std::string> from_base64(std::string_view text);

/// \name The same in the alphabet of URLs, without padding.
/// @{
[[nodiscard]] ECR_DECL std::string to_base64url(std::string_view bytes);
[[nodiscard]] ECR_DECL std::optional<std::string> from_base64url(std::string text);
/// @}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/base64_text.ipp>
#endif
