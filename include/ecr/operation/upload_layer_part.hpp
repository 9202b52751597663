#pragma once

#include <ecr/blob.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct upload_layer_part_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// From `initiate_layer_upload`.
    std::string upload_id{};
    /// Index in the layer, from 0; one more than the last byte of the previous part.
    std::int64_t part_first_byte{};
    /// Index of the last byte, inclusive.
    std::int64_t part_last_byte{};
    /// Up to 20971520 bytes (20 MiB); what a view looks at must outlive the call.
    blob layer_part_blob{};
};
ECR_SHAPE(upload_layer_part_request, registry_id, repository_name, upload_id, part_first_byte, part_last_byte,
          layer_part_blob);

struct upload_layer_part_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> upload_id{};
    /// Index of the last byte, inclusive; not a count.
    std::optional<std::int64_t> last_byte_received{};
};
ECR_SHAPE(upload_layer_part_response, registry_id, repository_name, upload_id, last_byte_received);

/// Uploads the next part of a layer.
///
/// Parts must be consecutive and sent one after another, and each but the last must have at least 5 MiB. A
/// part that leaves a gap ends as `invalid_layer_part`, which tells the last valid byte, so that the upload
/// can go on behind it. Too small a part may show only when the upload is completed, as
/// `layer_part_too_small`.
inline constexpr operation<
    upload_layer_part_request, upload_layer_part_response,
    errors<errc::invalid_layer_part, errc::invalid_parameter, errc::kms, errc::limit_exceeded,
           errc::repository_not_found, errc::server, errc::upload_not_found>>
    upload_layer_part{"UploadLayerPart"};
ECR_COMPILED_SHAPES(upload_layer_part);

}
