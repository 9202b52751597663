#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/delete_registry_policy.hpp>
#include <ecr/operation/get_registry_policy.hpp>
#include <ecr/operation/put_registry_policy.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL get_registry_policy_response on_get_registry_policy(const handling& on,
                                                             const get_registry_policy_request& request);
ECR_DECL put_registry_policy_response on_put_registry_policy(const handling& on,
                                                             const put_registry_policy_request& request);
ECR_DECL delete_registry_policy_response
on_delete_registry_policy(const handling& on, const delete_registry_policy_request& request);

/// Everything about the permissions policy of a registry.
ECR_DECL std::span<const route> registry_policy_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/registry_policy.ipp>
#endif
