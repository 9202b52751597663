#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// Splits a command into words as a shell does, of whose other abilities there are none: blanks part words,
/// quotes keep them together, and a backslash takes the next character as it is. Inside of single quotes a
/// backslash is nothing special, and inside of double quotes only before `"` and a backslash.
[[nodiscard]] ECR_DECL or_refusal<std::vector<std::string>> split_command(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/command_line.ipp>
#endif
