#pragma once

#include <ecr/model/creation_template.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_repository_creation_template_request {
    /// 1 to 256 characters, as given to `create_repository_creation_template`.
    std::string prefix{};
};
ECR_SHAPE(delete_repository_creation_template_request, prefix);

struct delete_repository_creation_template_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::repository_creation_template> repository_creation_template{};
};
ECR_SHAPE(delete_repository_creation_template_response, registry_id, repository_creation_template);

/// Deletes a repository creation template and answers what it said.
inline constexpr operation<
    delete_repository_creation_template_request, delete_repository_creation_template_response,
    errors<errc::invalid_parameter, errc::server, errc::template_not_found, errc::validation>>
    delete_repository_creation_template{"DeleteRepositoryCreationTemplate"};
ECR_COMPILED_SHAPES(delete_repository_creation_template);

}
