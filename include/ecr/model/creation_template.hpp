#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// What makes the service create a repository from a template.
enum class rct_applied_for {
    /// An image is replicated to a repository that does not exist.
    replication,
    /// An image is pulled through a cache rule for the first time.
    pull_through_cache,
    /// An image is pushed to a repository that does not exist.
    create_on_push,
};
ECR_ENUM(rct_applied_for, replication, pull_through_cache, create_on_push);

/// How repositories created from a template encrypt what they store.
struct encryption_configuration_for_repository_creation_template {
    open_enum<ecr::encryption_type> encryption_type{};
    /// Full ARN of a key in the same region; the AWS managed key when absent.
    std::optional<std::string> kms_key{};
};
ECR_SHAPE(encryption_configuration_for_repository_creation_template, encryption_type,
          (kms_key, .bounds = &detail::template_kms_key));

/// The settings of repositories that the service creates by itself.
struct repository_creation_template {
    /// 1 to 256 characters, "/" at the end implied; "ROOT" for all that no other template matches.
    std::optional<std::string> prefix{};
    /// Up to 256 characters.
    std::optional<std::string> description{};
    std::optional<ecr::encryption_configuration_for_repository_creation_template> encryption_configuration{};
    std::vector<ecr::tag> resource_tags{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::vector<ecr::image_tag_mutability_exclusion_filter> image_tag_mutability_exclusion_filters{};
    /// JSON text, up to 10240 characters.
    std::optional<std::string> repository_policy{};
    /// JSON text, up to 30720 characters.
    std::optional<std::string> lifecycle_policy{};
    std::vector<open_enum<ecr::rct_applied_for>> applied_for{};
    /// Up to 2048 characters; the role that the service assumes, needed for tags and KMS keys.
    std::optional<std::string> custom_role_arn{};
    std::optional<timestamp> created_at{};
    std::optional<timestamp> updated_at{};
};
ECR_SHAPE(repository_creation_template, prefix, description, encryption_configuration, resource_tags,
          image_tag_mutability, image_tag_mutability_exclusion_filters, repository_policy, lifecycle_policy,
          applied_for, custom_role_arn, created_at, updated_at);

}
