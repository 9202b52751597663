#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_images_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// 1 to 100, without `next_token` and `max_results`; all images when absent, never empty.
    std::optional<std::vector<ecr::image_identifier>> image_ids{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
    std::optional<ecr::describe_images_filter> filter{};
};
ECR_SHAPE(describe_images_request, registry_id, repository_name, image_ids, next_token, max_results, filter);

struct describe_images_response {
    std::vector<ecr::image_detail> image_details{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_images_response, image_details, next_token);

/// Gets one page of the images of a repository in detail: tags, size, times, scan summary.
///
/// An image id that is not there fails the whole call as `image_not_found`.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    describe_images_request, describe_images_response,
    errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found, errc::server>,
    pages<&describe_images_response::image_details>>
    describe_images{"DescribeImages"};
ECR_COMPILED_SHAPES(describe_images);

}
