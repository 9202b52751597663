#pragma once

#include <ecr/emulator/handling.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What proves later that this emulator gave out the text: 64 hexadecimal digits.
[[nodiscard]] ECR_DECL std::string signature_of(const handling& on, std::string_view text);

/// Whether this emulator gave out the text.
[[nodiscard]] ECR_DECL bool is_signed(world& all, std::string_view text, std::string_view signature);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/signed_text.ipp>
#endif
