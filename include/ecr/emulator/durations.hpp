#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI::emulation {

/// How long what takes time takes, by the emulator's clock.
struct durations {
    std::chrono::milliseconds lifecycle_preview{3'000};
    /// How long the results of a preview are kept.
    std::chrono::milliseconds preview_results{std::chrono::hours(24)};
    /// From the archive; minutes at the service.
    std::chrono::milliseconds restore{10'000};
    std::chrono::milliseconds download_url{std::chrono::hours(1)};
    std::chrono::milliseconds login{std::chrono::hours(12)};
    /// After which an upload that gets no part is forgotten.
    std::chrono::milliseconds idle_upload{std::chrono::hours(24)};
    /// Until a scan begins.
    std::chrono::milliseconds scan_pending{1'000};
    std::chrono::milliseconds scan{4'000};
    /// After which an image can be scanned by hand again.
    std::chrono::milliseconds between_scans{std::chrono::hours(24)};
    std::chrono::milliseconds signing{2'000};
    /// Of an image, to one destination.
    std::chrono::milliseconds replication{3'000};
    /// Until a backfill knows what to copy.
    std::chrono::milliseconds backfill_preparation{2'000};
    /// Of one image of a backfill.
    std::chrono::milliseconds backfill_copy{500};
    /// How long a backfill that has ended is remembered.
    std::chrono::milliseconds backfill_history{std::chrono::hours(24 * 90)};
};

}
