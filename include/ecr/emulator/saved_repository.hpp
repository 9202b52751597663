#pragma once

#include <ecr/blob.hpp>
#include <ecr/emulator/image_work.hpp>
#include <ecr/emulator/stored_repository.hpp>
#include <ecr/model/image.hpp>
#include <ecr/model/lifecycle.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// An image as JSON keeps it; the rest follows from the manifest.
struct saved_image {
    std::string manifest{};
    std::string media_type{};
    std::vector<std::string> tags{};
    timestamp pushed_at{};
    std::optional<timestamp> last_pulled_at{};
    open_enum<ecr::image_status> status = image_status::active;
    std::optional<timestamp> archived_at{};
    std::optional<timestamp> activated_at{};
    /// When an image that is being restored becomes active.
    std::optional<timestamp> restored_at{};
    image_work work{};
};
ECR_SHAPE(saved_image, manifest, media_type, tags, pushed_at, last_pulled_at, status, archived_at,
          activated_at, restored_at, work);

/// A layer as JSON keeps it; its digest follows from the bytes.
struct saved_layer {
    blob bytes{};
    std::optional<std::string> media_type{};
};
ECR_SHAPE(saved_layer, bytes, media_type);

struct saved_upload {
    std::string id{};
    blob bytes{};
    timestamp touched_at{};
    std::int64_t last_part_size = 0;
    bool has_small_part = false;
};
ECR_SHAPE(saved_upload, id, bytes, touched_at, last_part_size, has_small_part);

struct saved_preview {
    std::string policy{};
    timestamp started_at{};
    std::vector<ecr::lifecycle_policy_preview_result> results{};
};
ECR_SHAPE(saved_preview, policy, started_at, results);

/// A repository as JSON keeps it.
struct saved_repository {
    ecr::repository description{};
    std::map<std::string, std::string> resource_tags{};
    std::optional<std::string> policy{};
    std::optional<std::string> lifecycle_policy{};
    std::optional<saved_preview> preview{};
    std::vector<saved_image> images{};
    std::vector<saved_layer> layers{};
    std::vector<saved_upload> uploads{};
};
ECR_SHAPE(saved_repository, description, resource_tags, policy, lifecycle_policy, preview, images, layers,
          uploads);

/// Shares the bytes of layers, not those of uploads.
[[nodiscard]] ECR_DECL saved_repository save(const stored_repository& stored);

/// The repository that was saved; throws a `service_fault` if its images do not fit together.
[[nodiscard]] ECR_DECL stored_repository load(const saved_repository& saved);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/saved_repository.ipp>
#endif
