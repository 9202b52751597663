#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>

namespace ecr::inline ECR_ABI::emulation {

/// How much an emulator keeps; what would be more is refused as `errc::limit_exceeded`, also by
/// operations that declare no such error.
struct quotas {
    /// Those that something was put into.
    std::size_t registries = 1'000;
    /// In each registry.
    std::size_t repositories = 100'000;
    std::size_t images_per_repository = 100'000;
    std::size_t tags_per_image = 1'000;
    /// Open at once, in each repository.
    std::size_t uploads_per_repository = 1'000;
    /// In each registry, those that have ended included.
    std::size_t backfills = 1'000;
    /// Of layers, uploads, manifests, policies and resource tags, over all registries.
    std::uint64_t bytes = std::uint64_t{16} << 30;
};

}
