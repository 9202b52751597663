#pragma once

#include <ecr/model/scan_status.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Which images a filter keeps, by whether they have a tag.
enum class tag_status {
    tagged,
    untagged,
    any,
};
ECR_ENUM(tag_status, tagged, untagged, any);

/// Whether an image can be pulled.
enum class image_status {
    active,
    /// In long-term storage: cannot be pulled until `update_image_storage_class` restores it.
    archived,
    /// Being restored; becomes `active` by itself.
    activating,
};
ECR_ENUM(image_status, active, archived, activating);

/// Which images a filter keeps, by whether they can be pulled.
enum class image_status_filter {
    active,
    archived,
    activating,
    any,
};
ECR_ENUM(image_status_filter, active, archived, activating, any);

/// Whether an artifact that refers to an image can be pulled.
enum class artifact_status {
    active,
    /// In long-term storage: cannot be pulled until `update_image_storage_class` restores it.
    archived,
    /// Being restored; becomes `active` by itself.
    activating,
};
ECR_ENUM(artifact_status, active, archived, activating);

/// Which artifacts a filter keeps, by whether they can be pulled.
enum class artifact_status_filter {
    active,
    archived,
    activating,
    any,
};
ECR_ENUM(artifact_status_filter, active, archived, activating, any);

/// Where `update_image_storage_class` moves an image.
enum class target_storage_class {
    /// Restores an archived image.
    standard,
    /// Long-term storage from which nothing can be pulled; billed for at least 90 days.
    archive,
};
ECR_ENUM(target_storage_class, standard, archive);

/// Why one image of a batch failed in a call that succeeded.
enum class image_failure_code {
    /// The digest is malformed: write it as "sha256:" and 64 hexadecimal digits.
    invalid_image_digest,
    /// The tag is malformed: correct its length or its characters.
    invalid_image_tag,
    /// The tag names another image than the digest: give only one, or look the tag up again.
    image_tag_does_not_match_digest,
    /// The repository has no such image: check the identifier; a deletion has nothing left to do.
    image_not_found,
    /// The identifier is empty: set `image_digest` or `image_tag`.
    missing_digest_and_tag,
    /// A manifest list refers to the image: delete that list first.
    image_referenced_by_manifest_list,
    /// The key of the repository cannot be used: check that it is enabled and allowed to the caller.
    kms_error,
    /// The upstream registry refused: check the credential of the pull through cache rule.
    upstream_access_denied,
    /// The upstream registry throttles: ask for this image again later.
    upstream_too_many_requests,
    /// The upstream registry does not answer: ask for this image again later.
    upstream_unavailable,
    /// The image exists but cannot be read: see its `image_status`, and restore it when archived.
    image_inaccessible,
};
ECR_ENUM_AS(upper_camel, "", image_failure_code, invalid_image_digest, invalid_image_tag,
            image_tag_does_not_match_digest, image_not_found, missing_digest_and_tag,
            image_referenced_by_manifest_list, kms_error, upstream_access_denied, upstream_too_many_requests,
            upstream_unavailable, image_inaccessible);

/// Names an image by digest, by tag, or by both, which must then agree.
struct image_identifier {
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::optional<std::string> image_digest{};
    /// 1 to 300 characters.
    std::optional<std::string> image_tag{};
};
ECR_SHAPE(image_identifier, image_digest, image_tag);

/// An image with its manifest.
struct image {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    /// JSON text, up to 4194304 characters: the digest is the sha256 of exactly these bytes.
    std::optional<std::string> image_manifest{};
    /// Such as "application/vnd.oci.image.manifest.v1+json".
    std::optional<std::string> image_manifest_media_type{};
};
ECR_SHAPE(image, registry_id, repository_name, image_id, image_manifest, image_manifest_media_type);

/// What the service knows of an image, without its manifest.
struct image_detail {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::optional<std::string> image_digest{};
    /// Empty for an untagged image.
    std::vector<std::string> image_tags{};
    /// Of the compressed layers; for a manifest list, of its largest image.
    std::optional<std::int64_t> image_size_in_bytes{};
    std::optional<timestamp> image_pushed_at{};
    std::optional<ecr::image_scan_status> image_scan_status{};
    /// From the last scan that completed.
    std::optional<ecr::image_scan_findings_summary> image_scan_findings_summary{};
    /// Such as "application/vnd.oci.image.manifest.v1+json".
    std::optional<std::string> image_manifest_media_type{};
    std::optional<std::string> artifact_media_type{};
    /// Refreshed at least once every 24 hours, so it may be earlier than the last pull.
    std::optional<timestamp> last_recorded_pull_time{};
    /// Digest of the image that this one refers to, for example as its signature.
    std::optional<std::string> subject_manifest_digest{};
    std::optional<open_enum<ecr::image_status>> image_status{};
    std::optional<timestamp> last_archived_at{};
    std::optional<timestamp> last_activated_at{};
};
ECR_SHAPE(image_detail, registry_id, repository_name, image_digest, image_tags, image_size_in_bytes,
          image_pushed_at, image_scan_status, image_scan_findings_summary, image_manifest_media_type,
          artifact_media_type, last_recorded_pull_time, subject_manifest_digest, image_status,
          last_archived_at, last_activated_at);

/// One image of a batch that failed, and why; the other images are not affected.
struct image_failure {
    std::optional<ecr::image_identifier> image_id{};
    std::optional<open_enum<ecr::image_failure_code>> failure_code{};
    /// For people to read; tell cases apart by `failure_code`.
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(image_failure, image_id, failure_code, failure_reason);

/// An artifact that refers to an image, such as its signature or its bill of materials.
struct image_referrer {
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::string digest{};
    /// Such as "application/vnd.oci.image.manifest.v1+json".
    std::string media_type{};
    /// 1 to 255 characters.
    std::optional<std::string> artifact_type{};
    /// In bytes.
    std::int64_t size{};
    std::map<std::string, std::string> annotations{};
    std::optional<open_enum<ecr::artifact_status>> artifact_status{};
};
ECR_SHAPE(image_referrer, digest, media_type, artifact_type, size, annotations, artifact_status);

/// Names the image that artifacts refer to.
struct subject_identifier {
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::string image_digest{};
};
ECR_SHAPE(subject_identifier, image_digest);

/// Which images `describe_images` answers.
struct describe_images_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
    /// Only active images when absent; `any` to see archived ones too.
    std::optional<open_enum<ecr::image_status_filter>> image_status{};
};
ECR_SHAPE(describe_images_filter, tag_status, image_status);

/// Which images `list_images` answers.
struct list_images_filter {
    std::optional<open_enum<ecr::tag_status>> tag_status{};
    /// Only active images when absent; `any` to see archived ones too.
    std::optional<open_enum<ecr::image_status_filter>> image_status{};
};
ECR_SHAPE(list_images_filter, tag_status, image_status);

/// Which artifacts `list_image_referrers` answers.
struct list_image_referrers_filter {
    /// 0 to 5, each of 1 to 255 characters.
    std::optional<std::vector<std::string>> artifact_types{};
    /// Only active artifacts when absent; `any` to see archived ones too.
    std::optional<open_enum<ecr::artifact_status_filter>> artifact_status{};
};
ECR_SHAPE(list_image_referrers_filter, artifact_types, artifact_status);

}
