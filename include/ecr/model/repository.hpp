#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Who holds the key that a repository is encrypted with.
enum class encryption_type {
    /// Amazon S3, with AES-256.
    aes256,
    /// KMS: a key of one's own or the AWS managed one.
    kms,
    /// KMS, with two layers of encryption.
    kms_dsse,
};
ECR_ENUM(encryption_type, aes256, kms, kms_dsse);

/// Whether a push may move a tag from one image to another.
enum class image_tag_mutability {
    /// Every tag may move; named with an underscore because `mutable` is a keyword.
    mutable_,
    /// No tag may move: such a push fails with `image_tag_already_exists`.
    immutable,
    /// Only tags that an exclusion filter matches may move.
    immutable_with_exclusion,
    /// Every tag may move except those that an exclusion filter matches.
    mutable_with_exclusion,
};
ECR_ENUM(image_tag_mutability, mutable_, immutable, immutable_with_exclusion, mutable_with_exclusion);

/// How an exclusion filter is compared with tags.
enum class image_tag_mutability_exclusion_filter_type {
    /// An asterisk stands for any text.
    wildcard,
};
ECR_ENUM(image_tag_mutability_exclusion_filter_type, wildcard);

/// How a repository encrypts what it stores; cannot be changed later.
struct encryption_configuration {
    open_enum<ecr::encryption_type> encryption_type{};
    /// Alias, id or ARN of a key in the same region; the AWS managed key when absent.
    std::optional<std::string> kms_key{};
};
ECR_SHAPE(encryption_configuration, encryption_type, kms_key);

/// Whether a repository has its images scanned; superseded by the scanning rules of the registry.
struct image_scanning_configuration {
    /// false when absent.
    std::optional<bool> scan_on_push{};
};
ECR_SHAPE(image_scanning_configuration, scan_on_push);

/// Tags that are excepted from the tag mutability of a repository.
struct image_tag_mutability_exclusion_filter {
    open_enum<ecr::image_tag_mutability_exclusion_filter_type> filter_type{};
    /// 1 to 128 letters, digits, dots, underscores, hyphens and asterisks, such as "dev-*".
    std::string filter{};
};
ECR_SHAPE(image_tag_mutability_exclusion_filter, filter_type,
          (filter, .bounds = &detail::exclusion_filter_text));

/// A repository and its settings.
struct repository {
    /// Such as "arn:aws:ecr:eu-west-1:123456789012:repository/team/web".
    std::optional<std::string> repository_arn{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// For push and pull, without a scheme: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web".
    std::optional<std::string> repository_uri{};
    std::optional<timestamp> created_at{};
    std::optional<open_enum<ecr::image_tag_mutability>> image_tag_mutability{};
    /// 1 to 5; the tags that `image_tag_mutability` does not apply to.
    std::vector<ecr::image_tag_mutability_exclusion_filter> image_tag_mutability_exclusion_filters{};
    std::optional<ecr::image_scanning_configuration> image_scanning_configuration{};
    std::optional<ecr::encryption_configuration> encryption_configuration{};
};
ECR_SHAPE(repository, repository_arn, registry_id, repository_name, repository_uri, created_at,
          image_tag_mutability, image_tag_mutability_exclusion_filters, image_scanning_configuration,
          encryption_configuration);

}
