#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// An image that is on its way to another registry.
struct pending_copy {
    std::string repository{};
    std::string digest{};
    ecr::replication_destination destination{};
    timestamp due_at{};
};
ECR_SHAPE(pending_copy, repository, digest, destination, due_at);

/// A backfill, running or ended.
struct stored_backfill {
    std::string id{};
    ecr::replication_destination destination{};
    open_enum<ecr::replication_backfill_status> status = replication_backfill_status::preparing;
    timestamp started_at{};
    std::optional<timestamp> ended_at{};
    std::optional<std::string> failure_code{};
    /// Whether it is known what to copy.
    bool planned = false;
    /// What to copy, in that order; what became of it as far as `done` goes.
    std::vector<ecr::replication_backfill_result> copies{};
    std::int32_t done = 0;
    std::int32_t failed = 0;
    /// Differs from the number of `copies` after a stop.
    std::int32_t total = 0;
};
ECR_SHAPE(stored_backfill, id, destination, status, started_at, ended_at, failure_code, planned, copies, done,
          failed, total);

/// What a registry is copying elsewhere.
struct replication_work {
    /// By the time when they are due.
    std::vector<pending_copy> pending{};
    /// By id.
    std::vector<stored_backfill> backfills{};
};
ECR_SHAPE(replication_work, pending, backfills);

}
