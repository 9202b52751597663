#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_repository_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// Deletes the images as well; without it a repository with images is refused as `repository_not_empty`.
    std::optional<bool> force{};
};
ECR_SHAPE(delete_repository_request, registry_id, repository_name, force);

struct delete_repository_response {
    std::optional<ecr::repository> repository{};
};
ECR_SHAPE(delete_repository_response, repository);

/// Deletes a repository.
///
/// A call that is repeated after a lost answer ends as `repository_not_found`.
inline constexpr operation<delete_repository_request, delete_repository_response,
                           errors<errc::invalid_parameter, errc::kms, errc::repository_not_empty,
                                  errc::repository_not_found, errc::server>>
    delete_repository{"DeleteRepository"};
ECR_COMPILED_SHAPES(delete_repository);

}
