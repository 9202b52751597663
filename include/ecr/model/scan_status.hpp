#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

enum class scan_status {
    in_progress,
    complete,
    failed,
    unsupported_image,
    active,
    pending,
    scan_eligibility_expired,
    findings_unavailable,
    limit_exceeded,
    image_archived,
};
ECR_ENUM(scan_status, in_progress, complete, failed, unsupported_image, active, pending,
         scan_eligibility_expired, findings_unavailable, limit_exceeded, image_archived);

enum class finding_severity {
    informational,
    low,
    medium,
    high,
    critical,
    undefined,
};
ECR_ENUM(finding_severity, informational, low, medium, high, critical, undefined);

struct image_scan_status {
    std::optional<open_enum<ecr::scan_status>> status{};
    std::optional<std::string> description{};
};
ECR_SHAPE(image_scan_status, status, (description, .bounds = &detail::unlimited));

struct image_scan_findings_summary {
    std::optional<timestamp> image_scan_completed_at{};
    std::optional<timestamp> vulnerability_source_updated_at{};
    std::map<open_enum<ecr::finding_severity>, std::int32_t> finding_severity_counts{};
};
ECR_SHAPE(image_scan_findings_summary, image_scan_completed_at, vulnerability_source_updated_at,
          finding_severity_counts);

}
