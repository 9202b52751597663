#pragma once

#include <ecr/emulator/created_repository.hpp>
#include <ecr/emulator/image_copy.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/policy_grant.hpp>
#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/room.hpp>

#include <set>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace copying {

inline constexpr std::string_view denied = "AccessDeniedException";

ECR_DECL bool allows(const registry& to, const registry& from, std::string_view action) {
    if (to.account == from.account) return true;
    return to.settings.policy && grants(*to.settings.policy, from.account, action);
}

/// The image and the images that it lists, each after those that it lists itself.
ECR_DECL std::vector<const stored_image*> with_children(const stored_repository& of,
                                                        const stored_image& image) {
    std::vector<const stored_image*> order;
    std::set<const stored_image*> seen;
    std::vector<std::pair<const stored_image*, bool>> waiting{{&image, false}};
    while (!waiting.empty()) {
        const auto [each, is_complete] = waiting.back();
        waiting.pop_back();
        if (is_complete) order.push_back(each);
        if (is_complete || !seen.insert(each).second) continue;
        waiting.emplace_back(each, true);
        for (const auto& digest : each->children) {
            const auto child = of.images.find(digest);
            if (child != of.images.end()) waiting.emplace_back(&child->second, false);
        }
    }
    return order;
}

ECR_DECL void copy_layers(const handling& on, const stored_repository& from, const stored_image& image,
                          stored_repository& to) {
    auto wanted = image.layers;
    if (image.config_digest) wanted.push_back(*image.config_digest);
    for (const auto& digest : wanted) {
        const auto layer = from.layers.find(digest);
        if (layer == from.layers.end() || to.layers.contains(digest)) continue;
        check_room(on, layer->second.bytes.size());
        to.layers.emplace(digest,
                          stored_layer{.bytes = layer->second.bytes, .media_type = layer->second.media_type});
        to.bytes += layer->second.bytes.size();
    }
}

ECR_DECL void copy_one(const handling& there, const registry& to, const std::string& repository,
                       const stored_repository& from, const stored_image& image, stored_repository& into) {
    if (into.images.contains(image.digest)) return;
    copy_layers(there, from, image, into);
    check_room(there, image.manifest.size());
    auto copy = image;
    copy.tags.clear();
    copy.pushed_at = there.now;
    copy.last_pulled_at.reset();
    copy.status = image_status::active;
    copy.archived_at.reset();
    copy.activated_at.reset();
    copy.listed_by = 0;
    copy.work = {};
    scan_on_push(there, to, repository, into.add(std::move(copy)));
}

ECR_DECL std::optional<std::string> copy_tag(stored_repository& into, const std::string& digest,
                                             const std::string& tag) {
    auto& image = into.images.find(digest)->second;
    if (image.tags.contains(tag)) return std::nullopt;
    if (into.image_tags.contains(tag) && !may_move(into.description, tag))
        return std::string(to_string(errc::image_tag_already_exists));
    into.tag(image, tag);
    return std::nullopt;
}

ECR_DECL std::optional<std::string> copy(const handling& there, const registry& from, registry& to,
                                         const std::string& repository, const stored_repository& source,
                                         const stored_image& image, const std::set<std::string>& tags) {
    if (!allows(to, from, "ecr:ReplicateImage")) return std::string(denied);
    if (image.status != image_status::active) return std::string(to_string(errc::image_archived));
    if (!to.repositories.contains(repository)) {
        if (!allows(to, from, "ecr:CreateRepository")) return std::string(denied);
        create_for(there, to, repository, rct_applied_for::replication);
    }
    auto& into = to.repositories.find(repository)->second;
    for (const auto* each : with_children(source, image))
        copy_one(there, to, repository, source, *each, into);
    std::optional<std::string> problem;
    for (const auto& tag : tags) {
        auto failure = copy_tag(into, image.digest, tag);
        if (failure) problem = std::move(failure);
    }
    return problem;
}

}

ECR_DECL std::optional<std::string> copy_image(const handling& on, const registry& from,
                                               const std::string& repository, const ecr::image_identifier& id,
                                               const ecr::replication_destination& to) {
    const auto source = from.repositories.find(repository);
    if (source == from.repositories.end()) return std::string(to_string(errc::repository_not_found));
    const auto image = source->second.images.find(id.image_digest.value_or(""));
    if (image == source->second.images.end()) return std::string(to_string(errc::image_not_found));
    std::set<std::string> tags;
    if (id.image_tag) {
        tags.insert(*id.image_tag);
    } else {
        tags = image->second.tags;
    }
    auto there = on;
    there.account = to.registry_id;
    there.region = to.region;
    // Without a policy of its own, another account's registry lets nobody in.
    if (to.registry_id != from.account && !on.all.find(to.registry_id, to.region))
        return std::string(copying::denied);
    try {
        auto& into = there.registry_of({});
        return copying::copy(there, from, into, repository, source->second, image->second, tags);
    } catch (const service_fault& fault) {
        return std::string(to_string(fault.code));
    }
}

}
