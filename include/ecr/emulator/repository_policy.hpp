#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/delete_repository_policy.hpp>
#include <ecr/operation/get_repository_policy.hpp>
#include <ecr/operation/set_repository_policy.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL set_repository_policy_response
on_set_repository_policy(const handling& on, const set_repository_policy_request& request);
ECR_DECL get_repository_policy_response
on_get_repository_policy(const handling& on, const get_repository_policy_request& request);
ECR_DECL delete_repository_policy_response
on_delete_repository_policy(const handling& on, const delete_repository_policy_request& request);

/// The operations on the permissions of repositories.
[[nodiscard]] ECR_DECL std::span<const route> repository_policy_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/repository_policy.ipp>
#endif
