#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_get_image_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::vector<ecr::image_identifier> image_ids{};
    std::optional<std::vector<std::string>> accepted_media_types{};
};
ECR_SHAPE(batch_get_image_request, registry_id, repository_name, image_ids, accepted_media_types);

struct batch_get_image_response {
    std::vector<ecr::image> images{};
    std::vector<ecr::image_failure> failures{};
};
ECR_SHAPE(batch_get_image_response, images, failures);

inline constexpr operation<batch_get_image_request, batch_get_image_response,
                           errors<errc::invalid_parameter, errc::limit_exceeded, errc::repository_not_found,
                                  errc::server, errc::unable_to_get_upstream_image>>
    batch_get_image{"BatchGetImage"};

}
