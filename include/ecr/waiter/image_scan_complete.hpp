#pragma once

#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/waiter.hpp>

#include <optional>

namespace ecr::inline ECR_ABI {

/// The state of an answered scan, for acceptors.
inline constexpr auto scan_status_of =
    [](const describe_image_scan_findings_response& answer) -> std::optional<open_enum<scan_status>> {
    return answer.image_scan_status ? answer.image_scan_status->status : std::nullopt;
};

/// Waits until a scan is complete, by the rules that the service publishes.
///
/// By these rules the wait never ends well for an image that is scanned continuously, and ends at once if the
/// scan has not begun: `scan_findings_ready` knows better.
inline constexpr waiter image_scan_complete{
    "image_scan_complete",
    describe_image_scan_findings,
    wait_defaults{},
    when<scan_status_of>(scan_status::complete, wait_state::success),
    when<scan_status_of>(scan_status::failed, wait_state::failure),
};

}
