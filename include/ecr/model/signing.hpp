#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// How far the signing of an image has come.
enum class signing_status {
    in_progress,
    /// The signature is in the repository, as an artifact that refers to the image.
    complete,
    /// There is no signature: see `failure_code`.
    failed,
};
ECR_ENUM(signing_status, in_progress, complete, failed);

/// How a signing rule compares its filter with repository names.
enum class signing_repository_filter_type {
    /// An asterisk stands for any text.
    wildcard_match,
};
ECR_ENUM(signing_repository_filter_type, wildcard_match);

/// Which repositories a signing rule applies to.
struct signing_repository_filter {
    /// 1 to 256 characters, lower case, such as "team/*".
    std::string filter{};
    open_enum<ecr::signing_repository_filter_type> filter_type{};
};
ECR_SHAPE(signing_repository_filter, (filter, .bounds = &detail::signing_filter_text), filter_type);

/// Signs the images that are pushed to some repositories.
struct signing_rule {
    /// Profile of AWS Signer, up to 200 characters.
    std::string signing_profile_arn{};
    /// 1 to 100; every repository when absent.
    std::optional<std::vector<ecr::signing_repository_filter>> repository_filters{};
};
ECR_SHAPE(signing_rule, signing_profile_arn, repository_filters);

/// All signing rules of a registry.
struct signing_configuration {
    /// 0 to 10.
    std::vector<ecr::signing_rule> rules{};
};
ECR_SHAPE(signing_configuration, rules);

/// How the signing of an image with one profile stands.
struct image_signing_status {
    /// Profile of AWS Signer, up to 200 characters.
    std::optional<std::string> signing_profile_arn{};
    /// Present only when `status` is `failed`.
    std::optional<std::string> failure_code{};
    /// For people to read; tell cases apart by `failure_code`.
    std::optional<std::string> failure_reason{};
    std::optional<open_enum<ecr::signing_status>> status{};
};
ECR_SHAPE(image_signing_status, signing_profile_arn, failure_code, failure_reason, status);

}
