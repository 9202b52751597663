#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

enum class scan_type {
    basic,
    enhanced,
};
ECR_ENUM(scan_type, basic, enhanced);

enum class scan_frequency {
    scan_on_push,
    continuous_scan,
    manual,
};
ECR_ENUM(scan_frequency, scan_on_push, continuous_scan, manual);

enum class scanning_repository_filter_type {
    wildcard,
};
ECR_ENUM(scanning_repository_filter_type, wildcard);

enum class scanning_configuration_failure_code {
    repository_not_found,
};
ECR_ENUM(scanning_configuration_failure_code, repository_not_found);

struct scanning_repository_filter {
    std::string filter{};
    open_enum<ecr::scanning_repository_filter_type> filter_type{};
};
ECR_SHAPE(scanning_repository_filter, (filter, .bounds = &detail::scanning_filter_text), filter_type);

struct registry_scanning_rule {
    open_enum<ecr::scan_frequency> scan_frequency{};
    std::vector<ecr::scanning_repository_filter> repository_filters{};
};
ECR_SHAPE(registry_scanning_rule, scan_frequency, (repository_filters, .bounds = &detail::up_to_100));

struct registry_scanning_configuration {
    std::optional<open_enum<ecr::scan_type>> scan_type{};
    std::vector<ecr::registry_scanning_rule> rules{};
};
ECR_SHAPE(registry_scanning_configuration, scan_type, (rules, .bounds = &detail::up_to_2));

struct repository_scanning_configuration {
    std::optional<std::string> repository_arn{};
    std::optional<std::string> repository_name{};
    std::optional<bool> scan_on_push{};
    std::optional<open_enum<ecr::scan_frequency>> scan_frequency{};
    std::vector<ecr::scanning_repository_filter> applied_scan_filters{};
};
ECR_SHAPE(repository_scanning_configuration, repository_arn, repository_name, scan_on_push, scan_frequency,
          applied_scan_filters);

struct repository_scanning_configuration_failure {
    std::optional<std::string> repository_name{};
    std::optional<open_enum<ecr::scanning_configuration_failure_code>> failure_code{};
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(repository_scanning_configuration_failure, repository_name, failure_code, failure_reason);

}
