#pragma once

/// \file
/// The lines of a shared file, one at a time.

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/trimmed.hpp>

#include <algorithm>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail::aws_file_text {

// Nothing else is whitespace: values may hold any other character of Unicode.
constexpr std::string_view blanks = " \t";

constexpr std::string_view odd_name = "its name has characters other than letters, digits and _-/.%@:+";
constexpr std::string_view no_heading = "expected a heading such as [default] before the first property";

[[nodiscard]] constexpr bool is_blank(char c) noexcept {
    return c == ' ' || c == '\t';
}

[[nodiscard]] inline std::string_view trimmed(std::string_view text) noexcept {
    return detail::trimmed(text, blanks);
}

enum class comments { anywhere, after_blank };

// A comment in a value needs a blank before it, or URLs with a fragment would lose their end.
[[nodiscard]] inline std::string_view without_comment(std::string_view line, comments where) noexcept {
    for (std::size_t i = 0; i != line.size(); ++i) {
        const bool begins = line[i] == '#' || line[i] == ';';
        if (begins && (where == comments::anywhere || i == 0 || is_blank(line[i - 1]))) {
            return trimmed(line.substr(0, i));
        }
    }
    return trimmed(line);
}

/// Whether a section or a property may be called that.
[[nodiscard]] inline bool is_identifier(std::string_view text) {
    return each_is(text, [](char c) {
        return is_alphanumeric(c) || std::string_view("_-/.%@:+").find(c) != std::string_view::npos;
    });
}

/// Takes the first line off a text.
[[nodiscard]] inline std::string_view next_line(std::string_view& text) noexcept {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

struct key_and_value {
    std::string key{};
    std::string_view value{};
    /// Why it is no property, or empty.
    std::string_view problem{};
};

[[nodiscard]] inline key_and_value read_property(std::string_view line) {
    line = without_comment(line, comments::after_blank);
    const auto equals = line.find('=');
    if (equals == line.npos) return {.problem = "expected `name = value`, found no equals sign"};
    const auto key = trimmed(line.substr(0, equals));
    if (key.empty()) return {.problem = "expected a name before the equals sign"};
    return {.key = lower_case(key), .value = trimmed(line.substr(equals + 1))};
}

struct heading {
    /// What the section is, or null for what is skipped.
    file_sections aws_files::*kind = nullptr;
    std::string_view name{};
    bool prefixed = false;
};

[[nodiscard]] inline heading read_config_heading(std::string_view text) noexcept {
    const auto end = std::min(text.size(), text.find_first_of(blanks));
    const auto word = text.substr(0, end);
    const auto name = trimmed(text.substr(end));
    if (text == "default") return {.kind = &aws_files::profiles, .name = text};
    if (name.empty()) return {};
    if (word == "profile") return {.kind = &aws_files::profiles, .name = name, .prefixed = true};
    if (word == "sso-session") return {.kind = &aws_files::sso_sessions, .name = name};
    if (word == "services") return {.kind = &aws_files::services, .name = name};
    return {};
}

}
