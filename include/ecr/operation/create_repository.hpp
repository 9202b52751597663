#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct create_repository_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::optional<std::vector<ecr::tag>> tags{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    std::optional<std::vector<ecr::image_tag_mutability_exclusion_filter>>
        image_tag_mutability_exclusion_filters{};
    std::optional<ecr::image_scanning_configuration> image_scanning_configuration{};
    std::optional<ecr::encryption_configuration> encryption_configuration{};
};
ECR_SHAPE(create_repository_request, registry_id, repository_name, tags, image_tag_mutability,
          image_tag_mutability_exclusion_filters, image_scanning_configuration, encryption_configuration);

struct create_repository_response {
    std::optional<ecr::repository> repository{};
};
ECR_SHAPE(create_repository_response, repository);

inline constexpr operation<
    create_repository_request, create_repository_response,
    errors<errc::invalid_parameter, errc::invalid_tag_parameter, errc::kms, errc::limit_exceeded,
           errc::repository_already_exists, errc::server, errc::too_many_tags>>
    create_repository{"CreateRepository"};

}
