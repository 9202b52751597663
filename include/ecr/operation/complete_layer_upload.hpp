#pragma once

#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct complete_layer_upload_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string upload_id{};
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

inline constexpr operation<complete_layer_upload_request, complete_layer_upload_response,
                           errors<errc::empty_upload, errc::invalid_layer, errc::invalid_parameter, errc::kms,
                                  errc::layer_already_exists, errc::layer_part_too_small,
                                  errc::repository_not_found, errc::server, errc::upload_not_found>>
    complete_layer_upload{"CompleteLayerUpload"};

}
