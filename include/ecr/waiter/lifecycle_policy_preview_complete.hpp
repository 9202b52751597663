#pragma once

#include <ecr/operation/get_lifecycle_policy_preview.hpp>
#include <ecr/waiter.hpp>

namespace ecr::inline ECR_ABI {

namespace detail {
inline constexpr auto preview_status_of = [](const get_lifecycle_policy_preview_response& answer) {
    return answer.status;
};
}

/// Waits until a lifecycle policy preview is complete, by the rules that the service publishes: at most 20
/// polls, and a preview that has expired is waited for in vain.
inline constexpr waiter lifecycle_policy_preview_complete{
    "lifecycle_policy_preview_complete",
    get_lifecycle_policy_preview,
    wait_defaults{.max_attempts = 20},
    when<detail::preview_status_of>(lifecycle_policy_preview_status::complete, wait_state::success),
    when<detail::preview_status_of>(lifecycle_policy_preview_status::failed, wait_state::failure),
};

}
