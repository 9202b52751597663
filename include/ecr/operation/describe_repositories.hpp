#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_repositories_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 1 to 100, without `next_token` and `max_results`; all repositories when absent, never empty.
    std::optional<std::vector<std::string>> repository_names{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_repositories_request, registry_id, repository_names, next_token, max_results);

struct describe_repositories_response {
    std::vector<ecr::repository> repositories{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_repositories_response, repositories, next_token);

/// Gets one page of the repositories of a registry.
///
/// A name that is not there fails the whole call as `repository_not_found`.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<describe_repositories_request, describe_repositories_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>,
                           pages<&describe_repositories_response::repositories>>
    describe_repositories{"DescribeRepositories"};
ECR_COMPILED_SHAPES(describe_repositories);

}
