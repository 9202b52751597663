#pragma once

#include <ecr/detail/hex.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/manifest.hpp>
#include <ecr/emulator/push.hpp>
#include <ecr/emulator/saved_repository.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace saving {

ECR_DECL detail::sha256 hash_of(const blob& bytes) {
    detail::sha256 hash;
    hash.update({reinterpret_cast<const std::uint8_t*>(bytes.bytes().data()), bytes.size()});
    return hash;
}

ECR_DECL std::string digest_of(const blob& bytes) {
    const auto digits = detail::hex(hash_of(bytes).finish());
    return std::string("sha256:").append(digits.data(), digits.size());
}

ECR_DECL saved_image save(const stored_image& image) {
    return {.manifest = image.manifest,
            .media_type = image.media_type,
            .tags = {image.tags.begin(), image.tags.end()},
            .pushed_at = image.pushed_at,
            .last_pulled_at = image.last_pulled_at,
            .status = image.status,
            .archived_at = image.archived_at,
            .activated_at = image.activated_at,
            .work = image.work};
}

/// A saved image with what its manifest says.
struct read_image {
    const saved_image* saved = nullptr;
    manifest pushed{};
};

/// The images, each after those that it lists.
ECR_DECL std::vector<read_image> in_order(const std::vector<saved_image>& images) {
    std::vector<read_image> rest;
    std::set<std::string> unplaced;
    for (const auto& each : images) {
        rest.push_back({&each, read_manifest(each.manifest, each.media_type)});
        unplaced.insert(rest.back().pushed.image.digest);
    }
    std::vector<read_image> ordered;
    while (!rest.empty()) {
        // No index can be below itself, as its digest depends on those that it lists. Clang 14 cannot read
        // the subrange that std::ranges::partition returns.
        const auto left = std::partition(rest.begin(), rest.end(), [&](const read_image& each) {
            return std::ranges::none_of(each.pushed.image.children,
                                        [&](const auto& child) { return unplaced.contains(child); });
        });
        const auto placed = ordered.size();
        std::ranges::move(rest.begin(), left, std::back_inserter(ordered));
        rest.erase(rest.begin(), left);
        for (auto at = placed; at != ordered.size(); ++at) unplaced.erase(ordered[at].pushed.image.digest);
    }
    return ordered;
}

/// Gives an image back what its manifest does not tell.
ECR_DECL void restore(const saved_image& saved, stored_repository& in, stored_image& image) {
    image.last_pulled_at = saved.last_pulled_at;
    image.work = saved.work;
    for (const auto& tag : saved.tags) in.tag(image, tag);
    const auto status = saved.status.value_or(image_status::active);
    if (status != image_status::active) in.archive(image, saved.archived_at.value_or(saved.pushed_at));
    if (status == image_status::activating)
        in.restore(image, saved.restored_at.value_or(saved.archived_at.value_or(saved.pushed_at)));
    image.archived_at = saved.archived_at;
    image.activated_at = saved.activated_at;
}

ECR_DECL void load_images(const saved_repository& saved, stored_repository& into) {
    const located at{.stored = into,
                     .registry_id = saved.description.registry_id.value_or(""),
                     .name = saved.description.repository_name.value_or("")};
    for (auto& each : in_order(saved.images)) {
        if (into.images.contains(each.pushed.image.digest)) continue;
        check_references(at, each.pushed.image);
        restore(*each.saved, into, add_pushed(into, std::move(each.pushed), each.saved->pushed_at));
    }
}

}

ECR_DECL saved_repository save(const stored_repository& stored) {
    saved_repository saved{.description = stored.description,
                           .resource_tags = stored.resource_tags,
                           .policy = stored.policy,
                           .lifecycle_policy = stored.lifecycle_policy};
    if (stored.preview) {
        saved.preview.emplace(
            saved_preview{.policy = stored.preview->policy, .started_at = stored.preview->started_at});
        for (const auto& [digest, result] : stored.preview->results) saved.preview->results.push_back(result);
    }
    std::map<std::string_view, timestamp> restored;
    for (const auto& [at, digest] : stored.restorations) restored.emplace(digest, at);
    for (const auto& [digest, image] : stored.images) {
        saved.images.push_back(saving::save(image));
        const auto due = restored.find(digest);
        if (due != restored.end()) saved.images.back().restored_at = due->second;
    }
    for (const auto& [digest, layer] : stored.layers)
        saved.layers.push_back({.bytes = layer.bytes, .media_type = layer.media_type});
    for (const auto& [id, upload] : stored.uploads) {
        saved.uploads.push_back({.id = id,
                                 .bytes = blob(upload.bytes),
                                 .touched_at = upload.touched_at,
                                 .last_part_size = static_cast<std::int64_t>(upload.last_part_size),
                                 .has_small_part = upload.has_small_part});
    }
    return saved;
}

ECR_DECL stored_repository load(const saved_repository& saved) {
    stored_repository loaded{.description = saved.description,
                             .resource_tags = saved.resource_tags,
                             .policy = saved.policy,
                             .lifecycle_policy = saved.lifecycle_policy};
    if (saved.preview) {
        loaded.preview.emplace(
            stored_preview{.policy = saved.preview->policy, .started_at = saved.preview->started_at});
        for (const auto& each : saved.preview->results)
            loaded.preview->results.emplace(each.image_digest.value_or(""), each);
    }
    for (const auto& layer : saved.layers) {
        const auto [at, fresh] =
            loaded.layers.emplace(saving::digest_of(layer.bytes),
                                  stored_layer{.bytes = layer.bytes, .media_type = layer.media_type});
        if (fresh) loaded.bytes += layer.bytes.size();
    }
    saving::load_images(saved, loaded);
    for (const auto& upload : saved.uploads) {
        const auto bytes = upload.bytes.bytes();
        loaded.uploads.insert_or_assign(
            upload.id, layer_upload{.bytes = {bytes.begin(), bytes.end()},
                                    .hash = saving::hash_of(upload.bytes),
                                    .touched_at = upload.touched_at,
                                    .last_part_size = static_cast<std::size_t>(upload.last_part_size),
                                    .has_small_part = upload.has_small_part});
    }
    for (const auto& [id, upload] : loaded.uploads) loaded.bytes += upload.bytes.size();
    return loaded;
}

}
