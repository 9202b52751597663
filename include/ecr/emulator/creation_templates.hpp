#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/create_repository_creation_template.hpp>
#include <ecr/operation/delete_repository_creation_template.hpp>
#include <ecr/operation/describe_repository_creation_templates.hpp>
#include <ecr/operation/update_repository_creation_template.hpp>

#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// The settings of a repository that the service is about to create for that reason, or null: the template
/// of the longest prefix, `ROOT` when no other matches.
[[nodiscard]] ECR_DECL const ecr::repository_creation_template*
template_for(const registry& of, std::string_view repository, ecr::rct_applied_for reason);

ECR_DECL create_repository_creation_template_response on_create_repository_creation_template(
    const handling& on, const create_repository_creation_template_request& request);
ECR_DECL describe_repository_creation_templates_response on_describe_repository_creation_templates(
    const handling& on, const describe_repository_creation_templates_request& request);
ECR_DECL update_repository_creation_template_response on_update_repository_creation_template(
    const handling& on, const update_repository_creation_template_request& request);
ECR_DECL delete_repository_creation_template_response on_delete_repository_creation_template(
    const handling& on, const delete_repository_creation_template_request& request);

/// Settings of repositories that the service creates by itself.
ECR_DECL std::span<const route> creation_templates_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/creation_templates.ipp>
#endif
