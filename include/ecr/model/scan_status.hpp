#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// How the scan of an image stands; only `in_progress` and `pending` are worth waiting on.
enum class scan_status {
    in_progress,
    /// Scanned once; findings of enhanced scanning may appear a little later.
    complete,
    /// There are no findings: see `description`, and scan again.
    failed,
    /// The image is of a kind that cannot be scanned.
    unsupported_image,
    /// Scanned continuously: findings come and go, and the state never becomes `complete`.
    active,
    /// Waits for its first scan.
    pending,
    /// Continuous scanning has ended because the image is too old: findings are no longer updated.
    scan_eligibility_expired,
    /// No findings can be had: see `description`.
    findings_unavailable,
    /// Not scanned because the account has used up its scans: scan again later.
    limit_exceeded,
    /// Archived images are not scanned: restore the image first.
    image_archived,
};
ECR_ENUM(scan_status, in_progress, complete, failed, unsupported_image, active, pending,
         scan_eligibility_expired, findings_unavailable, limit_exceeded, image_archived);

/// How severe a vulnerability is.
enum class finding_severity {
    informational,
    low,
    medium,
    high,
    critical,
    /// The source gives no severity.
    undefined,
};
ECR_ENUM(finding_severity, informational, low, medium, high, critical, undefined);

/// How the scan of an image stands.
struct image_scan_status {
    std::optional<open_enum<ecr::scan_status>> status{};
    /// For people to read; tell cases apart by `status`.
    std::optional<std::string> description{};
};
ECR_SHAPE(image_scan_status, status, (description, .bounds = &detail::unlimited));

/// How many vulnerabilities the last completed scan of an image found.
struct image_scan_findings_summary {
    std::optional<timestamp> image_scan_completed_at{};
    /// When the vulnerability data that the scan used was last updated.
    std::optional<timestamp> vulnerability_source_updated_at{};
    /// A severity that is missing has no finding.
    std::map<open_enum<ecr::finding_severity>, std::int32_t> finding_severity_counts{};
};
ECR_SHAPE(image_scan_findings_summary, image_scan_completed_at, vulnerability_source_updated_at,
          finding_severity_counts);

}
