#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_replication_backfills_request {
    std::optional<std::string> registry_id{};
    std::optional<std::int32_t> max_results{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_replication_backfills_request, registry_id, (max_results, .bounds = &detail::from_1_to_50),
          next_token);

struct list_replication_backfills_response {
    std::optional<std::string> registry_id{};
    std::vector<ecr::replication_backfill_summary> backfills{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_replication_backfills_response, registry_id, backfills, next_token);

inline constexpr operation<list_replication_backfills_request, list_replication_backfills_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>,
                           pages<&list_replication_backfills_response::backfills>>
    list_replication_backfills{"ListReplicationBackfills"};

}
