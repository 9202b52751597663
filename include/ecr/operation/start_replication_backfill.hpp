#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct start_replication_backfill_request {
    ecr::replication_destination destination{};
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(start_replication_backfill_request, destination, registry_id);

struct start_replication_backfill_response {
    std::optional<std::string> replication_backfill_id{};
    std::optional<std::string> registry_id{};
    std::optional<ecr::replication_destination> destination{};
    std::optional<open_enum<ecr::replication_backfill_status>> status{};
    std::optional<timestamp> started_at{};
};
ECR_SHAPE(start_replication_backfill_response, replication_backfill_id, registry_id, destination, status,
          started_at);

inline constexpr operation<start_replication_backfill_request, start_replication_backfill_response,
                           errors<errc::invalid_parameter, errc::limit_exceeded,
                                  errc::replication_backfill_in_progress, errc::server, errc::validation>>
    start_replication_backfill{"StartReplicationBackfill"};

}
