#pragma once

#include <ecr/model/image.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// What a lifecycle rule does to an image.
enum class image_action_type {
    /// Deletes it.
    expire,
    /// Moves it to another storage class.
    transition,
};
ECR_ENUM(image_action_type, expire, transition);

/// How far the preview of a lifecycle policy has come.
enum class lifecycle_policy_preview_status {
    in_progress,
    /// The results are there, on as many pages as it takes.
    complete,
    /// The results are no longer kept: start another preview.
    expired,
    /// There are no results: start another preview.
    failed,
};
ECR_ENUM(lifecycle_policy_preview_status, in_progress, complete, expired, failed);

/// Where an image is stored at the time of a preview.
enum class lifecycle_policy_storage_class {
    archive,
    standard,
};
ECR_ENUM(lifecycle_policy_storage_class, archive, standard);

/// Where a lifecycle rule moves an image.
enum class lifecycle_policy_target_storage_class {
    /// Long-term storage from which nothing can be pulled; billed for at least 90 days.
    archive,
};
ECR_ENUM(lifecycle_policy_target_storage_class, archive);

/// Which results `get_lifecycle_policy_preview` answers.
struct lifecycle_policy_preview_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
};
ECR_SHAPE(lifecycle_policy_preview_filter, tag_status);

/// What a lifecycle rule would do to an image.
struct lifecycle_policy_rule_action {
    std::optional<open_enum<ecr::image_action_type>> type{};
    /// Present only when `type` is `transition`.
    std::optional<open_enum<ecr::lifecycle_policy_target_storage_class>> target_storage_class{};
};
ECR_SHAPE(lifecycle_policy_rule_action, type, target_storage_class);

/// An image that a lifecycle policy would delete or move.
struct lifecycle_policy_preview_result {
    /// Empty for an untagged image.
    std::vector<std::string> image_tags{};
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::optional<std::string> image_digest{};
    std::optional<timestamp> image_pushed_at{};
    std::optional<ecr::lifecycle_policy_rule_action> action{};
    /// 1 or more, as `rulePriority` in the policy; rules with lower numbers apply first.
    std::optional<std::int32_t> applied_rule_priority{};
    std::optional<open_enum<ecr::lifecycle_policy_storage_class>> storage_class{};
};
ECR_SHAPE(lifecycle_policy_preview_result, image_tags, image_digest, image_pushed_at, action,
          applied_rule_priority, storage_class);

/// How many images a lifecycle policy would move to a storage class.
struct transitioning_image_total_count {
    std::optional<open_enum<ecr::lifecycle_policy_target_storage_class>> target_storage_class{};
    std::optional<std::int32_t> image_total_count{};
};
ECR_SHAPE(transitioning_image_total_count, target_storage_class, image_total_count);

/// How many images a lifecycle policy would delete and move, over all pages of the preview.
struct lifecycle_policy_preview_summary {
    std::optional<std::int32_t> expiring_image_total_count{};
    /// Empty when no image would be moved.
    std::vector<ecr::transitioning_image_total_count> transitioning_image_total_counts{};
};
ECR_SHAPE(lifecycle_policy_preview_summary, expiring_image_total_count, transitioning_image_total_counts);

}
