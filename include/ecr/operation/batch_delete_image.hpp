#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_delete_image_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::vector<ecr::image_identifier> image_ids{};
};
ECR_SHAPE(batch_delete_image_request, registry_id, repository_name, image_ids);

struct batch_delete_image_response {
    std::vector<ecr::image_identifier> image_ids{};
    std::vector<ecr::image_failure> failures{};
};
ECR_SHAPE(batch_delete_image_response, image_ids, failures);

inline constexpr operation<batch_delete_image_request, batch_delete_image_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    batch_delete_image{"BatchDeleteImage"};

}
