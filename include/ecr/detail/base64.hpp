#pragma once

/// \file
/// Base64 with the standard alphabet and padding: how the service carries layer parts and tokens in JSON.

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// Returns how many characters that many bytes become.
[[nodiscard]] constexpr std::size_t base64_size(std::size_t bytes) noexcept {
    return (bytes / 3 + (bytes % 3 != 0 ? 1 : 0)) * 4;
}

/// Encodes the bytes into exactly `base64_size(in.size())` characters at `out`, which must not overlap `in`.
ECR_DECL void base64_encode(std::span<const std::byte> in, char* out) noexcept;

/// Decodes text that arrives in pieces of any length.
/// Refuses whatever an encoder cannot have written: other characters (white space and line ends too), padding
/// anywhere but at the end, anything after it, and bits set that belong to no byte.
class base64_decoder {
public:
    /// Appends the bytes that this piece completes; false, with `out` as it was, if the text is refused.
    /// A refusal is final: later pieces are refused too.
    [[nodiscard]] bool write(std::string_view text, std::vector<std::byte>& out);

    /// Returns whether the text was accepted and ended with a whole group of four characters.
    [[nodiscard]] bool finish() const noexcept { return !refused_ && position_ == 0; }

private:
    bool put(char character, std::vector<std::byte>& out);
    bool end_group(std::vector<std::byte>& out);

    std::uint32_t bits_{};
    std::uint8_t position_{};
    std::uint8_t padding_{};
    bool refused_{};
};

}

/// The ways to encode, one of which base64_encode() chooses for the machine it runs on.
namespace ecr::inline ECR_ABI::detail::base64_kernel {

ECR_DECL void portable(std::span<const std::byte> in, char* out) noexcept;

#if ECR_X86_DISPATCH
__attribute__((target("ssse3"))) ECR_DECL void ssse3(std::span<const std::byte> in, char* out) noexcept;
__attribute__((target("avx2"))) ECR_DECL void avx2(std::span<const std::byte> in, char* out) noexcept;
#endif

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/base64.ipp>
#endif
