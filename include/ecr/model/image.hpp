#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class tag_status {
    tagged,
    untagged,
    any,
};
ECR_ENUM(tag_status, tagged, untagged, any);

enum class image_status {
    active,
    archived,
    activating,
};
ECR_ENUM(image_status, active, archived, activating);

enum class image_status_filter {
    active,
    archived,
    activating,
    any,
};
ECR_ENUM(image_status_filter, active, archived, activating, any);

enum class artifact_status {
    active,
    archived,
    activating,
};
ECR_ENUM(artifact_status, active, archived, activating);

enum class artifact_status_filter {
    active,
    archived,
    activating,
    any,
};
ECR_ENUM(artifact_status_filter, active, archived, activating, any);

enum class target_storage_class {
    standard,
    archive,
};
ECR_ENUM(target_storage_class, standard, archive);

enum class image_failure_code {
    invalid_image_digest,
    invalid_image_tag,
    image_tag_does_not_match_digest,
    image_not_found,
    missing_digest_and_tag,
    image_referenced_by_manifest_list,
    kms_error,
    upstream_access_denied,
    upstream_too_many_requests,
    upstream_unavailable,
    image_inaccessible,
};
ECR_ENUM_AS(upper_camel, "", image_failure_code, invalid_image_digest, invalid_image_tag,
            image_tag_does_not_match_digest, image_not_found, missing_digest_and_tag,
            image_referenced_by_manifest_list, kms_error, upstream_access_denied, upstream_too_many_requests,
            upstream_unavailable, image_inaccessible);

struct image_identifier {
    std::optional<std::string> image_digest{};
    std::optional<std::string> image_tag{};
};
ECR_SHAPE(image_identifier, image_digest, image_tag);

struct image {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::optional<std::string> image_manifest{};
    std::optional<std::string> image_manifest_media_type{};
};
ECR_SHAPE(image, registry_id, repository_name, image_id, image_manifest, image_manifest_media_type);

struct image_detail {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> image_digest{};
    std::vector<std::string> image_tags{};
    std::optional<std::int64_t> image_size_in_bytes{};
    std::optional<timestamp> image_pushed_at{};
    std::optional<ecr::image_scan_status> image_scan_status{};
    std::optional<ecr::image_scan_findings_summary> image_scan_findings_summary{};
    std::optional<std::string> image_manifest_media_type{};
    std::optional<std::string> artifact_media_type{};
    std::optional<timestamp> last_recorded_pull_time{};
    std::optional<std::string> subject_manifest_digest{};
    std::optional<open_enum<ecr::image_status>> image_status{};
    std::optional<timestamp> last_archived_at{};
    std::optional<timestamp> last_activated_at{};
};
ECR_SHAPE(image_detail, registry_id, repository_name, image_digest, image_tags, image_size_in_bytes,
          image_pushed_at, image_scan_status, image_scan_findings_summary, image_manifest_media_type,
          artifact_media_type, last_recorded_pull_time, subject_manifest_digest, image_status,
          last_archived_at, last_activated_at);

struct image_failure {
    std::optional<ecr::image_identifier> image_id{};
    std::optional<open_enum<ecr::image_failure_code>> failure_code{};
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(image_failure, image_id, failure_code, failure_reason);

struct image_referrer {
    std::string digest{};
    std::string media_type{};
    std::optional<std::string> artifact_type{};
    std::int64_t size{};
    std::map<std::string, std::string> annotations{};
    std::optional<open_enum<ecr::artifact_status>> artifact_status{};
};
ECR_SHAPE(image_referrer, digest, media_type, artifact_type, size, annotations, artifact_status);

struct subject_identifier {
    std::string image_digest{};
};
ECR_SHAPE(subject_identifier, image_digest);

struct describe_images_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
    std::optional<open_enum<ecr::image_status_filter>> image_status{};
};
ECR_SHAPE(describe_images_filter, tag_status, image_status);

struct list_images_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
    std::optional<open_enum<ecr::image_status_filter>> image_status{};
};
ECR_SHAPE(list_images_filter, tag_status, image_status);

struct list_image_referrers_filter {
    std::optional<std::vector<std::string>> artifact_types{};
    std::optional<open_enum<ecr::artifact_status_filter>> artifact_status{};
};
ECR_SHAPE(list_image_referrers_filter, artifact_types, artifact_status);

}
