#pragma once

#include <ecr/model/creation_template.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_repository_creation_templates_request {
    /// Each 1 to 256 characters; all templates when absent.
    std::optional<std::vector<std::string>> prefixes{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 1000; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(describe_repository_creation_templates_request, prefixes, next_token, max_results);

struct describe_repository_creation_templates_response {
    std::optional<std::string> registry_id{};
    std::vector<ecr::repository_creation_template> repository_creation_templates{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(describe_repository_creation_templates_response, registry_id, repository_creation_templates,
          next_token);

/// Gets one page of the repository creation templates of the caller's own registry.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<
    describe_repository_creation_templates_request, describe_repository_creation_templates_response,
    errors<errc::invalid_parameter, errc::server, errc::validation>,
    pages<&describe_repository_creation_templates_response::repository_creation_templates>>
    describe_repository_creation_templates{"DescribeRepositoryCreationTemplates"};
ECR_COMPILED_SHAPES(describe_repository_creation_templates);

}
