#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

// Values in messages end in terminals and logs, so a hostile one must neither move the cursor nor flood them.
//
// A constant, because a call of a function with a std::string would find std::quoted as the better match.
inline constexpr auto quoted = [](std::string_view value) -> std::string {
    constexpr std::size_t longest = 100;

    std::string text("\"");
    for (const char c : value.substr(0, longest)) text += c >= ' ' && c <= '~' ? c : '?';
    if (value.size() > longest) text += "...";
    text += '"';
    return text;
};

}
