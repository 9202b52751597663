#pragma once

#include <ecr/model/image.hpp>
#include <ecr/model/signing.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_image_signing_status_request {
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// By digest, by tag or by both.
    ecr::image_identifier image_id{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(describe_image_signing_status_request, repository_name, image_id, registry_id);

struct describe_image_signing_status_response {
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::optional<std::string> registry_id{};
    std::vector<ecr::image_signing_status> signing_statuses{};
};
ECR_SHAPE(describe_image_signing_status_response, repository_name, image_id, registry_id, signing_statuses);

/// Tells whether an image has been signed, for each signing profile whose rules match it.
inline constexpr operation<describe_image_signing_status_request, describe_image_signing_status_response,
                           errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found,
                                  errc::server, errc::validation>>
    describe_image_signing_status{"DescribeImageSigningStatus"};
ECR_COMPILED_SHAPES(describe_image_signing_status);

}
