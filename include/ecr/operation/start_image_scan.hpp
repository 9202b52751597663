#pragma once

#include <ecr/model/image.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct start_image_scan_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// By digest, by tag or by both.
    ecr::image_identifier image_id{};
};
ECR_SHAPE(start_image_scan_request, registry_id, repository_name, image_id);

struct start_image_scan_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::optional<ecr::image_scan_status> image_scan_status{};
};
ECR_SHAPE(start_image_scan_response, registry_id, repository_name, image_id, image_scan_status);

/// Starts a basic scan of an image; `describe_image_scan_findings` tells how it went.
///
/// An image can be scanned once in 24 hours, a scan on push included: a second scan ends as `limit_exceeded`,
/// and repeating the call does not help. An image that is scanned continuously stays `active` and never
/// becomes `complete`.
inline constexpr operation<
    start_image_scan_request, start_image_scan_response,
    errors<errc::image_archived, errc::image_not_found, errc::invalid_parameter, errc::limit_exceeded,
           errc::repository_not_found, errc::server, errc::unsupported_image_type, errc::validation>>
    start_image_scan{"StartImageScan"};
ECR_COMPILED_SHAPES(start_image_scan);

}
