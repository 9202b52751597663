#pragma once

#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_tags_for_resource_request {
    /// ARN of a repository, the only kind of resource that has tags.
    std::string resource_arn{};
};
ECR_SHAPE(list_tags_for_resource_request, resource_arn);

struct list_tags_for_resource_response {
    std::vector<ecr::tag> tags{};
};
ECR_SHAPE(list_tags_for_resource_response, tags);

/// Lists the tags of a repository, all in one answer.
inline constexpr operation<list_tags_for_resource_request, list_tags_for_resource_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    list_tags_for_resource{"ListTagsForResource"};
ECR_COMPILED_SHAPES(list_tags_for_resource);

}
