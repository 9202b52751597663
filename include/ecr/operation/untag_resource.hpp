#pragma once

#include <ecr/operation.hpp>

#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct untag_resource_request {
    /// ARN of a repository, the only kind of resource that has tags.
    std::string resource_arn{};
    /// Each up to 128 characters.
    std::vector<std::string> tag_keys{};
};
ECR_SHAPE(untag_resource_request, resource_arn, tag_keys);

struct untag_resource_response {};
ECR_SHAPE(untag_resource_response);

/// Removes tags from a repository.
inline constexpr operation<untag_resource_request, untag_resource_response,
                           errors<errc::invalid_parameter, errc::invalid_tag_parameter,
                                  errc::repository_not_found, errc::server, errc::too_many_tags>>
    untag_resource{"UntagResource"};
ECR_COMPILED_SHAPES(untag_resource);

}
