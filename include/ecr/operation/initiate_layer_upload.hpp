#pragma once

#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct initiate_layer_upload_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
};
ECR_SHAPE(initiate_layer_upload_request, registry_id, repository_name);

struct initiate_layer_upload_response {
    std::optional<std::string> upload_id{};
    std::optional<std::int64_t> part_size{};
};
ECR_SHAPE(initiate_layer_upload_response, upload_id, part_size);

inline constexpr operation<
    initiate_layer_upload_request, initiate_layer_upload_response,
    errors<errc::invalid_parameter, errc::kms, errc::repository_not_found, errc::server>>
    initiate_layer_upload{"InitiateLayerUpload"};

}
