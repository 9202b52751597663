#pragma once

#include <ecr/model/creation_template.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct create_repository_creation_template_request {
    /// 1 to 256 characters, "/" at the end implied; "ROOT" for all that no other template matches.
    std::string prefix{};
    /// Up to 256 characters.
    std::optional<std::string> description{};
    /// AES-256 when absent.
    std::optional<ecr::encryption_configuration_for_repository_creation_template> encryption_configuration{};
    /// Keys up to 128 characters, values up to 256; at most 50 tags.
    std::optional<std::vector<ecr::tag>> resource_tags{};
    /// `mutable_` when absent.
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::optional<std::vector<ecr::image_tag_mutability_exclusion_filter>>
        image_tag_mutability_exclusion_filters{};
    /// JSON text, up to 10240 characters.
    std::optional<std::string> repository_policy{};
    /// JSON text, up to 30720 characters.
    std::optional<std::string> lifecycle_policy{};
    /// Why the service creates a repository; the template holds for these reasons only.
    std::vector<open_enum<ecr::rct_applied_for>> applied_for{};
    /// Up to 2048 characters; the role that the service assumes, needed for tags and KMS keys.
    std::optional<std::string> custom_role_arn{};
};
ECR_SHAPE(create_repository_creation_template_request, prefix, description, encryption_configuration,
          resource_tags, image_tag_mutability, image_tag_mutability_exclusion_filters, repository_policy,
          lifecycle_policy, applied_for, custom_role_arn);

struct create_repository_creation_template_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::repository_creation_template> repository_creation_template{};
};
ECR_SHAPE(create_repository_creation_template_response, registry_id, repository_creation_template);

/// Creates the settings of repositories that the service itself will create under a prefix.
///
/// Repositories that exist are not changed.
inline constexpr operation<create_repository_creation_template_request,
                           create_repository_creation_template_response,
                           errors<errc::invalid_parameter, errc::limit_exceeded, errc::server,
                                  errc::template_already_exists, errc::validation>>
    create_repository_creation_template{"CreateRepositoryCreationTemplate"};
ECR_COMPILED_SHAPES(create_repository_creation_template);

}
