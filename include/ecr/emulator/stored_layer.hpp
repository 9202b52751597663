#pragma once

#include <ecr/blob.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/timestamp.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// A layer or a configuration that was uploaded.
struct stored_layer {
    blob bytes{};
    /// As the first manifest that refers to it says.
    std::optional<std::string> media_type{};
    /// How many images refer to it, and how many of them can be pulled.
    std::size_t images = 0;
    std::size_t active_images = 0;
};

/// A layer of which parts arrive.
struct layer_upload {
    std::vector<std::byte> bytes{};
    /// Of `bytes`.
    detail::sha256 hash{};
    timestamp touched_at{};
    std::size_t last_part_size = 0;
    /// Whether a part before the last one is below the smallest size.
    bool has_small_part = false;
};

}
