#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct put_image_tag_mutability_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    open_enum<ecr::image_tag_mutability> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::optional<std::vector<ecr::image_tag_mutability_exclusion_filter>>
        image_tag_mutability_exclusion_filters{};
};
ECR_SHAPE(put_image_tag_mutability_request, registry_id, repository_name, image_tag_mutability,
          image_tag_mutability_exclusion_filters);

struct put_image_tag_mutability_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::vector<ecr::image_tag_mutability_exclusion_filter> image_tag_mutability_exclusion_filters{};
};
ECR_SHAPE(put_image_tag_mutability_response, registry_id, repository_name, image_tag_mutability,
          image_tag_mutability_exclusion_filters);

/// Sets whether a push may move the tags of a repository from one image to another.
inline constexpr operation<put_image_tag_mutability_request, put_image_tag_mutability_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    put_image_tag_mutability{"PutImageTagMutability"};
ECR_COMPILED_SHAPES(put_image_tag_mutability);

}
