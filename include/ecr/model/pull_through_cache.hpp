#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

enum class upstream_registry {
    ecr,
    ecr_public,
    quay,
    k8s,
    docker_hub,
    github_container_registry,
    azure_container_registry,
    gitlab_container_registry,
    chainguard,
};
ECR_ENUM_AS(kebab, "", upstream_registry, ecr, ecr_public, quay, k8s, docker_hub, github_container_registry,
            azure_container_registry, gitlab_container_registry, chainguard);

struct pull_through_cache_rule {
    std::optional<std::string> ecr_repository_prefix{};
    std::optional<std::string> upstream_registry_url{};
    std::optional<timestamp> created_at{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> credential_arn{};
    std::optional<std::string> custom_role_arn{};
    std::optional<std::string> upstream_repository_prefix{};
    std::optional<open_enum<ecr::upstream_registry>> upstream_registry{};
    std::optional<timestamp> updated_at{};
};
ECR_SHAPE(pull_through_cache_rule, ecr_repository_prefix, upstream_registry_url, created_at, registry_id,
          credential_arn, custom_role_arn, upstream_repository_prefix, upstream_registry, updated_at);

}
