#pragma once

#include <ecr/emulator/stored_image.hpp>
#include <ecr/emulator/stored_layer.hpp>
#include <ecr/model/lifecycle.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What a lifecycle policy would do, by digest.
struct stored_preview {
    std::string policy{};
    timestamp started_at{};
    std::map<std::string, ecr::lifecycle_policy_preview_result> results{};
};

/// A repository with all that is in it.
struct stored_repository {
    template <class Value>
    using by_name = std::map<std::string, Value, std::less<>>;

    ecr::repository description{};
    std::map<std::string, std::string> resource_tags{};
    std::optional<std::string> policy{};
    std::optional<std::string> lifecycle_policy{};
    std::optional<stored_preview> preview{};

    /// By digest.
    by_name<stored_image> images{};
    /// The digest that each image tag stands for.
    by_name<std::string> image_tags{};
    /// The digests of the images that refer to a subject, by the digest of that.
    by_name<std::set<std::string>> referrers{};
    /// When images that are being restored become active, with their digests.
    std::multimap<timestamp, std::string> restorations{};
    /// By digest.
    by_name<stored_layer> layers{};
    /// By id.
    by_name<layer_upload> uploads{};
    /// Of layers, uploads and manifests.
    std::uint64_t bytes = 0;

    /// Has what is due by `now` happen.
    void settle(timestamp now);

    /// The image that the identifier names, by its digest if it has one; null when there is none.
    [[nodiscard]] stored_image* find(const ecr::image_identifier& id);

    /// Adds an image that was not there; its layers and children are.
    stored_image& add(stored_image image);
    /// Points the tag at the image, away from another one that has it.
    void tag(stored_image& image, const std::string& name);
    /// Takes the tag away, which leaves the image.
    void untag(const std::string& name);
    /// Removes the image with its tags, and the layers that no other image uses.
    void remove(const std::string& digest);
    void archive(stored_image& image, timestamp now);
    /// Begins to restore an archived image.
    void restore(stored_image& image, timestamp done_at);
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/stored_repository.ipp>
#endif
