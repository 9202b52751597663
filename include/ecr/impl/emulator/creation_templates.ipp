#pragma once

#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/name_prefix.hpp>
#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/room.hpp>
#include <ecr/emulator/sorted_page.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL std::string_view template_key(const ecr::repository_creation_template& of) {
    return bare_prefix(*of.prefix);
}

ECR_DECL const ecr::repository_creation_template*
template_for(const registry& of, std::string_view repository, ecr::rct_applied_for reason) {
    const ecr::repository_creation_template* best = nullptr;
    std::size_t longest = 0;
    for (const auto& each : of.settings.templates) {
        const auto covered = covered_by(*each.prefix, repository);
        if (!covered || (best && *covered < longest)) continue;
        if (std::ranges::find(each.applied_for, reason) == each.applied_for.end()) continue;
        best = &each;
        longest = *covered;
    }
    return best;
}

ECR_DECL ecr::repository_creation_template& template_at(registry& of, std::string_view prefix) {
    auto* found = entry_of(of.settings.templates, bare_prefix(prefix), template_key);
    if (!found)
        refuse(errc::template_not_found, "The repository creation template with prefix '" +
                                             std::string(prefix) +
                                             "' does not exist in the registry with id '" + of.account + "'");
    return *found;
}

ECR_DECL void check_template_tags(const ecr::repository_creation_template& wanted) {
    constexpr std::size_t most = 50;
    const auto& tags = wanted.resource_tags;
    if (tags.size() > most) refuse_parameter("resourceTags", "A repository can have at most 50 tags");
    for (const auto& each : tags) {
        if (std::ranges::count(tags, each.key, &ecr::tag::key) > 1)
            refuse_parameter("resourceTags", "The tag key " + each.key + " is given twice");
        if (each.key.starts_with("aws:"))
            refuse_parameter("resourceTags", "Tag keys that begin with aws: are reserved");
    }
}

ECR_DECL void check_template(const ecr::repository_creation_template& wanted) {
    const auto mutability = wanted.image_tag_mutability.value_or(image_tag_mutability::mutable_);
    const bool excludes = mutability == image_tag_mutability::immutable_with_exclusion ||
                          mutability == image_tag_mutability::mutable_with_exclusion;
    if (excludes == wanted.image_tag_mutability_exclusion_filters.empty())
        refuse_parameter("imageTagMutabilityExclusionFilters",
                         "Filters go with IMMUTABLE_WITH_EXCLUSION and MUTABLE_WITH_EXCLUSION only");
    const auto& encryption = wanted.encryption_configuration;
    const bool has_key = encryption && encryption->kms_key && !encryption->kms_key->empty();
    if (has_key && encryption->encryption_type == encryption_type::aes256)
        refuse_parameter("encryptionConfiguration", "A kmsKey goes with KMS and KMS_DSSE only");
    if ((has_key || !wanted.resource_tags.empty()) && !wanted.custom_role_arn)
        refuse_parameter("customRoleArn", "A role is required for resource tags and KMS keys");
    if (wanted.repository_policy) check_policy(*wanted.repository_policy, "repositoryPolicy");
    if (wanted.lifecycle_policy) static_cast<void>(read_lifecycle_policy(*wanted.lifecycle_policy));
    if (wanted.applied_for.empty())
        refuse_parameter("appliedFor", "At least one reason to create a repository is required");
    check_template_tags(wanted);
}

// An empty text takes a text away; members that are absent stay as they are.
ECR_DECL void put_text(std::optional<std::string>& text, const std::optional<std::string>& wanted) {
    if (wanted) text = wanted->empty() ? std::nullopt : wanted;
}

ECR_DECL void change_template(ecr::repository_creation_template& changed,
                              const update_repository_creation_template_request& request) {
    put_text(changed.description, request.description);
    put_text(changed.repository_policy, request.repository_policy);
    put_text(changed.lifecycle_policy, request.lifecycle_policy);
    put_text(changed.custom_role_arn, request.custom_role_arn);
    if (request.encryption_configuration) changed.encryption_configuration = request.encryption_configuration;
    if (request.resource_tags) changed.resource_tags = *request.resource_tags;
    if (request.image_tag_mutability) {
        changed.image_tag_mutability = request.image_tag_mutability;
        changed.image_tag_mutability_exclusion_filters.clear();
    }
    if (request.image_tag_mutability_exclusion_filters)
        changed.image_tag_mutability_exclusion_filters = *request.image_tag_mutability_exclusion_filters;
    if (request.applied_for) changed.applied_for = *request.applied_for;
    check_template(changed);
}

