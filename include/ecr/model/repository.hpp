#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class encryption_type {
    aes256,
    kms,
    kms_dsse,
};
ECR_ENUM(encryption_type, aes256, kms, kms_dsse);

enum class image_tag_mutability {
    mutable_,
    immutable,
    immutable_with_exclusion,
    mutable_with_exclusion,
};
ECR_ENUM(image_tag_mutability, mutable_, immutable, immutable_with_exclusion, mutable_with_exclusion);

enum class image_tag_mutability_exclusion_filter_type {
    wildcard,
};
ECR_ENUM(image_tag_mutability_exclusion_filter_type, wildcard);

struct encryption_configuration {
    open_enum<ecr::encryption_type> encryption_type{};
    std::optional<std::string> kms_key{};
};
ECR_SHAPE(encryption_configuration, encryption_type, kms_key);

struct image_scanning_configuration {
    std::optional<bool> scan_on_push{};
};
ECR_SHAPE(image_scanning_configuration, scan_on_push);

struct image_tag_mutability_exclusion_filter {
    open_enum<ecr::image_tag_mutability_exclusion_filter_type> filter_type{};
    std::string filter{};
};
ECR_SHAPE(image_tag_mutability_exclusion_filter, filter_type,
          (filter, .bounds = &detail::exclusion_filter_text));

struct repository {
    std::optional<std::string> repository_arn{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> repository_uri{};
    std::optional<timestamp> created_at{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    std::vector<ecr::image_tag_mutability_exclusion_filter> image_tag_mutability_exclusion_filters{};
    std::optional<ecr::image_scanning_configuration> image_scanning_configuration{};
    std::optional<ecr::encryption_configuration> encryption_configuration{};
};
ECR_SHAPE(repository, repository_arn, registry_id, repository_name, repository_uri, created_at,
          image_tag_mutability, image_tag_mutability_exclusion_filters, image_scanning_configuration,
          encryption_configuration);

}
