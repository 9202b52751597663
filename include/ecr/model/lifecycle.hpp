#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/model/image.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class image_action_type {
    expire,
    transition,
};
ECR_ENUM(image_action_type, expire, transition);

enum class lifecycle_policy_preview_status {
    in_progress,
    complete,
    expired,
    failed,
};
ECR_ENUM(lifecycle_policy_preview_status, in_progress, complete, expired, failed);

enum class lifecycle_policy_storage_class {
    archive,
    standard,
};
ECR_ENUM(lifecycle_policy_storage_class, archive, standard);

enum class lifecycle_policy_target_storage_class {
    archive,
};
ECR_ENUM(lifecycle_policy_target_storage_class, archive);

struct lifecycle_policy_preview_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
};
ECR_SHAPE(lifecycle_policy_preview_filter, tag_status);

struct lifecycle_policy_rule_action {
    std::optional<open_enum<ecr::image_action_type>> type{};
    std::optional<open_enum<ecr::lifecycle_policy_target_storage_class>> target_storage_class{};
};
ECR_SHAPE(lifecycle_policy_rule_action, type, target_storage_class);

struct lifecycle_policy_preview_result {
    std::vector<std::string> image_tags{};
    std::optional<std::string> image_digest{};
    std::optional<timestamp> image_pushed_at{};
    std::optional<ecr::lifecycle_policy_rule_action> action{};
    std::optional<std::int32_t> applied_rule_priority{};
    std::optional<open_enum<ecr::lifecycle_policy_storage_class>> storage_class{};
};
ECR_SHAPE(lifecycle_policy_preview_result, image_tags, image_digest, image_pushed_at, action,
          applied_rule_priority, storage_class);

struct transitioning_image_total_count {
    std::optional<open_enum<ecr::lifecycle_policy_target_storage_class>> target_storage_class{};
    std::optional<std::int32_t> image_total_count{};
};
ECR_SHAPE(transitioning_image_total_count, target_storage_class, image_total_count);

struct lifecycle_policy_preview_summary {
    std::optional<std::int32_t> expiring_image_total_count{};
    std::vector<ecr::transitioning_image_total_count> transitioning_image_total_counts{};
};
ECR_SHAPE(lifecycle_policy_preview_summary, expiring_image_total_count, transitioning_image_total_counts);

}
