#pragma once

#include <ecr/emulator/push.hpp>
#include <ecr/emulator/refuse.hpp>

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace pushing {

/// Enough for people, where a manifest of megabytes may name nothing that exists.
inline constexpr int most_named = 10;

template <class Map>
std::string missing_from(const Map& all, const std::vector<std::string>& wanted) {
    std::string missing;
    int count = 0;
    for (const auto& digest : wanted) {
        if (all.contains(digest)) continue;
        if (count++ == most_named) return missing + ", ...";
        if (!missing.empty()) missing += ", ";
        missing += digest.substr(0, 200);
    }
    return missing;
}

/// Of the compressed layers; for an index, of its largest image.
ECR_DECL std::int64_t size_of(stored_repository& in, const stored_image& image) {
    std::int64_t size = 0;
    for (const auto& digest : std::set<std::string>(image.layers.begin(), image.layers.end()))
        size += static_cast<std::int64_t>(in.layers.find(digest)->second.bytes.size());
    for (const auto& digest : image.children) size = std::max(size, in.images.find(digest)->second.size);
    return size;
}

}

ECR_DECL void check_references(const located& at, const stored_image& image) {
    auto layers = image.layers;
    if (image.config_digest) layers.push_back(*image.config_digest);
    const auto no_layers = pushing::missing_from(at.stored.layers, layers);
    if (!no_layers.empty()) {
        refuse(errc::layers_not_found, "Layers with digests '[" + no_layers +
                                           "]' required for pushing an image into " + at.phrase() +
                                           " do not exist");
    }
    const auto no_images = pushing::missing_from(at.stored.images, image.children);
    if (!no_images.empty()) {
        refuse(errc::referenced_images_not_found, "Images with digests '[" + no_images +
                                                      "]' required for pushing an image into " + at.phrase() +
                                                      " do not exist");
    }
}

ECR_DECL stored_image& add_pushed(stored_repository& to, manifest pushed, timestamp pushed_at) {
    pushed.image.pushed_at = pushed_at;
    pushed.image.size = pushing::size_of(to, pushed.image);
    for (const auto& [digest, media_type] : pushed.media_types) {
        const auto layer = to.layers.find(digest);
        if (layer != to.layers.end() && !layer->second.media_type) layer->second.media_type = media_type;
    }
    return to.add(std::move(pushed.image));
}

}
