#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/delete_lifecycle_policy.hpp>
#include <ecr/operation/get_lifecycle_policy.hpp>
#include <ecr/operation/get_lifecycle_policy_preview.hpp>
#include <ecr/operation/put_lifecycle_policy.hpp>
#include <ecr/operation/start_lifecycle_policy_preview.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL put_lifecycle_policy_response on_put_lifecycle_policy(const handling& on,
                                                               const put_lifecycle_policy_request& request);
ECR_DECL get_lifecycle_policy_response on_get_lifecycle_policy(const handling& on,
                                                               const get_lifecycle_policy_request& request);
ECR_DECL delete_lifecycle_policy_response
on_delete_lifecycle_policy(const handling& on, const delete_lifecycle_policy_request& request);
ECR_DECL start_lifecycle_policy_preview_response
on_start_lifecycle_policy_preview(const handling& on, const start_lifecycle_policy_preview_request& request);
ECR_DECL get_lifecycle_policy_preview_response
on_get_lifecycle_policy_preview(const handling& on, const get_lifecycle_policy_preview_request& request);

/// The operations on lifecycle policies.
[[nodiscard]] ECR_DECL std::span<const route> lifecycle_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/lifecycle.ipp>
#endif
