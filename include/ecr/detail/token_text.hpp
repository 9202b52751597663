#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The token in a file's text: without one line end after it, as editors and `echo` leave one.
[[nodiscard]] inline or_refusal<std::string_view> token_of(std::string_view text) {
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    if (text.empty()) return refuse("is empty");
    for (const char c : text) {
        if (c == '\r' || c == '\n') return refuse("has more than one line");
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F') return refuse("has a control character");
    }
    return text;
}

}
