#pragma once

/// \file
/// Finding one setting: the first source that has it, and why the others before had not.

#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/setting_rules.hpp>
#include <ecr/explanation.hpp>
#include <ecr/secret.hpp>

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// What settings are read from, beside code.
struct setting_sources {
    std::function<std::optional<std::string>(std::string_view)> variable{};
    /// Null if there is no such profile.
    const file_section* profile = nullptr;
    std::string profile_name{};
    /// Null, or the section that the profile names.
    const file_section* services = nullptr;
    /// Of a section that the profile names and nobody can find.
    std::string services_problem{};
};

/// Asks sources in the order of the calls; those after the first that has the setting are not looked at.
class setting_search {
public:
    setting_search(const setting_sources& sources, std::string_view name)
        : sources_(sources) {
        found_.name = name;
    }

    ECR_DECL setting_search& code(const std::optional<std::string>& value);
    ECR_DECL setting_search& variable(std::string_view name);
    ECR_DECL setting_search& property(std::string_view name);
    ECR_DECL setting_search& service_url(std::string_view service);
    /// All sources of a rule but code.
    ECR_DECL setting_search& configured(const setting_rule& rule);
    /// A source that is not looked at, such as `AWS_ENDPOINT_URL: AWS_IGNORE_... is true`.
    ECR_DECL setting_search& decline(std::string_view source, std::string_view reason);

    [[nodiscard]] bool has_value() const noexcept { return has_value_; }
    /// Without blanks around.
    [[nodiscard]] std::string_view text() const noexcept { return text_.reveal(); }
    [[nodiscard]] const std::string& source() const noexcept { return found_.source; }

    /// The row of the table, with the value as it may be shown.
    [[nodiscard]] ECR_DECL explained_setting shown_as(std::string_view value) const;
    [[nodiscard]] ECR_DECL explained_setting defaulted_to(std::string_view value) const;
    /// A row for a value that makes no sense: what is wrong and what to do.
    [[nodiscard]] ECR_DECL explained_setting refused(std::string_view shown, std::string_view problem) const;

private:
    void take(std::string_view text, std::string source);
    [[nodiscard]] std::string profile_source() const;

    const setting_sources& sources_;
    explained_setting found_{};
    secret text_{};
    bool has_value_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/setting_search.ipp>
#endif
