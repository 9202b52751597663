#pragma once

#include <ecr/emulator/stored_repository.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace storing {

/// Calls `visit` with each different layer of the image that the repository has, its configuration included.
template <class Visitor>
void for_each_layer(stored_repository& in, const stored_image& image, Visitor visit) {
    std::set<std::string_view> digests(image.layers.begin(), image.layers.end());
    if (image.config_digest) digests.insert(*image.config_digest);
    for (const auto digest : digests) {
        const auto layer = in.layers.find(digest);
        if (layer != in.layers.end()) visit(layer);
    }
}

template <class Visitor>
void for_each_child(stored_repository& in, const stored_image& image, Visitor visit) {
    const std::set<std::string_view> digests(image.children.begin(), image.children.end());
    for (const auto digest : digests) {
        const auto child = in.images.find(digest);
        if (child != in.images.end()) visit(child->second);
    }
}

ECR_DECL bool is_active(const stored_image& image) {
    return image.status == image_status::active;
}

}

ECR_DECL void stored_repository::settle(timestamp now) {
    while (!restorations.empty() && restorations.begin()->first <= now) {
        const auto [at, digest] = *restorations.begin();
        restorations.erase(restorations.begin());
        const auto found = images.find(digest);
        // One that was deleted and pushed again meanwhile is active already.
        if (found == images.end() || found->second.status != image_status::activating) continue;
        found->second.status = image_status::active;
        found->second.activated_at = at;
        storing::for_each_layer(*this, found->second, [](auto layer) { ++layer->second.active_images; });
    }
}

ECR_DECL stored_image* stored_repository::find(const ecr::image_identifier& id) {
    std::string_view digest;
    if (id.image_digest) {
        digest = *id.image_digest;
    } else if (id.image_tag) {
        const auto named = image_tags.find(*id.image_tag);
        if (named == image_tags.end()) return nullptr;
        digest = named->second;
    }
    const auto found = images.find(digest);
    return found == images.end() ? nullptr : &found->second;
}

ECR_DECL stored_image& stored_repository::add(stored_image image) {
    bytes += image.manifest.size();
    storing::for_each_layer(*this, image, [](auto layer) {
        ++layer->second.images;
        ++layer->second.active_images;
    });
    storing::for_each_child(*this, image, [](stored_image& child) { ++child.listed_by; });
    if (image.subject_digest) referrers[*image.subject_digest].insert(image.digest);
    auto digest = image.digest;
    return images.emplace(std::move(digest), std::move(image)).first->second;
}

ECR_DECL void stored_repository::tag(stored_image& image, const std::string& name) {
    untag(name);
    image_tags.emplace(name, image.digest);
    image.tags.insert(name);
}

ECR_DECL void stored_repository::untag(const std::string& name) {
    const auto named = image_tags.find(name);
    if (named == image_tags.end()) return;
    images.find(named->second)->second.tags.erase(named->first);
    image_tags.erase(named);
}

ECR_DECL void stored_repository::remove(const std::string& digest) {
    const auto found = images.find(digest);
    if (found == images.end()) return;
    const stored_image image = std::move(found->second);
    images.erase(found);
    bytes -= image.manifest.size();
    for (const auto& name : image.tags) image_tags.erase(name);
    storing::for_each_child(*this, image, [](stored_image& child) { --child.listed_by; });
    if (image.subject_digest) {
        const auto subject = referrers.find(*image.subject_digest);
        subject->second.erase(image.digest);
        if (subject->second.empty()) referrers.erase(subject);
    }
    storing::for_each_layer(*this, image, [&](auto layer) {
        if (storing::is_active(image)) --layer->second.active_images;
        if (--layer->second.images != 0) return;
        bytes -= layer->second.bytes.size();
        layers.erase(layer);
    });
    std::erase_if(restorations, [&](const auto& due) { return due.second == image.digest; });
}

ECR_DECL void stored_repository::archive(stored_image& image, timestamp now) {
    image.status = image_status::archived;
    image.archived_at = now;
    storing::for_each_layer(*this, image, [](auto layer) { --layer->second.active_images; });
}

ECR_DECL void stored_repository::restore(stored_image& image, timestamp done_at) {
    image.status = image_status::activating;
    restorations.emplace(done_at, image.digest);
}

}
