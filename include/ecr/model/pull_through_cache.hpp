#pragma once

#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// The registries that a pull through cache rule can fetch from.
enum class upstream_registry {
    /// Another private ECR registry, such as "123456789012.dkr.ecr.eu-west-1.amazonaws.com".
    ecr,
    /// "public.ecr.aws".
    ecr_public,
    /// "quay.io".
    quay,
    /// "registry.k8s.io".
    k8s,
    /// "registry-1.docker.io".
    docker_hub,
    /// "ghcr.io".
    github_container_registry,
    /// "<name>.azurecr.io".
    azure_container_registry,
    /// "registry.gitlab.com".
    gitlab_container_registry,
    /// "cgr.dev".
    chainguard,
};
ECR_ENUM_AS(kebab, "", upstream_registry, ecr, ecr_public, quay, k8s, docker_hub, github_container_registry,
            azure_container_registry, gitlab_container_registry, chainguard);

/// Repositories that fetch from another registry what they do not have yet.
struct pull_through_cache_rule {
    /// 2 to 30 characters, "/" at the end implied; "ROOT" for all that no other rule matches.
    std::optional<std::string> ecr_repository_prefix{};
    /// Host of the upstream registry, such as "public.ecr.aws" or "quay.io".
    std::optional<std::string> upstream_registry_url{};
    std::optional<timestamp> created_at{};
    std::optional<std::string> registry_id{};
    /// ARN of 50 to 612 characters of a secret whose name begins with "ecr-pullthroughcache/".
    std::optional<std::string> credential_arn{};
    /// Up to 2048 characters; the role that the service assumes when the upstream is ECR.
    std::optional<std::string> custom_role_arn{};
    /// 2 to 30 characters; "ROOT", which matches every upstream repository, when none was given.
    std::optional<std::string> upstream_repository_prefix{};
    std::optional<open_enum<ecr::upstream_registry>> upstream_registry{};
    std::optional<timestamp> updated_at{};
};
ECR_SHAPE(pull_through_cache_rule, ecr_repository_prefix, upstream_registry_url, created_at, registry_id,
          credential_arn, custom_role_arn, upstream_repository_prefix, upstream_registry, updated_at);

}
