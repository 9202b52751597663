#pragma once

#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/manifest.hpp>
#include <ecr/emulator/push.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/room.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace pushing {

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
        check_references(at, pushed.image);
    }
    if (tag) pushing::check_tag(on, at, *tag, image);
    if (image == nullptr) {
        pushing::check_new(on, at, pushed.image);
        image = &add_pushed(at.stored, std::move(pushed), on.now);
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
