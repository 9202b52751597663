#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_image_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// JSON text of 1 to 4194304 characters: the digest is the sha256 of exactly these bytes.
    std::string image_manifest{};
    /// Needed when the manifest has no `mediaType` of its own.
    std::optional<std::string> image_manifest_media_type{};
    /// 1 to 300 characters; no tag is set when absent.
    std::optional<std::string> image_tag{};
    /// If given, the service checks the manifest against it.
    std::optional<std::string> image_digest{};
};
ECR_SHAPE(put_image_request, registry_id, repository_name, image_manifest, image_manifest_media_type,
          image_tag, image_digest);

struct put_image_response {
    std::optional<ecr::image> image{};
};
ECR_SHAPE(put_image_response, image);

/// Stores a manifest as an image and points a tag at it; the layers must have been uploaded before.
///
/// The manifest is kept byte for byte, because its digest depends on every byte: to add a tag or to copy an
/// image, pass on what `batch_get_image` answered, never JSON that was parsed and written again.
/// `image_already_exists` means that nothing had to change, which is a success; a call that is repeated after
/// a lost answer may end in this way.
inline constexpr operation<
    put_image_request, put_image_response,
    errors<errc::image_already_exists, errc::image_digest_does_not_match, errc::image_tag_already_exists,
           errc::invalid_parameter, errc::kms, errc::layers_not_found, errc::limit_exceeded,
           errc::referenced_images_not_found, errc::repository_not_found, errc::server>>
    put_image{"PutImage"};
ECR_COMPILED_SHAPES(put_image);

}
