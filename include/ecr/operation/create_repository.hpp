#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/model/tag.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct create_repository_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// Keys up to 128 characters, values up to 256; at most 50 tags.
    std::optional<std::vector<ecr::tag>> tags{};
    /// `mutable_` when absent.
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::optional<std::vector<ecr::image_tag_mutability_exclusion_filter>>
        image_tag_mutability_exclusion_filters{};
    /// Prefer `put_registry_scanning_configuration`: the service is phasing this setting out.
    std::optional<ecr::image_scanning_configuration> image_scanning_configuration{};
    /// AES-256 when absent; it cannot be changed later.
    std::optional<ecr::encryption_configuration> encryption_configuration{};
};
ECR_SHAPE(create_repository_request, registry_id, repository_name, tags, image_tag_mutability,
          image_tag_mutability_exclusion_filters, image_scanning_configuration, encryption_configuration);

struct create_repository_response {
    std::optional<ecr::repository> repository{};
};
ECR_SHAPE(create_repository_response, repository);

/// Creates a repository.
///
/// A call that is repeated after a lost answer ends as `repository_already_exists`.
inline constexpr operation<
    create_repository_request, create_repository_response,
    errors<errc::invalid_parameter, errc::invalid_tag_parameter, errc::kms, errc::limit_exceeded,
           errc::repository_already_exists, errc::server, errc::too_many_tags>>
    create_repository{"CreateRepository"};
ECR_COMPILED_SHAPES(create_repository);

}
