#pragma once

#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct tag_resource_request {
    std::string resource_arn{};
    std::vector<ecr::tag> tags{};
};
ECR_SHAPE(tag_resource_request, resource_arn, tags);

struct tag_resource_response {};
ECR_SHAPE(tag_resource_response);

inline constexpr operation<tag_resource_request, tag_resource_response,
                           errors<errc::invalid_parameter, errc::invalid_tag_parameter,
                                  errc::repository_not_found, errc::server, errc::too_many_tags>>
    tag_resource{"TagResource"};

}
