#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/model/scan_findings.hpp>
#include <ecr/model/scanning_configuration.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// A scan that was begun; how it stands follows from the time.
struct image_scan {
    open_enum<ecr::scan_type> type{};
    open_enum<ecr::scan_frequency> frequency{};
    timestamp requested_at{};
};
ECR_SHAPE(image_scan, type, frequency, requested_at);

/// A signature that was begun; how it stands follows from the time.
struct image_signing {
    std::string profile_arn{};
    timestamp started_at{};
};
ECR_SHAPE(image_signing, profile_arn, started_at);

/// What the service does with an image after its push.
struct image_work {
    std::optional<image_scan> scan{};
    std::vector<image_signing> signings{};
    std::vector<ecr::image_replication_status> copies{};
};
ECR_SHAPE(image_work, scan, signings, copies);

/// What scans of an image are to find, and how they are to end when that is not well.
struct known_findings {
    std::optional<ecr::image_scan_status> status{};
    ecr::image_scan_findings findings{};
};
ECR_SHAPE(known_findings, status, findings);

/// The findings that were loaded for a registry, by repository and digest with an @ between.
struct findings_book {
    std::map<std::string, known_findings> images{};
};
ECR_SHAPE(findings_book, images);

}
