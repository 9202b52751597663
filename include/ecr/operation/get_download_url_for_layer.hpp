#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_download_url_for_layer_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// Such as "sha256:<hex>".
    std::string layer_digest{};
};
ECR_SHAPE(get_download_url_for_layer_request, registry_id, repository_name, layer_digest);

struct get_download_url_for_layer_response {
    /// A secret: until it expires, whoever has it can read the layer.
    std::optional<std::string> download_url{};
    std::optional<std::string> layer_digest{};
};
ECR_SHAPE(get_download_url_for_layer_response, (download_url, .secret = true), layer_digest);

/// Gets a presigned URL to download a layer from.
///
/// Request it without an `Authorization` header, in ranges if you like, and check the sha256 of what arrives.
/// Only a layer that some image refers to can be downloaded.
inline constexpr operation<
    get_download_url_for_layer_request, get_download_url_for_layer_response,
    errors<errc::invalid_parameter, errc::layer_inaccessible, errc::layers_not_found,
           errc::repository_not_found, errc::server, errc::unable_to_get_upstream_layer>>
    get_download_url_for_layer{"GetDownloadUrlForLayer"};
ECR_COMPILED_SHAPES(get_download_url_for_layer);

}
