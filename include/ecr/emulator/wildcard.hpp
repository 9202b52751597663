#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Whether the text is what the pattern says, in which each asterisk stands for any text.
[[nodiscard]] constexpr bool matches_wildcard(std::string_view pattern, std::string_view text) noexcept {
    std::size_t at = 0;
    std::size_t of = 0;
    std::size_t asterisk = pattern.npos;
    std::size_t retry = 0;
    while (at != text.size()) {
        if (of != pattern.size() && pattern[of] == '*') {
            asterisk = of++;
            retry = at;
        } else if (of != pattern.size() && pattern[of] == text[at]) {
            ++of;
            ++at;
        } else if (asterisk != pattern.npos) {
            of = asterisk + 1;
            at = ++retry;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', of) == pattern.npos;
}

}
