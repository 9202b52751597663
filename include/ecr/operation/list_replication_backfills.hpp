#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_replication_backfills_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 1 to 50; the service uses 25 when absent.
    std::optional<std::int32_t> max_results{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_replication_backfills_request, registry_id, (max_results, .bounds = &detail::from_1_to_50),
          next_token);

struct list_replication_backfills_response {
    std::optional<std::string> registry_id{};
    std::vector<ecr::replication_backfill_summary> backfills{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_replication_backfills_response, registry_id, backfills, next_token);

/// Lists the replication backfills of a registry, one page of them, running and ended.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last. The
/// service forgets a backfill 90 days after its end.
inline constexpr operation<list_replication_backfills_request, list_replication_backfills_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>,
                           pages<&list_replication_backfills_response::backfills>>
    list_replication_backfills{"ListReplicationBackfills"};
ECR_COMPILED_SHAPES(list_replication_backfills);

}
