#pragma once

#include <ecr/model/creation_template.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct update_repository_creation_template_request {
    std::string prefix{};
    std::optional<std::string> description{};
    std::optional<ecr::encryption_configuration_for_repository_creation_template> encryption_configuration{};
    std::optional<std::vector<ecr::tag>> resource_tags{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    std::optional<std::vector<ecr::image_tag_mutability_exclusion_filter>>
        image_tag_mutability_exclusion_filters{};
    std::optional<std::string> repository_policy{};
    std::optional<std::string> lifecycle_policy{};
    std::optional<std::vector<open_enum<ecr::rct_applied_for>>> applied_for{};
    std::optional<std::string> custom_role_arn{};
};
ECR_SHAPE(update_repository_creation_template_request, prefix, description, encryption_configuration,
          resource_tags, image_tag_mutability, image_tag_mutability_exclusion_filters, repository_policy,
          lifecycle_policy, applied_for, custom_role_arn);

struct update_repository_creation_template_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::repository_creation_template> repository_creation_template{};
};
ECR_SHAPE(update_repository_creation_template_response, registry_id, repository_creation_template);

inline constexpr operation<
    update_repository_creation_template_request, update_repository_creation_template_response,
    errors<errc::invalid_parameter, errc::server, errc::template_not_found, errc::validation>>
    update_repository_creation_template{"UpdateRepositoryCreationTemplate"};

}
