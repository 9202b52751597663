#pragma once

#include <ecr/detail/config.hpp>

#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// What a setting is, and why.
struct explained_setting {
    /// Such as `region`.
    std::string name{};
    /// Fit for logs: secrets are masked. Empty for none.
    std::string value{};
    /// Such as `AWS_REGION`, `profile "dev" (/home/me/.aws/config:12)`, `code` or `default`.
    std::string source{};
    /// Each source that goes before, and why the value is not from there.
    std::vector<std::string> declined{};
    /// What is wrong with the value, or empty.
    std::string problem{};
};

/// Where the settings of a client come from; prints as a table.
struct explanation {
    std::vector<explained_setting> settings{};
    /// What was skipped or is about to surprise.
    std::vector<std::string> warnings{};

    /// Null if there is none.
    [[nodiscard]] ECR_DECL const explained_setting* find(std::string_view name) const noexcept;
};

[[nodiscard]] ECR_DECL std::string to_string(const explained_setting& setting);
[[nodiscard]] ECR_DECL std::string to_string(const explanation& all);

/// Writes what to_string() returns.
ECR_DECL std::ostream& operator<<(std::ostream& out, const explanation& all);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/explanation.ipp>
#endif
