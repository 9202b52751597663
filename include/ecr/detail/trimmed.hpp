#pragma once

#include <ecr/detail/config.hpp>

#include <algorithm>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The text without the blanks around it; what is a blank differs between the places that settings stand in.
[[nodiscard]] inline std::string_view trimmed(std::string_view text, std::string_view blanks) noexcept {
    text.remove_prefix(std::min(text.size(), text.find_first_not_of(blanks)));
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

}
