#pragma once

/// \file
/// What JSON text and the texts inside it must be: well-formed UTF-8.

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Returns how many bytes precede the first sequence that is not well-formed, or the size if all are.
/// Strict: overlong forms, surrogates, code points above U+10FFFF and a sequence cut off by the end are not.
[[nodiscard]] ECR_DECL std::size_t utf8_valid_prefix(std::string_view text) noexcept;

/// Returns how many code points well-formed text has; of other text, how many bytes continue no sequence.
[[nodiscard]] ECR_DECL std::size_t utf8_length(std::string_view text) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/utf8.ipp>
#endif
