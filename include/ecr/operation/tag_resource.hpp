#pragma once

#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct tag_resource_request {
    /// ARN of a repository, the only kind of resource that has tags.
    std::string resource_arn{};
    /// Keys up to 128 characters, values up to 256; at most 50 tags on the repository.
    std::vector<ecr::tag> tags{};
};
ECR_SHAPE(tag_resource_request, resource_arn, tags);

struct tag_resource_response {};
ECR_SHAPE(tag_resource_response);

/// Adds tags to a repository; a key that is there gets the new value, other tags stay.
inline constexpr operation<tag_resource_request, tag_resource_response,
                           errors<errc::invalid_parameter, errc::invalid_tag_parameter,
                                  errc::repository_not_found, errc::server, errc::too_many_tags>>
    tag_resource{"TagResource"};
ECR_COMPILED_SHAPES(tag_resource);

}
