#pragma once

#include <ecr/model/image.hpp>
#include <ecr/model/scan_findings.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct describe_image_scan_findings_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// By digest, by tag or by both.
    ecr::image_identifier image_id{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_image_scan_findings_request, registry_id, repository_name, image_id, next_token,
          max_results);

struct describe_image_scan_findings_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::optional<ecr::image_scan_status> image_scan_status{};
    /// A basic scan fills `findings`, an enhanced scan `enhanced_findings`.
    std::optional<ecr::image_scan_findings> image_scan_findings{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_image_scan_findings_response, registry_id, repository_name, image_id, image_scan_status,
          image_scan_findings, next_token);

/// Gets the status of an image's scan and one page of its findings.
///
/// Shortly after a push `scan_not_found` may only mean that the scan has not begun. An image that is scanned
/// continuously stays `active` and never becomes `complete`.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    describe_image_scan_findings_request, describe_image_scan_findings_response,
    errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found, errc::scan_not_found,
           errc::server, errc::validation>,
    pages<path<&describe_image_scan_findings_response::image_scan_findings, &image_scan_findings::findings>{},
          path<&describe_image_scan_findings_response::image_scan_findings,
               &image_scan_findings::enhanced_findings>{}>>
    describe_image_scan_findings{"DescribeImageScanFindings"};
ECR_COMPILED_SHAPES(describe_image_scan_findings);

}
