#pragma once

#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_pull_time_update_exclusions_request {
    std::optional<std::int32_t> max_results{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_pull_time_update_exclusions_request, max_results, next_token);

struct list_pull_time_update_exclusions_response {
    std::vector<std::string> pull_time_update_exclusions{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_pull_time_update_exclusions_response, pull_time_update_exclusions, next_token);

inline constexpr operation<
    list_pull_time_update_exclusions_request, list_pull_time_update_exclusions_response,
    errors<errc::invalid_parameter, errc::limit_exceeded, errc::server, errc::validation>,
    pages<&list_pull_time_update_exclusions_response::pull_time_update_exclusions>>
    list_pull_time_update_exclusions{"ListPullTimeUpdateExclusions"};

}
