#pragma once

#include <ecr/operation/describe_image_replication_status.hpp>
#include <ecr/waiter.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {
inline constexpr auto replication_statuses_of = [](const describe_image_replication_status_response& answer) {
    std::vector<std::optional<open_enum<replication_status>>> all;
    for (const auto& each : answer.replication_statuses) all.push_back(each.status);
    return all;
};
}

/// Waits until every destination has the image; fails when a copy fails. An image for which there is no
/// destination at all is waited for in vain.
inline constexpr waiter image_replicated{
    "image_replicated",
    describe_image_replication_status,
    wait_defaults{.max_delay = std::chrono::seconds(30)},
    when_any<detail::replication_statuses_of>(replication_status::failed, wait_state::failure),
    when_all<detail::replication_statuses_of>(replication_status::complete, wait_state::success),
};

}
