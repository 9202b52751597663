#pragma once

#include <ecr/model/image.hpp>
#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct describe_image_replication_status_request {
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// By digest, by tag or by both.
    ecr::image_identifier image_id{};
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
};
ECR_SHAPE(describe_image_replication_status_request, repository_name, image_id, registry_id);

struct describe_image_replication_status_response {
    std::optional<std::string> repository_name{};
    std::optional<ecr::image_identifier> image_id{};
    std::vector<ecr::image_replication_status> replication_statuses{};
};
ECR_SHAPE(describe_image_replication_status_response, repository_name, image_id, replication_statuses);

/// Tells how far the replication of an image has come, for each destination.
inline constexpr operation<describe_image_replication_status_request,
                           describe_image_replication_status_response,
                           errors<errc::image_not_found, errc::invalid_parameter, errc::repository_not_found,
                                  errc::server, errc::validation>>
    describe_image_replication_status{"DescribeImageReplicationStatus"};
ECR_COMPILED_SHAPES(describe_image_replication_status);

}
