#pragma once

#include <ecr/model/image.hpp>
#include <ecr/model/scan_findings.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct describe_image_scan_findings_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    ecr::image_identifier image_id{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_image_scan_findings_request, registry_id, repository_name, image_id, next_token,
          max_results);

struct describe_image_scan_findings_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::optional<ecr::image_scan_status> image_scan_status{};
    std::optional<ecr::image_scan_findings> image_scan_findings{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_image_scan_findings_response, registry_id, repository_name, image_id, image_scan_status,
          image_scan_findings, next_token);

inline constexpr operation<
    describe_image_scan_findings_request, describe_image_scan_findings_response,
    errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found, errc::scan_not_found,
           errc::server, errc::validation>,
    pages<path<&describe_image_scan_findings_response::image_scan_findings, &image_scan_findings::findings>{},
          path<&describe_image_scan_findings_response::image_scan_findings,
               &image_scan_findings::enhanced_findings>{}>>
    describe_image_scan_findings{"DescribeImageScanFindings"};

}
