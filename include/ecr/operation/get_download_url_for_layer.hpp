#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_download_url_for_layer_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string layer_digest{};
};
ECR_SHAPE(get_download_url_for_layer_request, registry_id, repository_name, layer_digest);

struct get_download_url_for_layer_response {
    std::optional<std::string> download_url{};
    std::optional<std::string> layer_digest{};
};
ECR_SHAPE(get_download_url_for_layer_response, (download_url, .secret = true), layer_digest);

inline constexpr operation<
    get_download_url_for_layer_request, get_download_url_for_layer_response,
    errors<errc::invalid_parameter, errc::layer_inaccessible, errc::layers_not_found,
           errc::repository_not_found, errc::server, errc::unable_to_get_upstream_layer>>
    get_download_url_for_layer{"GetDownloadUrlForLayer"};

}
