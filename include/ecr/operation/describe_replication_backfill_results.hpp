#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_replication_backfill_results_request {
    /// From `start_replication_backfill`.
    std::string replication_backfill_id{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// Either status when absent.
    std::optional<open_enum<ecr::replication_backfill_result_status>> result_status_filter{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_replication_backfill_results_request, replication_backfill_id, registry_id,
          result_status_filter, max_results, next_token);

struct describe_replication_backfill_results_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> replication_backfill_id{};
    std::optional<ecr::replication_destination> destination{};
    std::optional<open_enum<ecr::replication_backfill_status>> status{};
    /// Present only when the backfill has failed.
    std::optional<std::string> failure_code{};
    std::optional<ecr::replication_backfill_progress> progress{};
    std::vector<ecr::replication_backfill_result> results{};
    std::optional<timestamp> started_at{};
    /// Absent while the backfill runs.
    std::optional<timestamp> ended_at{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_replication_backfill_results_response, registry_id, replication_backfill_id, destination,
          status, failure_code, progress, results, started_at, ended_at, next_token);

/// Gets the state of a replication backfill and one page of what became of each image.
///
/// `results` is empty until the backfill has ended.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    describe_replication_backfill_results_request, describe_replication_backfill_results_response,
    errors<errc::invalid_parameter, errc::replication_backfill_not_found, errc::server, errc::validation>,
    pages<&describe_replication_backfill_results_response::results>>
    describe_replication_backfill_results{"DescribeReplicationBackfillResults"};
ECR_COMPILED_SHAPES(describe_replication_backfill_results);

}
