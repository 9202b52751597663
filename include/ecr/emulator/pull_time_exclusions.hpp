#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/deregister_pull_time_update_exclusion.hpp>
#include <ecr/operation/list_pull_time_update_exclusions.hpp>
#include <ecr/operation/register_pull_time_update_exclusion.hpp>

#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Whether a pull by that principal leaves the pull time of images alone; a session counts as its role.
[[nodiscard]] ECR_DECL bool is_excluded(const registry& of, std::string_view caller_arn);

ECR_DECL register_pull_time_update_exclusion_response on_register_pull_time_update_exclusion(
    const handling& on, const register_pull_time_update_exclusion_request& request);
ECR_DECL deregister_pull_time_update_exclusion_response on_deregister_pull_time_update_exclusion(
    const handling& on, const deregister_pull_time_update_exclusion_request& request);
ECR_DECL list_pull_time_update_exclusions_response on_list_pull_time_update_exclusions(
    const handling& on, const list_pull_time_update_exclusions_request& request);

/// Principals whose pulls are not recorded.
ECR_DECL std::span<const route> pull_time_exclusions_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/pull_time_exclusions.ipp>
#endif
