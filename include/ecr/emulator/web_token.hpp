#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/json_document.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// A JSON web token, read but not verified.
struct web_token {
    detail::json_document header{};
    detail::json_document claims{};
    /// What the signature is of.
    std::string signed_text{};
    /// Bytes.
    std::string signature{};
};

/// Nothing if the text is no such token.
[[nodiscard]] ECR_DECL std::optional<web_token> read_web_token(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/web_token.ipp>
#endif
