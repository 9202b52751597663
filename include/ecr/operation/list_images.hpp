#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_images_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
    std::optional<ecr::list_images_filter> filter{};
};
ECR_SHAPE(list_images_request, registry_id, repository_name, next_token, max_results, filter);

struct list_images_response {
    std::vector<ecr::image_identifier> image_ids{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_images_response, image_ids, next_token);

inline constexpr operation<list_images_request, list_images_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>,
                           pages<&list_images_response::image_ids>>
    list_images{"ListImages"};

}
