#pragma once

#include <ecr/emulator/images.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace image_batches {

ECR_DECL image_failure failure(const image_identifier& id, image_failure_code code, std::string reason) {
    return {.image_id = id, .failure_code = code, .failure_reason = std::move(reason)};
}

ECR_DECL bool is_accepted(const batch_get_image_request& request, const stored_image& image) {
    const auto& accepted = request.accepted_media_types;
    return !accepted || std::ranges::find(*accepted, image.media_type) != accepted->end();
}

/// The first few indexes that list the image, for people.
ECR_DECL std::string lists_of(const stored_repository& in, const stored_image& image) {
    std::string digests;
    int count = 0;
    for (const auto& [digest, other] : in.images) {
        if (std::ranges::find(other.children, image.digest) == other.children.end()) continue;
        digests += (digests.empty() ? "" : ", ") + digest;
        if (++count == 5) break;
    }
    return "[" + digests + "]";
}

/// Removes the tag, or the image if it has no other, and tells what is gone.
ECR_DECL void erase(stored_repository& from, const stored_image& image, const std::optional<std::string>& tag,
                    std::vector<image_identifier>& gone) {
    const auto digest = image.digest;
    if (tag && image.tags.size() > 1) {
        gone.push_back({.image_digest = digest, .image_tag = *tag});
        from.untag(*tag);
        return;
    }
    for (const auto& each : image.tags) gone.push_back({.image_digest = digest, .image_tag = each});
    if (image.tags.empty()) gone.push_back({.image_digest = digest});
    from.remove(digest);
}

}

ECR_DECL batch_get_image_response on_batch_get_image(const handling& on,
                                                     const batch_get_image_request& request) {
    const auto at = locate(on, request);
    const bool recorded = !is_excluded(*on.look_at(request.registry_id), on.caller_arn);
    batch_get_image_response response;
    for (const auto& id : request.image_ids) {
        auto found = look_up(at.stored, id);
        if (found.image != nullptr && found.image->status != image_status::active) {
            found = {nullptr, image_failure_code::image_inaccessible,
                     "Requested image is " + std::string(to_string(found.image->status))};
        } else if (found.image != nullptr && !image_batches::is_accepted(request, *found.image)) {
            found = {nullptr, image_failure_code::image_not_found,
                     "Requested image has media type " + found.image->media_type + ", which is not accepted"};
        }
        if (found.image == nullptr) {
            response.failures.push_back(image_batches::failure(id, found.code, std::move(found.reason)));
            continue;
        }
        if (recorded) found.image->last_pulled_at = on.now;
        response.images.push_back(
            {.registry_id = at.registry_id,
             .repository_name = at.name,
             .image_id = image_identifier{.image_digest = found.image->digest, .image_tag = id.image_tag},
             .image_manifest = found.image->manifest,
             .image_manifest_media_type = found.image->media_type});
    }
    return response;
}

ECR_DECL batch_delete_image_response on_batch_delete_image(const handling& on,
                                                           const batch_delete_image_request& request) {
    const auto at = locate(on, request);
    batch_delete_image_response response;
    for (const auto& id : request.image_ids) {
        auto found = look_up(at.stored, id);
        const bool goes = found.image != nullptr && (!id.image_tag || found.image->tags.size() == 1);
        if (goes && found.image->listed_by != 0) {
            found = {nullptr, image_failure_code::image_referenced_by_manifest_list,
                     "Requested image referenced by manifest list: " +
                         image_batches::lists_of(at.stored, *found.image)};
        }
        if (found.image == nullptr) {
            response.failures.push_back(image_batches::failure(id, found.code, std::move(found.reason)));
            continue;
        }
        image_batches::erase(at.stored, *found.image, id.image_tag, response.image_ids);
    }
    return response;
}

}
