#pragma once

#include <ecr/operation/validate_pull_through_cache_rule.hpp>
#include <ecr/waiter.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI {

namespace detail {

inline constexpr auto rule_is_valid = [](const validate_pull_through_cache_rule_response& answer) {
    return answer.is_valid;
};

/// Matches nothing, and tells what is the matter with a rule.
inline constexpr auto rule_failure = [](const validate_pull_through_cache_rule_response& answer) {
    return answer.failure;
};

}

/// Waits until a pull through cache rule can log in to its upstream registry. A rule that cannot is asked
/// again, since a new secret or role takes effect with a delay; the progress tells what the matter is.
inline constexpr waiter pull_through_rule_valid{
    "pull_through_rule_valid",
    validate_pull_through_cache_rule,
    wait_defaults{.max_delay = std::chrono::seconds(30)},
    when<detail::rule_is_valid>(true, wait_state::success),
    when<detail::rule_failure>(std::string_view(), wait_state::retry),
};

}
