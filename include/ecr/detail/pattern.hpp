#pragma once

/// \file
/// Linear-time matching of the patterns in the service model, for checking requests before they are sent.

#include <ecr/detail/config.hpp>

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// A compiled expression; safe to share between threads.
///
/// Understands literals, `.` (any byte but a line feed), classes, groups, `|`, `? * + {m} {m,} {m,n}`, `^`,
/// `$` (only at the very end) and the escapes `\d \w \s \D \W \S`; any other escape must be of punctuation.
/// Matches bytes: those from 0x80 belong only to `.`, negated classes and `\D \W \S`.
class pattern {
public:
    /// Bound on the compiled program, and so on the work for each byte of a text.
    static constexpr std::size_t max_states = 1024;

    /// Nothing if the expression is malformed, ambiguous between dialects, not ASCII or too large.
    [[nodiscard]] static std::optional<pattern> compile(std::string_view expression);

    /// Whether the expression matches the whole text.
    [[nodiscard]] bool matches(std::string_view text) const;

private:
    friend class pattern_compiler;

    using byte_set = std::bitset<256>;

    enum class opcode : std::uint8_t { consume, fork, jump, begin, end, accept };

    // The operand of `consume` indexes `classes_`; that of `fork` and `jump` is relative, wrapping round to
    // go back, so that a piece of program can be copied. A `fork` also goes on to the next instruction.
    struct instruction {
        opcode code{};
        std::size_t operand = 0;
    };

    struct position {
        std::size_t offset = 0;
        std::size_t end = 0;
    };

    struct threads {
        std::vector<std::size_t>
            entered{}; // for each state, one more than the offset where it was last entered
        std::vector<std::size_t> waiting{}; // for a byte
        std::vector<std::size_t> pending{};
    };

    pattern() = default;

    void enter(std::size_t first, position at, threads& running) const;

    std::vector<instruction> program_;
    std::vector<byte_set> classes_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/pattern.ipp>
#endif
