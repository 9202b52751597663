#pragma once

#include <ecr/operation/describe_replication_backfill_results.hpp>
#include <ecr/waiter.hpp>

namespace ecr::inline ECR_ABI {

namespace detail {
inline constexpr auto backfill_status_of = [](const describe_replication_backfill_results_response& answer) {
    return answer.status;
};
}

/// Waits until a backfill has handled all images; fails when the service gives it up and when it is stopped.
///
/// Single images may have failed nevertheless: see `progress` of the answer.
inline constexpr waiter replication_backfill_done{
    "replication_backfill_done",
    describe_replication_backfill_results,
    wait_defaults{},
    when<detail::backfill_status_of>(replication_backfill_status::complete, wait_state::success),
    when<detail::backfill_status_of>(replication_backfill_status::failed, wait_state::failure),
    when<detail::backfill_status_of>(replication_backfill_status::stopped, wait_state::failure),
};

}
