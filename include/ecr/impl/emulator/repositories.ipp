#pragma once

#include <ecr/emulator/located.hpp>
#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/resource_tags.hpp>
#include <ecr/emulator/room.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <algorithm>
#include <iterator>

namespace ecr::inline ECR_ABI::emulation {

namespace repositories {

using exclusions = std::optional<std::vector<image_tag_mutability_exclusion_filter>>;

ECR_DECL void check_exclusions(image_tag_mutability mutability, const exclusions& filters) {
    constexpr std::string_view where = "imageTagMutabilityExclusionFilters";
    const bool expected = mutability == image_tag_mutability::immutable_with_exclusion ||
                          mutability == image_tag_mutability::mutable_with_exclusion;
    if (expected != filters.has_value()) {
        refuse_parameter(where, expected ? "must be present for a mutability with exclusion"
                                         : "must be absent for a mutability without exclusion");
    }
    if (!filters) return;
    for (const auto& each : *filters) {
        if (std::ranges::count(each.filter, '*') > 2)
            refuse_parameter(where, "a filter has at most two wildcards");
    }
}

ECR_DECL encryption_configuration encryption_of(const handling& on, const std::string& account,
                                                const create_repository_request& request) {
    auto wanted = request.encryption_configuration.value_or(
        encryption_configuration{.encryption_type = encryption_type::aes256});
    if (wanted.encryption_type == encryption_type::aes256) {
        if (wanted.kms_key)
            refuse_parameter("encryptionConfiguration.kmsKey", "must be absent for encryption type AES256");
        return wanted;
    }
    const auto arn = arn_of("kms", account, on.region, "");
    if (!wanted.kms_key) {
        wanted.kms_key = arn + "alias/aws/ecr";
    } else if (wanted.kms_key->starts_with("arn:") &&
               !wanted.kms_key->starts_with(arn.substr(0, arn.size() - account.size() - 1))) {
        throw service_fault{errc::kms,
                            "The key '" + *wanted.kms_key + "' is not in the region '" + on.region + "'",
                            {{"kmsError", "InvalidArnException"}}};
    }
    return wanted;
}

ECR_DECL ecr::repository description_of(const handling& on, const std::string& account,
                                        const create_repository_request& request) {
    const auto& name = request.repository_name;
    ecr::repository made{.repository_arn = arn_of("ecr", account, on.region, "repository/" + name),
                         .registry_id = account,
                         .repository_name = name,
                         .repository_uri = host_of(account, on.region) + "/" + name,
                         .created_at = on.now};
    made.image_tag_mutability = request.image_tag_mutability.value_or(image_tag_mutability::mutable_);
    check_exclusions(made.image_tag_mutability->value_or(image_tag_mutability::mutable_),
                     request.image_tag_mutability_exclusion_filters);
    if (request.image_tag_mutability_exclusion_filters)
        made.image_tag_mutability_exclusion_filters = *request.image_tag_mutability_exclusion_filters;
    const bool scan = request.image_scanning_configuration &&
                      request.image_scanning_configuration->scan_on_push.value_or(false);
    made.image_scanning_configuration = image_scanning_configuration{.scan_on_push = scan};
    made.encryption_configuration = encryption_of(on, account, request);
    return made;
}

}

ECR_DECL bool may_move(const ecr::repository& of, std::string_view tag) {
    const auto mutability = of.image_tag_mutability
                                ? of.image_tag_mutability->value_or(image_tag_mutability{})
                                : image_tag_mutability::mutable_;
    const bool excluded =
        std::ranges::any_of(of.image_tag_mutability_exclusion_filters,
                            [&](const auto& filter) { return matches_wildcard(filter.filter, tag); });
    const bool movable = mutability == image_tag_mutability::mutable_ ||
                         mutability == image_tag_mutability::mutable_with_exclusion;
    return movable != excluded;
}

ECR_DECL create_repository_response on_create_repository(const handling& on,
                                                         const create_repository_request& request) {
    const auto account = request.registry_id.value_or(on.account);
    const auto& name = request.repository_name;
    stored_repository made{.description = repositories::description_of(on, account, request)};
    if (request.tags) made.resource_tags = with_tags({}, *request.tags);
    check_replacement(on, 0, bytes_of(made.resource_tags));
    auto& all = on.registry_of(request.registry_id).repositories;
    if (all.contains(name)) {
        refuse(errc::repository_already_exists, "The repository with name '" + name +
                                                    "' already exists in the registry with id '" + account +
                                                    "'");
    }
    if (all.size() >= on.all.limits().repositories) {
        refuse(errc::limit_exceeded, "The registry with id '" + account + "' already has the most of " +
                                         std::to_string(all.size()) + " repositories");
    }
    return {.repository = all.emplace(name, std::move(made)).first->second.description};
}

ECR_DECL delete_repository_response on_delete_repository(const handling& on,
                                                         const delete_repository_request& request) {
    const auto at = locate(on, request);
    if (!at.stored.images.empty() && !request.force.value_or(false)) {
        refuse(errc::repository_not_empty, "The repository with name '" + at.name +
                                               "' in registry with id '" + at.registry_id +
                                               "' cannot be deleted because it still contains images");
    }
    delete_repository_response response{.repository = std::move(at.stored.description)};
    on.look_at(request.registry_id)->repositories.erase(at.name);
    return response;
}

ECR_DECL describe_repositories_response
on_describe_repositories(const handling& on, const describe_repositories_request& request) {
    describe_repositories_response response;
    if (request.repository_names) {
        if (request.next_token || request.max_results)
            refuse_parameter("repositoryNames", "must be absent when nextToken or maxResults is present");
        for (const auto& name : *request.repository_names)
            response.repositories.push_back(locate(on, request.registry_id, name).stored.description);
        return response;
    }
    const auto page = page_of(describe_repositories, request);
    const auto* const where = on.all.find(request.registry_id.value_or(on.account), on.region);
    if (where == nullptr) return response;
    response.next_token = fill_page(
        page, where->repositories, [](const stored_repository&) { return true; },
        [&](const stored_repository& each) { response.repositories.push_back(each.description); });
    return response;
}

ECR_DECL put_image_tag_mutability_response
on_put_image_tag_mutability(const handling& on, const put_image_tag_mutability_request& request) {
    const auto& filters = request.image_tag_mutability_exclusion_filters;
    repositories::check_exclusions(request.image_tag_mutability.value_or(image_tag_mutability::mutable_),
                                   filters);
    const auto at = locate(on, request);
    auto& changed = at.stored.description;
    changed.image_tag_mutability = request.image_tag_mutability;
    changed.image_tag_mutability_exclusion_filters =
        filters.value_or(std::vector<image_tag_mutability_exclusion_filter>());
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .image_tag_mutability = changed.image_tag_mutability,
            .image_tag_mutability_exclusion_filters = changed.image_tag_mutability_exclusion_filters};
}

ECR_DECL put_image_scanning_configuration_response on_put_image_scanning_configuration(
    const handling& on, const put_image_scanning_configuration_request& request) {
    const auto at = locate(on, request);
    const bool scan = request.image_scanning_configuration.scan_on_push.value_or(false);
    at.stored.description.image_scanning_configuration = image_scanning_configuration{.scan_on_push = scan};
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .image_scanning_configuration = at.stored.description.image_scanning_configuration};
}

ECR_DECL std::span<const route> repositories_routes() {
    static constexpr route routes[] = {
        route_of<create_repository, on_create_repository>(),
        route_of<delete_repository, on_delete_repository>(),
        route_of<describe_repositories, on_describe_repositories>(),
        route_of<put_image_scanning_configuration, on_put_image_scanning_configuration>(),
        route_of<put_image_tag_mutability, on_put_image_tag_mutability>(),
    };
    return routes;
}

}
