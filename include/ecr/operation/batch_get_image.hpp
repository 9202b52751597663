#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_get_image_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// 1 to 100, each by digest, by tag or by both.
    std::vector<ecr::image_identifier> image_ids{};
    /// 1 to 100, such as "application/vnd.oci.image.index.v1+json"; the service picks one when absent.
    std::optional<std::vector<std::string>> accepted_media_types{};
};
ECR_SHAPE(batch_get_image_request, registry_id, repository_name, image_ids, accepted_media_types);

struct batch_get_image_response {
    std::vector<ecr::image> images{};
    std::vector<ecr::image_failure> failures{};
};
ECR_SHAPE(batch_get_image_response, images, failures);

/// Gets the manifests of images.
///
/// The answer may be partial: look at `failures`. A manifest must be kept byte for byte: its digest is the
/// sha256 of exactly these bytes.
inline constexpr operation<batch_get_image_request, batch_get_image_response,
                           errors<errc::invalid_parameter, errc::limit_exceeded, errc::repository_not_found,
                                  errc::server, errc::unable_to_get_upstream_image>>
    batch_get_image{"BatchGetImage"};
ECR_COMPILED_SHAPES(batch_get_image);

}
