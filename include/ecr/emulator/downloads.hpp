#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/companion.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Answers the URLs that `GetDownloadUrlForLayer` gives out, whole or in ranges.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_downloads();

/// The part of something that a client asks for.
struct byte_range {
    std::uint64_t first = 0;
    std::uint64_t size = 0;
};

/// What a `Range` header asks for: nothing if it is none that has to be heeded, a part of no bytes if it
/// cannot be satisfied.
[[nodiscard]] ECR_DECL std::optional<byte_range> read_range(std::string_view header, std::uint64_t size);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/downloads.ipp>
#endif
