#pragma once

#include <ecr/detail/setting_search.hpp>
#include <ecr/settings.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// A value as rows of a table show it: on one line, and not without end.
[[nodiscard]] ECR_DECL std::string shown_text(std::string_view text);

/// Reads settings by their rules into a `settings`: each adds a row to the explanation and, if it makes no
/// sense, a problem.
class settings_reader {
public:
    settings_reader(const setting_sources& sources, settings& result)
        : sources_(sources)
        , result_(result) {}

    [[nodiscard]] setting_search search(std::string_view name) const { return {sources_, name}; }
    ECR_DECL void add(explained_setting row);
    ECR_DECL void add_problem(std::string problem);

    /// What code says about a text that is empty by default.
    [[nodiscard]] static std::optional<std::string> given(const std::string& text) {
        return text.empty() ? std::nullopt : std::optional(text);
    }

    ECR_DECL void text(const setting_rule& rule, std::string& value);
    /// Nothing if no source says.
    [[nodiscard]] ECR_DECL std::optional<bool> flag(const setting_rule& rule, std::optional<bool> code,
                                                    std::string_view by_default = "false");
    [[nodiscard]] ECR_DECL std::optional<int> count(const setting_rule& rule, std::optional<int> code,
                                                    std::string_view by_default);
    ECR_DECL void url(const url_rule& rule, std::optional<std::string>& value, std::string_view ignored_by);

private:
    const setting_sources& sources_;
    settings& result_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/settings_reader.ipp>
#endif
