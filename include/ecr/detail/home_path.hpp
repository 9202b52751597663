#pragma once

#include <ecr/detail/config.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The path with the home folder in place of a `~` that is all of it or stands before its first slash.
[[nodiscard]] inline std::string with_home(std::string_view home, std::string_view path) {
    const bool stands_for_home = path == "~" || path.starts_with("~/") || path.starts_with("~\\");
    if (!stands_for_home || home.empty()) return std::string(path);
    while (path.size() > 1 && (home.ends_with('/') || home.ends_with('\\'))) home.remove_suffix(1);
    return std::string(home) + std::string(path.substr(1));
}

}
