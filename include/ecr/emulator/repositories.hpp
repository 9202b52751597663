#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/delete_repository.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/put_image_scanning_configuration.hpp>
#include <ecr/operation/put_image_tag_mutability.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL create_repository_response on_create_repository(const handling& on,
                                                         const create_repository_request& request);
ECR_DECL delete_repository_response on_delete_repository(const handling& on,
                                                         const delete_repository_request& request);
ECR_DECL describe_repositories_response
on_describe_repositories(const handling& on, const describe_repositories_request& request);
ECR_DECL put_image_tag_mutability_response
on_put_image_tag_mutability(const handling& on, const put_image_tag_mutability_request& request);
ECR_DECL put_image_scanning_configuration_response on_put_image_scanning_configuration(
    const handling& on, const put_image_scanning_configuration_request& request);

/// The operations on repositories themselves.
[[nodiscard]] ECR_DECL std::span<const route> repositories_routes();

/// Whether a push may move this tag to another image.
[[nodiscard]] ECR_DECL bool may_move(const ecr::repository& of, std::string_view tag);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/repositories.ipp>
#endif
