#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_images_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::optional<std::vector<ecr::image_identifier>> image_ids{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
    std::optional<ecr::describe_images_filter> filter{};
};
ECR_SHAPE(describe_images_request, registry_id, repository_name, image_ids, next_token, max_results, filter);

struct describe_images_response {
    std::vector<ecr::image_detail> image_details{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_images_response, image_details, next_token);

inline constexpr operation<
    describe_images_request, describe_images_response,
    errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found, errc::server>,
    pages<&describe_images_response::image_details>>
    describe_images{"DescribeImages"};

}
