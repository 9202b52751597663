#pragma once

#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_pull_time_update_exclusions_request {
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_pull_time_update_exclusions_request, max_results, next_token);

struct list_pull_time_update_exclusions_response {
    /// ARNs of IAM roles and users, 0 to 100.
    std::vector<std::string> pull_time_update_exclusions{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_pull_time_update_exclusions_response, pull_time_update_exclusions, next_token);

/// Lists the principals whose pulls do not update the pull time of images, one page of them.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    list_pull_time_update_exclusions_request, list_pull_time_update_exclusions_response,
    errors<errc::invalid_parameter, errc::limit_exceeded, errc::server, errc::validation>,
    pages<&list_pull_time_update_exclusions_response::pull_time_update_exclusions>>
    list_pull_time_update_exclusions{"ListPullTimeUpdateExclusions"};
ECR_COMPILED_SHAPES(list_pull_time_update_exclusions);

}
