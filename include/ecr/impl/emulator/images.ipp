#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/refuse.hpp>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL bool is_image_tag(std::string_view text) {
    const auto in_tag = [](char c) { return detail::is_alphanumeric(c) || c == '_' || c == '.' || c == '-'; };
    return detail::each_is(text, in_tag) && text.size() <= 300 && text.front() != '.' && text.front() != '-';
}

ECR_DECL image_lookup look_up(stored_repository& in, const image_identifier& id) {
    const auto failed = [](image_failure_code code, std::string reason) {
        return image_lookup{nullptr, code, std::move(reason)};
    };
    if (!id.image_digest && !id.image_tag) {
        return failed(image_failure_code::missing_digest_and_tag,
                      "Invalid request parameters: both tag and digest cannot be null");
    }
    if (id.image_digest && !is_digest(*id.image_digest)) {
        return failed(image_failure_code::invalid_image_digest,
                      "Invalid request parameters: image digest should be like sha256:<hex>");
    }
    if (id.image_tag && !is_image_tag(*id.image_tag)) {
        return failed(image_failure_code::invalid_image_tag,
                      "Invalid request parameters: image tag should have letters, digits and _.- only");
    }
    auto* const found = in.find(id);
    if (found == nullptr) return failed(image_failure_code::image_not_found, "Requested image not found");
    if (id.image_tag && !found->tags.contains(*id.image_tag)) {
        return failed(image_failure_code::image_tag_does_not_match_digest, "The image tag '" + *id.image_tag +
                                                                               "' is not one of the image '" +
                                                                               found->digest + "'");
    }
    return {found, {}, {}};
}

ECR_DECL stored_image& require(const located& at, const image_identifier& id) {
    const auto found = look_up(at.stored, id);
    if (found.image != nullptr) return *found.image;
    if (found.code == image_failure_code::image_not_found ||
        found.code == image_failure_code::image_tag_does_not_match_digest) {
        refuse(errc::image_not_found,
               "The image with imageId {imageDigest:'" + id.image_digest.value_or("null") + "', imageTag:'" +
                   id.image_tag.value_or("null") + "'} does not exist within " + at.phrase());
    }
    refuse(errc::invalid_parameter, found.reason);
}

ECR_DECL update_image_storage_class_response
on_update_image_storage_class(const handling& on, const update_image_storage_class_request& request) {
    const auto at = locate(on, request);
    auto& image = require(at, request.image_id);
    const bool to_archive = request.target_storage_class == target_storage_class::archive;
    const auto expected = to_archive ? image_status::active : image_status::archived;
    const auto whose = "The image with digest '" + image.digest + "' in " + at.phrase();
    if (image.status != expected) {
        refuse(errc::image_storage_class_update_not_supported,
               whose + " cannot move to storage class " + std::string(request.target_storage_class.text()) +
                   " while it is " + std::string(to_string(image.status)));
    }
    if (to_archive && image.listed_by != 0) {
        refuse(errc::image_storage_class_update_not_supported,
               whose + " cannot be archived while a manifest list refers to it");
    }
    if (to_archive) {
        at.stored.archive(image, on.now);
    } else {
        at.stored.restore(image, on.now + on.all.times().restore);
    }
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .image_id =
                image_identifier{.image_digest = image.digest, .image_tag = request.image_id.image_tag},
            .image_status = image.status};
}

ECR_DECL std::span<const route> images_routes() {
    static constexpr route routes[] = {
        route_of<batch_delete_image, on_batch_delete_image>(),
        route_of<batch_get_image, on_batch_get_image>(),
        route_of<describe_images, on_describe_images>(),
        route_of<list_image_referrers, on_list_image_referrers>(),
        route_of<list_images, on_list_images>(),
        route_of<put_image, on_put_image>(),
        route_of<update_image_storage_class, on_update_image_storage_class>(),
    };
    return routes;
}

}
