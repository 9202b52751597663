#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class rct_applied_for {
    replication,
    pull_through_cache,
    create_on_push,
};
ECR_ENUM(rct_applied_for, replication, pull_through_cache, create_on_push);

struct encryption_configuration_for_repository_creation_template {
    open_enum<ecr::encryption_type> encryption_type{};
    std::optional<std::string> kms_key{};
};
ECR_SHAPE(encryption_configuration_for_repository_creation_template, encryption_type,
          (kms_key, .bounds = &detail::template_kms_key));

struct repository_creation_template {
    std::optional<std::string> prefix{};
    std::optional<std::string> description{};
    std::optional<ecr::encryption_configuration_for_repository_creation_template> encryption_configuration{};
    std::vector<ecr::tag> resource_tags{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    std::vector<ecr::image_tag_mutability_exclusion_filter> image_tag_mutability_exclusion_filters{};
    std::optional<std::string> repository_policy{};
    std::optional<std::string> lifecycle_policy{};
    std::vector<open_enum<ecr::rct_applied_for>> applied_for{};
    std::optional<std::string> custom_role_arn{};
    std::optional<timestamp> created_at{};
    std::optional<timestamp> updated_at{};
};
ECR_SHAPE(repository_creation_template, prefix, description, encryption_configuration, resource_tags,
          image_tag_mutability, image_tag_mutability_exclusion_filters, repository_policy, lifecycle_policy,
          applied_for, custom_role_arn, created_at, updated_at);

}
