#pragma once

#include <ecr/detail/config.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The characters that a predicate accepts, as a table: for texts that are checked with every request.
class character_set {
public:
    template <class Predicate>
    constexpr explicit character_set(Predicate accepts) {
        for (std::size_t i = 0; i < accepted_.size(); ++i) accepted_[i] = accepts(static_cast<char>(i));
    }

    [[nodiscard]] constexpr bool has(char c) const noexcept {
        return accepted_[static_cast<unsigned char>(c)];
    }

    /// True for the empty text too. Looks at every character, which is faster than to stop early.
    [[nodiscard]] constexpr bool has_all(std::string_view text) const noexcept {
        bool all = true;
        for (const char c : text) all &= has(c);
        return all;
    }

private:
    std::array<bool, 256> accepted_{};
};

}
