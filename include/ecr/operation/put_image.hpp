#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_image_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string image_manifest{};
    std::optional<std::string> image_manifest_media_type{};
    std::optional<std::string> image_tag{};
    std::optional<std::string> image_digest{};
};
ECR_SHAPE(put_image_request, registry_id, repository_name, image_manifest, image_manifest_media_type,
          image_tag, image_digest);

struct put_image_response {
    std::optional<ecr::image> image{};
};
ECR_SHAPE(put_image_response, image);

inline constexpr operation<
    put_image_request, put_image_response,
    errors<errc::image_already_exists, errc::image_digest_does_not_match, errc::image_tag_already_exists,
           errc::invalid_parameter, errc::kms, errc::layers_not_found, errc::limit_exceeded,
           errc::referenced_images_not_found, errc::repository_not_found, errc::server>>
    put_image{"PutImage"};

}
