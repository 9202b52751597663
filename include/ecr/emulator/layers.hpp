#pragma once

#include <ecr/blob.hpp>
#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/batch_check_layer_availability.hpp>
#include <ecr/operation/complete_layer_upload.hpp>
#include <ecr/operation/get_download_url_for_layer.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/upload_layer_part.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL initiate_layer_upload_response
on_initiate_layer_upload(const handling& on, const initiate_layer_upload_request& request);
ECR_DECL upload_layer_part_response on_upload_layer_part(const handling& on,
                                                         const upload_layer_part_request& request);
ECR_DECL complete_layer_upload_response
on_complete_layer_upload(const handling& on, const complete_layer_upload_request& request);
ECR_DECL batch_check_layer_availability_response
on_batch_check_layer_availability(const handling& on, const batch_check_layer_availability_request& request);
ECR_DECL get_download_url_for_layer_response
on_get_download_url_for_layer(const handling& on, const get_download_url_for_layer_request& request);

/// The operations on layers.
[[nodiscard]] ECR_DECL std::span<const route> layers_routes();

/// How the paths of download URLs begin.
inline constexpr std::string_view download_path = "/layer-download/";

/// The layer that a download URL is for, given its path and query; nothing if this emulator did not give it
/// out, if it has expired or if the layer cannot be read any more.
[[nodiscard]] ECR_DECL std::optional<blob> layer_for_download(world& all, std::string_view target,
                                                              timestamp now);

/// Whether the text looks like `sha256:<hex>`, of whatever algorithm.
[[nodiscard]] ECR_DECL bool is_digest(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/layer_downloads.ipp>
#include <ecr/impl/emulator/layers.ipp>
#endif
