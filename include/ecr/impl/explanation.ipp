#pragma once

#include <ecr/explanation.hpp>

#include <algorithm>
#include <cstddef>
#include <ostream>

namespace ecr::inline ECR_ABI::detail {

constexpr std::string_view no_value = "-";

struct table_widths {
    std::size_t name = 0;
    std::size_t value = no_value.size();
};

inline void append_padded(std::string& out, std::string_view text, std::size_t width) {
    out += text;
    out.append(width > text.size() ? width - text.size() : 0, ' ');
}

inline void append_setting(std::string& out, const explained_setting& setting, table_widths widths) {
    append_padded(out, setting.name, widths.name + 2);
    append_padded(out, setting.value.empty() ? no_value : setting.value, widths.value + 2);
    out += setting.source;
    out += '\n';
    for (const auto& reason : setting.declined) {
        out.append(widths.name + 2, ' ');
        out.append("not from ").append(reason).append("\n");
    }
    if (!setting.problem.empty()) {
        out.append(widths.name + 2, ' ');
        out.append("problem: ").append(setting.problem).append("\n");
    }
}

}

namespace ecr::inline ECR_ABI {

ECR_DECL const explained_setting* explanation::find(std::string_view name) const noexcept {
    const auto found =
        std::find_if(settings.begin(), settings.end(), [&](const auto& each) { return each.name == name; });
    return found == settings.end() ? nullptr : &*found;
}

ECR_DECL std::string to_string(const explained_setting& setting) {
    std::string text;
    detail::table_widths widths;
    widths.name = setting.name.size();
    widths.value = std::max(widths.value, setting.value.size());
    detail::append_setting(text, setting, widths);
    return text;
}

ECR_DECL std::string to_string(const explanation& all) {
    constexpr std::size_t widest = 40;
    detail::table_widths widths;
    for (const auto& each : all.settings) {
        widths.name = std::max(widths.name, each.name.size());
        widths.value = std::max(widths.value, std::min(each.value.size(), widest));
    }
    std::string text;
    for (const auto& each : all.settings) detail::append_setting(text, each, widths);
    for (const auto& warning : all.warnings) text.append("warning: ").append(warning).append("\n");
    return text;
}

ECR_DECL std::ostream& operator<<(std::ostream& out, const explanation& all) {
    return out << to_string(all);
}

}
