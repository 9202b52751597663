#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_repositories_request {
    std::optional<std::string> registry_id{};
    std::optional<std::vector<std::string>> repository_names{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_repositories_request, registry_id, repository_names, next_token, max_results);

struct describe_repositories_response {
    std::vector<ecr::repository> repositories{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_repositories_response, repositories, next_token);

inline constexpr operation<describe_repositories_request, describe_repositories_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>,
                           pages<&describe_repositories_response::repositories>>
    describe_repositories{"DescribeRepositories"};

}