ECR_DECL ecr::repository_creation_template
new_template(const handling& on, const create_repository_creation_template_request& request) {
    ecr::repository_creation_template made{.prefix = request.prefix,
                                           .description = request.description,
                                           .encryption_configuration =
                                               ecr::encryption_configuration_for_repository_creation_template{
                                                   .encryption_type = encryption_type::aes256},
                                           .image_tag_mutability = image_tag_mutability::mutable_,
                                           .applied_for = request.applied_for,
                                           .created_at = on.now,
                                           .updated_at = on.now};
    change_template(made,
                    {.description = request.description,
                     .encryption_configuration = request.encryption_configuration,
                     .resource_tags = request.resource_tags,
                     .image_tag_mutability = request.image_tag_mutability,
                     .image_tag_mutability_exclusion_filters = request.image_tag_mutability_exclusion_filters,
                     .repository_policy = request.repository_policy,
                     .lifecycle_policy = request.lifecycle_policy,
                     .custom_role_arn = request.custom_role_arn});
    return made;
}

ECR_DECL create_repository_creation_template_response on_create_repository_creation_template(
    const handling& on, const create_repository_creation_template_request& request) {
    auto made = new_template(on, request);
    check_replacement(on, 0, bytes_of(made));
    registry& own = on.registry_of({});
    auto& all = own.settings.templates;
    const auto key = bare_prefix(request.prefix);
    if (entry_of(all, key, template_key))
        refuse(errc::template_already_exists,
               "The repository creation template with prefix '" + request.prefix +
                   "' already exists in the registry with id '" + own.account + "'");
    constexpr std::size_t most = 50;
    if (all.size() >= most)
        refuse(errc::limit_exceeded,
               "The maximum of 50 repository creation templates has been reached in the "
               "registry with id '" +
                   own.account + "'");
    const auto place = all.insert(place_of(all, key, template_key), std::move(made));
    return {.registry_id = own.account, .repository_creation_template = *place};
}

ECR_DECL describe_repository_creation_templates_response on_describe_repository_creation_templates(
    const handling& on, const describe_repository_creation_templates_request& request) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    describe_repository_creation_templates_response answer{.registry_id = own.account};
    const auto page = page_of(describe_repository_creation_templates, request);
    const auto wanted = [&](const ecr::repository_creation_template& each) {
        if (!request.prefixes || request.prefixes->empty()) return true;
        return std::ranges::find(*request.prefixes, template_key(each), bare_prefix) !=
               request.prefixes->end();
    };
    answer.next_token =
        fill_sorted_page(page, own.settings.templates, template_key, wanted,
                         [&](const auto& each) { answer.repository_creation_templates.push_back(each); });
    return answer;
}

ECR_DECL update_repository_creation_template_response on_update_repository_creation_template(
    const handling& on, const update_repository_creation_template_request& request) {
    auto seen = on.look_at({});
    registry& own = *seen;
    auto& existing = template_at(own, request.prefix);
    auto changed = existing;
    change_template(changed, request);
    check_replacement(on, bytes_of(existing), bytes_of(changed));
    changed.updated_at = on.now;
    existing = changed;
    return {.registry_id = own.account, .repository_creation_template = std::move(changed)};
}

ECR_DECL delete_repository_creation_template_response on_delete_repository_creation_template(
    const handling& on, const delete_repository_creation_template_request& request) {
    auto seen = on.look_at({});
    registry& own = *seen;
    auto deleted = template_at(own, request.prefix);
    auto& all = own.settings.templates;
    all.erase(place_of(all, template_key(deleted), template_key));
    return {.registry_id = own.account, .repository_creation_template = std::move(deleted)};
}

ECR_DECL std::span<const route> creation_templates_routes() {
    static constexpr route all[]{
        route_of<create_repository_creation_template, on_create_repository_creation_template>(),
        route_of<describe_repository_creation_templates, on_describe_repository_creation_templates>(),
        route_of<update_repository_creation_template, on_update_repository_creation_template>(),
        route_of<delete_repository_creation_template, on_delete_repository_creation_template>(),
    };
    return all;
}

}
