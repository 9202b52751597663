#pragma once

#include <ecr/emulator/created_repository.hpp>
#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/room.hpp>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL handling within(const handling& on, const registry& of) {
    auto there = on;
    there.account = of.account;
    there.region = of.region;
    return there;
}

ECR_DECL stored_repository& create_for(const handling& on, registry& of, const std::string& name,
                                       ecr::rct_applied_for reason) {
    create_repository_request request{.repository_name = name};
    const auto* const settings = template_for(of, name, reason);
    if (settings != nullptr) {
        check_replacement(on, 0, bytes_of(*settings));
        request.image_tag_mutability = settings->image_tag_mutability;
        if (!settings->image_tag_mutability_exclusion_filters.empty())
            request.image_tag_mutability_exclusion_filters = settings->image_tag_mutability_exclusion_filters;
        if (!settings->resource_tags.empty()) request.tags = settings->resource_tags;
        const auto& encryption = settings->encryption_configuration;
        if (encryption)
            request.encryption_configuration =
                encryption_configuration{encryption->encryption_type, encryption->kms_key};
    }
    on_create_repository(within(on, of), request);
    auto& made = of.repositories.find(name)->second;
    if (settings != nullptr) {
        made.policy = settings->repository_policy;
        made.lifecycle_policy = settings->lifecycle_policy;
    }
    return made;
}

ECR_DECL located locate_for_push(const handling& on, const std::optional<std::string>& registry_id,
                                 const std::string& name) {
    auto seen = on.look_at(registry_id);
    registry& own = *seen;
    constexpr auto reason = rct_applied_for::create_on_push;
    if (!own.repositories.contains(name) && template_for(own, name, reason) != nullptr) {
        try {
            create_for(on, own, name, reason);
        } catch (const service_fault&) {
            // A push cannot fail in the ways that a creation can: the repository is just not there.
        }
    }
    return locate(on, registry_id, name);
}

}
