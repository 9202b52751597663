#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct stop_replication_backfill_request {
    /// From `start_replication_backfill`.
    std::string replication_backfill_id{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(stop_replication_backfill_request, replication_backfill_id, registry_id);

struct stop_replication_backfill_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> replication_backfill_id{};
    std::optional<ecr::replication_destination> destination{};
    /// `stopping` while copies under way finish, else `stopped`.
    std::optional<open_enum<ecr::replication_backfill_status>> status{};
    std::optional<timestamp> started_at{};
};
ECR_SHAPE(stop_replication_backfill_response, registry_id, replication_backfill_id, destination, status,
          started_at);

/// Stops a replication backfill.
///
/// Copies that are under way still finish, and copies that were made stay. A backfill that has ended is
/// refused as `replication_backfill_invalid_status`.
inline constexpr operation<stop_replication_backfill_request, stop_replication_backfill_response,
                           errors<errc::invalid_parameter, errc::replication_backfill_invalid_status,
                                  errc::replication_backfill_not_found, errc::server, errc::validation>>
    stop_replication_backfill{"StopReplicationBackfill"};
ECR_COMPILED_SHAPES(stop_replication_backfill);

}
