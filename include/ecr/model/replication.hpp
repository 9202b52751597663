#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/model/image.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class replication_status {
    in_progress,
    complete,
    failed,
};
ECR_ENUM(replication_status, in_progress, complete, failed);

enum class repository_filter_type {
    prefix_match,
};
ECR_ENUM(repository_filter_type, prefix_match);

enum class replication_backfill_status {
    complete,
    failed,
    in_progress,
    preparing,
    stopped,
    stopping,
};
ECR_ENUM(replication_backfill_status, complete, failed, in_progress, preparing, stopped, stopping);

enum class replication_backfill_result_status {
    complete,
    failed,
};
ECR_ENUM(replication_backfill_result_status, complete, failed);

struct repository_filter {
    std::string filter{};
    open_enum<ecr::repository_filter_type> filter_type{};
};
ECR_SHAPE(repository_filter, (filter, .bounds = &detail::repository_filter_text), filter_type);

struct replication_destination {
    std::string region{};
    std::string registry_id{};
};
ECR_SHAPE(replication_destination, region, registry_id);

struct replication_rule {
    std::vector<ecr::replication_destination> destinations{};
    std::optional<std::vector<ecr::repository_filter>> repository_filters{};
};
ECR_SHAPE(replication_rule, destinations, repository_filters);

struct replication_configuration {
    std::vector<ecr::replication_rule> rules{};
};
ECR_SHAPE(replication_configuration, rules);

struct image_replication_status {
    std::optional<std::string> region{};
    std::optional<std::string> registry_id{};
    std::optional<open_enum<ecr::replication_status>> status{};
    std::optional<std::string> failure_code{};
};
ECR_SHAPE(image_replication_status, region, registry_id, status, failure_code);

struct replication_backfill_progress {
    std::int32_t total_replication_count{};
    std::int32_t completed_replication_count{};
    std::int32_t failed_replication_count{};
    std::vector<std::string> failure_codes{};
};
ECR_SHAPE(replication_backfill_progress, total_replication_count, completed_replication_count,
          failed_replication_count, (failure_codes, .required = true));

struct replication_backfill_summary {
    std::string replication_backfill_id{};
    ecr::replication_destination destination{};
    open_enum<ecr::replication_backfill_status> status{};
    timestamp started_at{};
    std::optional<std::string> failure_code{};
    std::optional<ecr::replication_backfill_progress> progress{};
    std::optional<timestamp> ended_at{};
};
ECR_SHAPE(replication_backfill_summary, replication_backfill_id, destination, status, started_at,
          failure_code, progress, ended_at);

struct replication_backfill_result {
    std::string repository_name{};
    ecr::image_identifier image_id{};
    open_enum<ecr::replication_backfill_result_status> status{};
    std::optional<std::string> failure_code{};
    std::vector<std::string> sub_image_failure_codes{};
};
ECR_SHAPE(replication_backfill_result, repository_name, image_id, status, failure_code,
          sub_image_failure_codes);

}
