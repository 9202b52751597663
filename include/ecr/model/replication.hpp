#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/image.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// How far the copy of one image to one destination has come.
enum class replication_status {
    in_progress,
    /// The destination has the image.
    complete,
    /// The destination does not have the image: see `failure_code`.
    failed,
};
ECR_ENUM(replication_status, in_progress, complete, failed);

/// How a replication rule compares its filter with repository names.
enum class repository_filter_type {
    /// The name begins with the filter.
    prefix_match,
};
ECR_ENUM(repository_filter_type, prefix_match);

/// How far a backfill has come; `complete`, `failed` and `stopped` are final.
enum class replication_backfill_status {
    /// All images were handled: `describe_replication_backfill_results` tells how each of them fared.
    complete,
    /// The service gave up, as it does when too many copies fail: see `failure_code`.
    failed,
    /// Images are being copied; `progress` tells how many.
    in_progress,
    /// The images to copy are being looked up; there is no `progress` yet.
    preparing,
    /// Ended by `stop_replication_backfill`; what was copied stays.
    stopped,
    /// Copies under way still finish; becomes `stopped` by itself.
    stopping,
};
ECR_ENUM(replication_backfill_status, complete, failed, in_progress, preparing, stopped, stopping);

/// How the copy of one image and tag ended.
enum class replication_backfill_result_status {
    complete,
    failed,
};
ECR_ENUM(replication_backfill_result_status, complete, failed);

/// Which repositories a replication rule applies to.
struct repository_filter {
    /// 2 to 256 characters, lower case, such as "team/".
    std::string filter{};
    open_enum<ecr::repository_filter_type> filter_type{};
};
ECR_SHAPE(repository_filter, (filter, .bounds = &detail::repository_filter_text), filter_type);

/// A registry that images are copied to.
struct replication_destination {
    /// 2 to 25 characters, such as "eu-west-1".
    std::string region{};
    /// Account that owns the registry; one's own for a copy in another region.
    std::string registry_id{};
};
ECR_SHAPE(replication_destination, region, registry_id);

/// Copies what is pushed to some repositories to every one of its destinations.
struct replication_rule {
    /// 0 to 100.
    std::vector<ecr::replication_destination> destinations{};
    /// 1 to 100; every repository when absent.
    std::optional<std::vector<ecr::repository_filter>> repository_filters{};
};
ECR_SHAPE(replication_rule, destinations, repository_filters);

/// All replication rules of a registry.
struct replication_configuration {
    /// 0 to 10; empty when nothing is copied.
    std::vector<ecr::replication_rule> rules{};
};
ECR_SHAPE(replication_configuration, rules);

/// How the copy of an image to one destination stands.
struct image_replication_status {
    std::optional<std::string> region{};
    std::optional<std::string> registry_id{};
    std::optional<open_enum<ecr::replication_status>> status{};
    /// Present only when `status` is `failed`.
    std::optional<std::string> failure_code{};
};
ECR_SHAPE(image_replication_status, region, registry_id, status, failure_code);

/// How many copies a backfill makes and has made.
struct replication_backfill_progress {
    /// Every pair of image and tag counts as one copy.
    std::int32_t total_replication_count{};
    std::int32_t completed_replication_count{};
    std::int32_t failed_replication_count{};
    /// Each code once, however many copies failed with it.
    std::vector<std::string> failure_codes{};
};
ECR_SHAPE(replication_backfill_progress, total_replication_count, completed_replication_count,
          failed_replication_count, (failure_codes, .required = true));

/// One backfill: where it copies to and how far it has come.
struct replication_backfill_summary {
    /// A UUID.
    std::string replication_backfill_id{};
    ecr::replication_destination destination{};
    open_enum<ecr::replication_backfill_status> status{};
    timestamp started_at{};
    /// Present only when the backfill has failed.
    std::optional<std::string> failure_code{};
    /// Absent until the images to copy have been looked up.
    std::optional<ecr::replication_backfill_progress> progress{};
    /// Absent while the backfill runs.
    std::optional<timestamp> ended_at{};
};
ECR_SHAPE(replication_backfill_summary, replication_backfill_id, destination, status, started_at,
          failure_code, progress, ended_at);

/// How a backfill fared with one image and tag.
struct replication_backfill_result {
    std::string repository_name{};
    ecr::image_identifier image_id{};
    open_enum<ecr::replication_backfill_result_status> status{};
    /// Present only when `status` is `failed`.
    std::optional<std::string> failure_code{};
    /// For a manifest list: why images that it refers to were not copied, each code once.
    std::vector<std::string> sub_image_failure_codes{};
};
ECR_SHAPE(replication_backfill_result, repository_name, image_id, status, failure_code,
          sub_image_failure_codes);

}
