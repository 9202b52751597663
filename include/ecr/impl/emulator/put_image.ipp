#pragma once

#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/manifest.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/repositories.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace pushing {

template <class Map>
std::string missing_from(const Map& all, const std::vector<std::string>& wanted) {
    std::string missing;
    for (const auto& digest : wanted) {
        if (all.contains(digest)) continue;
        if (!missing.empty()) missing += ", ";
        missing += digest;
    }
    return missing;
}

/// Refuses an image that refers to what the repository lacks.
ECR_DECL void check_references(const located& at, const stored_image& image) {
    auto layers = image.layers;
    if (image.config_digest) layers.push_back(*image.config_digest);
    const auto no_layers = missing_from(at.stored.layers, layers);
    if (!no_layers.empty()) {
        refuse(errc::layers_not_found, "Layers with digests '[" + no_layers +
                                           "]' required for pushing an image into " + at.phrase() +
                                           " do not exist");
    }
    const auto no_images = missing_from(at.stored.images, image.children);
    if (!no_images.empty()) {
        refuse(errc::referenced_images_not_found, "Images with digests '[" + no_images +
                                                      "]' required for pushing an image into " + at.phrase() +
                                                      " do not exist");
    }
}

ECR_DECL void check_tag(const handling& on, const located& at, const std::string& tag,
                        const stored_image* image) {
    const auto taken = at.stored.image_tags.find(tag);
    if (taken != at.stored.image_tags.end() && !may_move(at.stored.description, tag)) {
        refuse(errc::image_tag_already_exists,
               "The image tag '" + tag + "' already exists in the '" + at.name +
                   "' repository in the registry with id '" + at.registry_id +
                   "' and cannot be overwritten because the tag is immutable");
    }
    const auto most = on.all.limits().tags_per_image;
    if (image != nullptr && image->tags.size() >= most) {
        refuse(errc::limit_exceeded, "The image with digest '" + image->digest + "' in " + at.phrase() +
                                         " already has the most of " + std::to_string(most) + " tags");
    }
}

ECR_DECL void check_new(const handling& on, const located& at, const stored_image& image) {
    const auto most = on.all.limits().images_per_repository;
    if (at.stored.images.size() >= most) {
        refuse(errc::limit_exceeded,
               "There are already the most of " + std::to_string(most) + " images in " + at.phrase());
    }
    check_room(on, image.manifest.size());
}

/// Of the compressed layers; for an index, of its largest image.
ECR_DECL std::int64_t size_of(stored_repository& in, const stored_image& image) {
    std::int64_t size = 0;
    for (const auto& digest : std::set<std::string>(image.layers.begin(), image.layers.end()))
        size += static_cast<std::int64_t>(in.layers.find(digest)->second.bytes.size());
    for (const auto& digest : image.children) size = std::max(size, in.images.find(digest)->second.size);
    return size;
}

ECR_DECL stored_image& store(const handling& on, const located& at, manifest pushed) {
    pushed.image.pushed_at = on.now;
    pushed.image.size = size_of(at.stored, pushed.image);
    for (const auto& [digest, media_type] : pushed.media_types) {
        const auto layer = at.stored.layers.find(digest);
        if (layer != at.stored.layers.end() && !layer->second.media_type)
            layer->second.media_type = media_type;
    }
    return at.stored.add(std::move(pushed.image));
}

/// Refuses a push that would change nothing.
ECR_DECL void check_change(const located& at, const std::optional<std::string>& tag,
                           const stored_image& image) {
    if (tag && !image.tags.contains(*tag)) return;
    const auto tagged = tag ? " and tag '" + *tag + "'" : std::string();
    refuse(errc::image_already_exists,
           "Image with digest '" + image.digest + "'" + tagged + " already exists in " + at.phrase());
}

}

ECR_DECL put_image_response on_put_image(const handling& on, const put_image_request& request) {
    const auto& tag = request.image_tag;
    if (tag && !is_image_tag(*tag))
        refuse_parameter("imageTag", "must satisfy regular expression '[a-zA-Z0-9_][a-zA-Z0-9-_.]*'");
    const auto at = locate(on, request);
    auto pushed = read_manifest(request.image_manifest, request.image_manifest_media_type);
    const auto digest = pushed.image.digest;
    if (request.image_digest && *request.image_digest != digest) {
        refuse(errc::image_digest_does_not_match, "The manifest pushed to " + at.phrase() +
                                                      " has the digest '" + digest + "' instead of '" +
                                                      *request.image_digest + "'");
    }
    auto* image = at.stored.find({.image_digest = digest});
    if (image != nullptr) {
        pushing::check_change(at, tag, *image);
    } else {
        pushing::check_references(at, pushed.image);
    }
    if (tag) pushing::check_tag(on, at, *tag, image);
    if (image == nullptr) {
        pushing::check_new(on, at, pushed.image);
        image = &pushing::store(on, at, std::move(pushed));
    }
    if (tag) at.stored.tag(*image, *tag);
    image_pushed(on, on.registry_of(request.registry_id), at.name, *image);
    return {.image = ecr::image{.registry_id = at.registry_id,
                                .repository_name = at.name,
                                .image_id = image_identifier{.image_digest = digest, .image_tag = tag},
                                .image_manifest = image->manifest,
                                .image_manifest_media_type = image->media_type}};
}

}
