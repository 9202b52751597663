#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_image_scanning_configuration_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    ecr::image_scanning_configuration image_scanning_configuration{};
};
ECR_SHAPE(put_image_scanning_configuration_request, registry_id, repository_name,
          image_scanning_configuration);

struct put_image_scanning_configuration_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_scanning_configuration> image_scanning_configuration{};
};
ECR_SHAPE(put_image_scanning_configuration_response, registry_id, repository_name,
          image_scanning_configuration);

/// Sets whether the images of a repository are scanned when they are pushed.
///
/// Prefer `put_registry_scanning_configuration`: the service is phasing this setting out.
inline constexpr operation<
    put_image_scanning_configuration_request, put_image_scanning_configuration_response,
    errors<errc::invalid_parameter, errc::repository_not_found, errc::server, errc::validation>>
    put_image_scanning_configuration{"PutImageScanningConfiguration"};
ECR_COMPILED_SHAPES(put_image_scanning_configuration);

}
