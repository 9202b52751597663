#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_delete_image_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// 1 to 100; a tag alone removes that tag, a digest alone deletes the image with all its tags.
    std::vector<ecr::image_identifier> image_ids{};
};
ECR_SHAPE(batch_delete_image_request, registry_id, repository_name, image_ids);

struct batch_delete_image_response {
    /// What was deleted.
    std::vector<ecr::image_identifier> image_ids{};
    std::vector<ecr::image_failure> failures{};
};
ECR_SHAPE(batch_delete_image_response, image_ids, failures);

/// Deletes images, or only tags of them.
///
/// An image goes with its last tag, and stays while a manifest list refers to it. The answer may be partial:
/// look at `failures`.
inline constexpr operation<batch_delete_image_request, batch_delete_image_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    batch_delete_image{"BatchDeleteImage"};
ECR_COMPILED_SHAPES(batch_delete_image);

}
