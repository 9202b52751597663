#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/operation/start_image_scan.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Has scans of an image find this, which is JSON as `DescribeImageScanFindings` answers it.
///
/// An `imageScanStatus` in it is how the scan ends; severities are counted if `findingSeverityCounts` is
/// missing. The image need not exist yet. Throws `ecr::exception` if the text cannot be read.
ECR_DECL void set_findings(registry& of, std::string_view repository, std::string_view digest,
                           std::string_view json);

/// How the scan of an image stands.
struct scan_view {
    ecr::image_scan_status status{};
    /// Set when there are findings to show.
    std::optional<timestamp> completed_at{};
    /// What was found; null if nothing was loaded for the image.
    const ecr::image_scan_findings* found = nullptr;
};

/// Nothing for an image that is not scanned.
[[nodiscard]] ECR_DECL std::optional<scan_view>
scan_of(const handling& on, const registry& of, const std::string& repository, const stored_image& image);

/// Begins the scan of a new image if the rules of the registry, or the repository, want one on push.
ECR_DECL void scan_on_push(const handling& on, const registry& of, const std::string& repository,
                           stored_image& image);

/// Says in the details of an image how its scan stands.
ECR_DECL void show_scan(const handling& on, const registry& of, const stored_image& image,
                        ecr::image_detail& in);

ECR_DECL start_image_scan_response on_start_image_scan(const handling& on,
                                                       const start_image_scan_request& request);
ECR_DECL describe_image_scan_findings_response
on_describe_image_scan_findings(const handling& on, const describe_image_scan_findings_request& request);

/// Scans of images.
ECR_DECL std::span<const route> image_scans_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/image_scans.ipp>
#include <ecr/impl/emulator/scan_findings.ipp>
#endif
