#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Takes the chunked transfer coding off a body that arrives in pieces of any size; keeps no bytes.
///
/// Extensions and trailers are passed over, each line of the former and all of the latter up to a limit.
class chunk_decoder {
public:
    /// What the front of some bytes was: `used` of them, the last of which are data of the body.
    struct taken {
        std::size_t used = 0;
        std::string_view data{};
    };

    explicit chunk_decoder(std::size_t max_line = 0) noexcept
        : max_line_(max_line) {}

    /// Takes bytes up to the end of the next data, of the body or of `bytes`.
    [[nodiscard]] ECR_DECL taken take(std::string_view bytes) noexcept;

    [[nodiscard]] bool done() const noexcept { return state_ == state::done; }
    [[nodiscard]] bool failed() const noexcept { return !problem_.empty(); }
    [[nodiscard]] std::string_view problem() const noexcept { return problem_; }

private:
    enum class state : unsigned char {
        size_begin,
        size,
        extension,
        size_end,
        data,
        data_end,
        data_line_end,
        trailer_begin,
        trailer_name,
        trailer_value,
        trailer_end,
        last_line_end,
        done
    };

    ECR_DECL void framing(char c) noexcept;
    ECR_DECL void size_digit(char c) noexcept;
    ECR_DECL void size_line(char c) noexcept;
    ECR_DECL void trailer(char c) noexcept;
    ECR_DECL void expect(char c, char expected, state next) noexcept;

    std::uint64_t remaining_ = 0;
    std::size_t line_ = 0;
    std::size_t max_line_;
    std::string_view problem_{};
    state state_ = state::size_begin;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/chunk_decoder.ipp>
#endif
