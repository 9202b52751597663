#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Who scans the images of a registry.
enum class scan_type {
    /// ECR itself, for vulnerabilities of operating system packages.
    basic,
    /// Amazon Inspector, for those of programming language packages too; charged by Inspector.
    enhanced,
};
ECR_ENUM(scan_type, basic, enhanced);

/// When images are scanned.
enum class scan_frequency {
    /// Once, after the push.
    scan_on_push,
    /// After the push and whenever new vulnerabilities become known; enhanced scanning only.
    continuous_scan,
    /// Only by `start_image_scan`; basic scanning only, which uses it for repositories without a rule.
    manual,
};
ECR_ENUM(scan_frequency, scan_on_push, continuous_scan, manual);

/// How a scanning rule compares its filter with repository names.
enum class scanning_repository_filter_type {
    /// An asterisk stands for any text.
    wildcard,
};
ECR_ENUM(scanning_repository_filter_type, wildcard);

/// Why one repository of a batch failed in a call that succeeded.
enum class scanning_configuration_failure_code {
    repository_not_found,
};
ECR_ENUM(scanning_configuration_failure_code, repository_not_found);

/// Which repositories a scanning rule applies to.
struct scanning_repository_filter {
    /// 1 to 255 characters, lower case, such as "team/*".
    std::string filter{};
    open_enum<ecr::scanning_repository_filter_type> filter_type{};
};
ECR_SHAPE(scanning_repository_filter, (filter, .bounds = &detail::scanning_filter_text), filter_type);

/// When the images of some repositories are scanned.
struct registry_scanning_rule {
    open_enum<ecr::scan_frequency> scan_frequency{};
    /// 0 to 100.
    std::vector<ecr::scanning_repository_filter> repository_filters{};
};
ECR_SHAPE(registry_scanning_rule, scan_frequency, (repository_filters, .bounds = &detail::up_to_100));

/// How a registry scans images.
struct registry_scanning_configuration {
    std::optional<open_enum<ecr::scan_type>> scan_type{};
    /// 0 to 2.
    std::vector<ecr::registry_scanning_rule> rules{};
};
ECR_SHAPE(registry_scanning_configuration, scan_type, (rules, .bounds = &detail::up_to_2));

/// How the rules of the registry work out for one repository.
struct repository_scanning_configuration {
    /// Such as "arn:aws:ecr:eu-west-1:123456789012:repository/team/web".
    std::optional<std::string> repository_arn{};
    std::optional<std::string> repository_name{};
    std::optional<bool> scan_on_push{};
    std::optional<open_enum<ecr::scan_frequency>> scan_frequency{};
    /// Those that match the repository, 0 to 100.
    std::vector<ecr::scanning_repository_filter> applied_scan_filters{};
};
ECR_SHAPE(repository_scanning_configuration, repository_arn, repository_name, scan_on_push, scan_frequency,
          applied_scan_filters);

/// One repository of a batch that failed, and why; the other repositories are not affected.
struct repository_scanning_configuration_failure {
    std::optional<std::string> repository_name{};
    std::optional<open_enum<ecr::scanning_configuration_failure_code>> failure_code{};
    /// For people to read; tell cases apart by `failure_code`.
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(repository_scanning_configuration_failure, repository_name, failure_code, failure_reason);

}
