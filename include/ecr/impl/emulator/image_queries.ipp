#pragma once

#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/refuse.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace image_queries {

ECR_DECL bool keeps(const std::optional<open_enum<tag_status>>& wanted, const stored_image& image) {
    switch (wanted ? wanted->value_or(tag_status::any) : tag_status::any) {
    case tag_status::tagged:
        return !image.tags.empty();
    case tag_status::untagged:
        return image.tags.empty();
    case tag_status::any:
        break;
    }
    return true;
}

/// Both filters of statuses, of images and of artifacts, have the same texts.
template <class Filter>
bool keeps(const std::optional<open_enum<Filter>>& wanted, const stored_image& image) {
    if (!wanted) return image.status == image_status::active;
    return wanted->value_or(Filter::any) == Filter::any || wanted->text() == to_string(image.status);
}

template <class Filter>
bool keeps(const std::optional<Filter>& wanted, const stored_image& image) {
    if (!wanted) return image.status == image_status::active;
    return keeps(wanted->tag_status, image) && keeps(wanted->image_status, image);
}

ECR_DECL image_detail detail_of(const handling& on, const located& at, const stored_image& image) {
    image_detail detail{.registry_id = at.registry_id,
                        .repository_name = at.name,
                        .image_digest = image.digest,
                        .image_tags = {image.tags.begin(), image.tags.end()},
                        .image_size_in_bytes = image.size,
                        .image_pushed_at = image.pushed_at,
                        .image_manifest_media_type = image.media_type,
                        .artifact_media_type = image.artifact_type,
                        .last_recorded_pull_time = image.last_pulled_at,
                        .subject_manifest_digest = image.subject_digest,
                        .image_status = image.status,
                        .last_archived_at = image.archived_at,
                        .last_activated_at = image.activated_at};
    show_scan(on, *on.look_at(at.registry_id), image, detail);
    return detail;
}

/// Adds the ids of an image that come after the key, digest and tag with a space between, as far as the
/// page has room; false when it has no more.
ECR_DECL bool list(const stored_image& image, const pager& page, std::string& key,
                   std::vector<image_identifier>& ids) {
    const auto add = [&](std::string next, image_identifier id) {
        if (next <= page.after()) return true;
        if (ids.size() == page.size()) return false;
        ids.push_back(std::move(id));
        key = std::move(next);
        return true;
    };
    if (image.tags.empty()) return add(image.digest + " ", {.image_digest = image.digest});
    return std::ranges::all_of(image.tags, [&](const std::string& tag) {
        return add(image.digest + " " + tag, {.image_digest = image.digest, .image_tag = tag});
    });
}

ECR_DECL bool keeps_artifact(const std::optional<list_image_referrers_filter>& wanted,
                             const stored_image& image) {
    if (!wanted) return image.status == image_status::active;
    const auto& types = wanted->artifact_types;
    if (types && !types->empty() &&
        (!image.artifact_type || std::ranges::find(*types, *image.artifact_type) == types->end()))
        return false;
    return keeps(wanted->artifact_status, image);
}

ECR_DECL image_referrer referrer_of(const stored_image& image) {
    return {.digest = image.digest,
            .media_type = image.media_type,
            .artifact_type = image.artifact_type,
            .size = static_cast<std::int64_t>(image.manifest.size()),
            .annotations = image.annotations,
            .artifact_status = open_enum<artifact_status>(to_string(image.status))};
}

}

ECR_DECL describe_images_response on_describe_images(const handling& on,
                                                     const describe_images_request& request) {
    const auto at = locate(on, request);
    describe_images_response response;
    if (request.image_ids) {
        if (request.next_token || request.max_results)
            refuse_parameter("imageIds", "must be absent when nextToken or maxResults is present");
        for (const auto& id : *request.image_ids) {
            const auto& image = require(at, id);
            if (request.filter && !image_queries::keeps(request.filter, image)) continue;
            response.image_details.push_back(image_queries::detail_of(on, at, image));
        }
        return response;
    }
    response.next_token = fill_page(
        page_of(describe_images, request), at.stored.images,
        [&](const stored_image& each) { return image_queries::keeps(request.filter, each); },
        [&](const stored_image& each) {
            response.image_details.push_back(image_queries::detail_of(on, at, each));
        });
    return response;
}

ECR_DECL list_images_response on_list_images(const handling& on, const list_images_request& request) {
    const auto at = locate(on, request);
    const auto page = page_of(list_images, request);
    const auto& images = at.stored.images;
    list_images_response response;
    std::string last;
    // The page may begin in the middle of the tags of an image.
    for (auto each = images.lower_bound(page.after().substr(0, page.after().find(' '))); each != images.end();
         ++each) {
        if (!image_queries::keeps(request.filter, each->second)) continue;
        if (image_queries::list(each->second, page, last, response.image_ids)) continue;
        response.next_token = page.token_after(last);
        break;
    }
    return response;
}

ECR_DECL list_image_referrers_response on_list_image_referrers(const handling& on,
                                                               const list_image_referrers_request& request) {
    constexpr std::size_t usual_size = 50;
    const auto& subject = request.subject_id.image_digest;
    if (!is_digest(subject)) refuse_parameter("subjectId.imageDigest", "must be like sha256:<hex>");
    const auto at = locate(on, request);
    const auto page = page_of(list_image_referrers, request, usual_size);
    list_image_referrers_response response;
    std::map<std::string, const stored_image*> candidates;
    const auto found = at.stored.referrers.find(subject);
    if (found == at.stored.referrers.end()) return response;
    for (const auto& digest : found->second)
        candidates.emplace(digest, &at.stored.images.find(digest)->second);
    response.next_token = fill_page(
        page, candidates,
        [&](const stored_image* each) { return image_queries::keeps_artifact(request.filter, *each); },
        [&](const stored_image* each) { response.referrers.push_back(image_queries::referrer_of(*each)); });
    return response;
}

}
