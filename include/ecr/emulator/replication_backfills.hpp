#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/describe_replication_backfill_results.hpp>
#include <ecr/operation/list_replication_backfills.hpp>
#include <ecr/operation/start_replication_backfill.hpp>
#include <ecr/operation/stop_replication_backfill.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

/// Has the backfills of a registry come as far as they are by now.
ECR_DECL void run_backfills(const handling& on, registry& of);

ECR_DECL start_replication_backfill_response
on_start_replication_backfill(const handling& on, const start_replication_backfill_request& request);
ECR_DECL stop_replication_backfill_response
on_stop_replication_backfill(const handling& on, const stop_replication_backfill_request& request);
ECR_DECL list_replication_backfills_response
on_list_replication_backfills(const handling& on, const list_replication_backfills_request& request);
ECR_DECL describe_replication_backfill_results_response on_describe_replication_backfill_results(
    const handling& on, const describe_replication_backfill_results_request& request);

/// Copies of images that were there before the replication rules.
ECR_DECL std::span<const route> replication_backfills_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/backfill_progress.ipp>
#include <ecr/impl/emulator/replication_backfills.ipp>
#endif
