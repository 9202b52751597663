#pragma once

#include <ecr/waiter/image_scan_complete.hpp>

#include <chrono>
#include <cstdint>
#include <map>

namespace ecr::inline ECR_ABI {

/// How long after the beginning of a wait an image without a scan may still get one.
inline constexpr std::chrono::minutes scan_start_grace(1);

/// How many findings of each severity a scan has; a severity that is missing has none.
[[nodiscard]] inline std::map<open_enum<finding_severity>, std::int32_t>
severity_counts(const describe_image_scan_findings_response& answer) {
    if (!answer.image_scan_findings) return {};
    return answer.image_scan_findings->finding_severity_counts;
}

namespace detail {

/// A scan that is complete or goes on for ever is ready as soon as there are findings, even none of them.
inline constexpr auto findings_are_there = [](const describe_image_scan_findings_response& answer) {
    const auto status = scan_status_of(answer);
    return answer.image_scan_findings && (status == scan_status::complete || status == scan_status::active);
};

}

/// Waits until the findings of an image's scan can be read, basic or enhanced: see `severity_counts()`.
///
/// A scan that has not begun yet, as just after a push, is given `scan_start_grace`. The wait fails when the
/// image cannot be scanned, is archived or too old, and when the account has used up its scans.
inline constexpr waiter scan_findings_ready{
    "scan_findings_ready",
    describe_image_scan_findings,
    wait_defaults{.max_delay = std::chrono::seconds(30)},
    when<scan_status_of>(scan_status::failed, wait_state::failure),
    when<scan_status_of>(scan_status::unsupported_image, wait_state::failure),
    when<scan_status_of>(scan_status::scan_eligibility_expired, wait_state::failure),
    when<scan_status_of>(scan_status::findings_unavailable, wait_state::failure),
    when<scan_status_of>(scan_status::limit_exceeded, wait_state::failure),
    when<scan_status_of>(scan_status::image_archived, wait_state::failure),
    when<detail::findings_are_there>(true, wait_state::success),
    on_error(errc::scan_not_found, wait_state::retry, scan_start_grace),
};

}
