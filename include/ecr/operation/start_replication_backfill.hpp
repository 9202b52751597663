#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct start_replication_backfill_request {
    /// Must be a destination of the replication rules of the registry.
    ecr::replication_destination destination{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(start_replication_backfill_request, destination, registry_id);

struct start_replication_backfill_response {
    /// A UUID.
    std::optional<std::string> replication_backfill_id{};
    std::optional<std::string> registry_id{};
    std::optional<ecr::replication_destination> destination{};
    /// `preparing` at first.
    std::optional<open_enum<ecr::replication_backfill_status>> status{};
    std::optional<timestamp> started_at{};
};
ECR_SHAPE(start_replication_backfill_response, replication_backfill_id, registry_id, destination, status,
          started_at);

/// Starts to copy to a destination the images that the replication rules match and that are there already.
///
/// `describe_replication_backfill_results` tells how it goes. A registry can have 10 backfills in progress,
/// and an 11th ends as `limit_exceeded`. A destination region can have one, and a second ends as
/// `replication_backfill_in_progress`; so may a call that is repeated after a lost answer.
inline constexpr operation<start_replication_backfill_request, start_replication_backfill_response,
                           errors<errc::invalid_parameter, errc::limit_exceeded,
                                  errc::replication_backfill_in_progress, errc::server, errc::validation>>
    start_replication_backfill{"StartReplicationBackfill"};
ECR_COMPILED_SHAPES(start_replication_backfill);

}
