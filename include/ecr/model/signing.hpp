#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class signing_status {
    in_progress,
    complete,
    failed,
};
ECR_ENUM(signing_status, in_progress, complete, failed);

enum class signing_repository_filter_type {
    wildcard_match,
};
ECR_ENUM(signing_repository_filter_type, wildcard_match);

struct signing_repository_filter {
    std::string filter{};
    open_enum<ecr::signing_repository_filter_type> filter_type{};
};
ECR_SHAPE(signing_repository_filter, (filter, .bounds = &detail::signing_filter_text), filter_type);

struct signing_rule {
    std::string signing_profile_arn{};
    std::optional<std::vector<ecr::signing_repository_filter>> repository_filters{};
};
ECR_SHAPE(signing_rule, signing_profile_arn, repository_filters);

struct signing_configuration {
    std::vector<ecr::signing_rule> rules{};
};
ECR_SHAPE(signing_configuration, rules);

struct image_signing_status {
    std::optional<std::string> signing_profile_arn{};
    std::optional<std::string> failure_code{};
    std::optional<std::string> failure_reason{};
    std::optional<open_enum<ecr::signing_status>> status{};
};
ECR_SHAPE(image_signing_status, signing_profile_arn, failure_code, failure_reason, status);

}
