#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct complete_layer_upload_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// From `initiate_layer_upload`.
    std::string upload_id{};
    /// 1 to 100 digests such as "sha256:<hex>", taken over the whole layer.
    std::vector<std::string> layer_digests{};
};
ECR_SHAPE(complete_layer_upload_request, registry_id, repository_name, upload_id, layer_digests);

struct complete_layer_upload_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> upload_id{};
    std::optional<std::string> layer_digest{};
};
ECR_SHAPE(complete_layer_upload_response, registry_id, repository_name, upload_id, layer_digest);

/// Ends an upload: the service checks the digest, and the layer can be used in images.
///
/// `layer_already_exists` means that the layer is there, which is a success. A call that is repeated after a
/// lost answer may end in this way or as `upload_not_found`: `batch_check_layer_availability` tells whether
/// the first one worked.
inline constexpr operation<complete_layer_upload_request, complete_layer_upload_response,
                           errors<errc::empty_upload, errc::invalid_layer, errc::invalid_parameter, errc::kms,
                                  errc::layer_already_exists, errc::layer_part_too_small,
                                  errc::repository_not_found, errc::server, errc::upload_not_found>>
    complete_layer_upload{"CompleteLayerUpload"};
ECR_COMPILED_SHAPES(complete_layer_upload);

}
