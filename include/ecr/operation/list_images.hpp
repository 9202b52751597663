#pragma once

#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_images_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
    std::optional<ecr::list_images_filter> filter{};
};
ECR_SHAPE(list_images_request, registry_id, repository_name, next_token, max_results, filter);

struct list_images_response {
    std::vector<ecr::image_identifier> image_ids{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_images_response, image_ids, next_token);

/// Lists the ids of the images of a repository, one page of them, tagged and untagged.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last. An
/// image with several tags appears once for each. Archived images are left out unless the filter asks for
/// them.
inline constexpr operation<list_images_request, list_images_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>,
                           pages<&list_images_response::image_ids>>
    list_images{"ListImages"};
ECR_COMPILED_SHAPES(list_images);

}
