#pragma once

#include <ecr/operation/describe_image_signing_status.hpp>
#include <ecr/waiter.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {
inline constexpr auto signing_statuses_of = [](const describe_image_signing_status_response& answer) {
    std::vector<std::optional<open_enum<signing_status>>> all;
    for (const auto& each : answer.signing_statuses) all.push_back(each.status);
    return all;
};
}

/// Waits until every signing profile whose rules match has signed the image; fails when one fails. An image
/// that no rule matches is waited for in vain.
inline constexpr waiter image_signed{
    "image_signed",
    describe_image_signing_status,
    wait_defaults{.max_delay = std::chrono::seconds(30)},
    when_any<detail::signing_statuses_of>(signing_status::failed, wait_state::failure),
    when_all<detail::signing_statuses_of>(signing_status::complete, wait_state::success),
};

}
