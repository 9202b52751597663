#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// The prefix without the slash that may end it, so that the two ways to write it are one.
[[nodiscard]] constexpr std::string_view bare_prefix(std::string_view prefix) noexcept {
    if (prefix.ends_with('/')) prefix.remove_suffix(1);
    return prefix;
}

/// How many characters of a repository's name the prefix covers: 0 for `ROOT`, nothing if the name is not
/// below the prefix.
[[nodiscard]] constexpr std::optional<std::size_t> covered_by(std::string_view prefix,
                                                              std::string_view repository) noexcept {
    if (prefix == "ROOT") return 0;
    const auto bare = bare_prefix(prefix);
    const bool below =
        repository.size() > bare.size() && repository.starts_with(bare) && repository[bare.size()] == '/';
    return below ? std::optional(bare.size()) : std::nullopt;
}

}
