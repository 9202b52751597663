#pragma once

#include <ecr/blob.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct upload_layer_part_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::string upload_id{};
    std::int64_t part_first_byte{};
    std::int64_t part_last_byte{};
    blob layer_part_blob{};
};
ECR_SHAPE(upload_layer_part_request, registry_id, repository_name, upload_id, part_first_byte, part_last_byte,
          layer_part_blob);

struct upload_layer_part_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> upload_id{};
    std::optional<std::int64_t> last_byte_received{};
};
ECR_SHAPE(upload_layer_part_response, registry_id, repository_name, upload_id, last_byte_received);

inline constexpr operation<
    upload_layer_part_request, upload_layer_part_response,
    errors<errc::invalid_layer_part, errc::invalid_parameter, errc::kms, errc::limit_exceeded,
           errc::repository_not_found, errc::server, errc::upload_not_found>>
    upload_layer_part{"UploadLayerPart"};

}
