#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct update_image_storage_class_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// By digest, by tag or by both.
    ecr::image_identifier image_id{};
    open_enum<ecr::target_storage_class> target_storage_class{};
};
ECR_SHAPE(update_image_storage_class_request, registry_id, repository_name, image_id, target_storage_class);

struct update_image_storage_class_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    /// `activating` while the image is being restored.
    std::optional<open_enum<ecr::image_status>> image_status{};
};
ECR_SHAPE(update_image_storage_class_response, registry_id, repository_name, image_id, image_status);

/// Moves an image to the archive, or back.
///
/// An archived image cannot be pulled and is billed for at least 90 days. Restoring takes a while:
/// `describe_images` tells when the image is `active` again.
inline constexpr operation<
    update_image_storage_class_request, update_image_storage_class_response,
    errors<errc::image_not_found, errc::image_storage_class_update_not_supported, errc::invalid_parameter,
           errc::repository_not_found, errc::server, errc::validation>>
    update_image_storage_class{"UpdateImageStorageClass"};
ECR_COMPILED_SHAPES(update_image_storage_class);

}
