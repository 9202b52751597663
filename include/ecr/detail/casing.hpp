#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// How a snake_case name of this library is spelled on the wire.
enum class casing : unsigned char {
    lower_camel, // repository_name -> repositoryName
    upper_camel, // image_not_found -> ImageNotFound
    screaming,   // in_progress -> IN_PROGRESS
    kebab,       // docker_hub -> docker-hub
};

constexpr char to_upper(char c) noexcept {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

/// Writes `name` in the given casing to `out` and returns the length, which is never more than that of
/// `name`.
///
/// One trailing underscore, there because the name is a keyword, is dropped.
constexpr std::size_t write_cased(casing style, std::string_view name, char* out) noexcept {
    if (name.ends_with('_')) name.remove_suffix(1);
    const bool camel = style == casing::lower_camel || style == casing::upper_camel;
    bool raise = style == casing::upper_camel;
    std::size_t length = 0;
    for (const char c : name) {
        if (c == '_' && camel) {
            raise = true;
            continue;
        }
        char written = raise || style == casing::screaming ? to_upper(c) : c;
        if (c == '_' && style == casing::kebab) written = '-';
        out[length++] = written;
        raise = false;
    }
    return length;
}

}
