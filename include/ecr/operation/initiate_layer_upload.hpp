#pragma once

#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct initiate_layer_upload_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
};
ECR_SHAPE(initiate_layer_upload_request, registry_id, repository_name);

struct initiate_layer_upload_response {
    /// A UUID, for `upload_layer_part` and `complete_layer_upload`.
    std::optional<std::string> upload_id{};
    /// In bytes; what the service expects of each part but the last.
    std::optional<std::int64_t> part_size{};
};
ECR_SHAPE(initiate_layer_upload_response, upload_id, part_size);

/// Starts the upload of a layer; its parts and its completion follow.
///
/// Ask `batch_check_layer_availability` first: a layer that is there already need not be uploaded. An upload
/// takes its parts one after another; to go faster, upload several layers at once.
inline constexpr operation<
    initiate_layer_upload_request, initiate_layer_upload_response,
    errors<errc::invalid_parameter, errc::kms, errc::repository_not_found, errc::server>>
    initiate_layer_upload{"InitiateLayerUpload"};
ECR_COMPILED_SHAPES(initiate_layer_upload);

}
