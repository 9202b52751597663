#pragma once

#include <ecr/emulator/upstream.hpp>
#include <ecr/registry_host.hpp>

namespace ecr::inline ECR_ABI::emulation {

/// A registry of one fixed host.
struct known_upstream {
    std::string_view host{};
    ecr::upstream_registry kind{};
    bool needs_credential = false;
};

inline constexpr known_upstream known_upstreams[]{
    {"public.ecr.aws", upstream_registry::ecr_public, false},
    {"quay.io", upstream_registry::quay, false},
    {"registry.k8s.io", upstream_registry::k8s, false},
    {"registry-1.docker.io", upstream_registry::docker_hub, true},
    {"ghcr.io", upstream_registry::github_container_registry, true},
    {"registry.gitlab.com", upstream_registry::gitlab_container_registry, true},
    {"cgr.dev", upstream_registry::chainguard, true},
};

ECR_DECL std::optional<upstream> upstream_of(std::string_view url) {
    constexpr std::string_view scheme = "https://";
    if (url.starts_with(scheme)) url.remove_prefix(scheme.size());
    if (url.ends_with('/')) url.remove_suffix(1);
    for (const auto& each : known_upstreams) {
        if (each.host == url) return upstream{each.kind, each.needs_credential, {}, {}};
    }
    constexpr std::string_view azure = ".azurecr.io";
    if (url.size() > azure.size() && url.ends_with(azure) && url.find_first_of("/:") == url.npos)
        return upstream{upstream_registry::azure_container_registry, true, {}, {}};
    const auto own = parse_registry_host(url);
    if (own) return upstream{upstream_registry::ecr, false, own->registry_id, own->region};
    return std::nullopt;
}

}
