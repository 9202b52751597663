#pragma once

#include <ecr/detail/aws_file_lines.hpp>
#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/quoted.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail::aws_file_text {

enum class file_kind { config, credentials };

class parser {
public:
    parser(aws_files& result, std::string_view path, file_kind kind)
        : result_(result)
        , kind_(kind)
        , place_{.file = std::string(path), .line = 0} {}

    void read(std::string_view text) {
        if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
        while (!text.empty()) {
            const auto line = next_line(text);
            ++place_.line;
            if (line.starts_with('#') || line.starts_with(';') || trimmed(line).empty()) continue;
            if (line.starts_with('[')) {
                begin_section(line);
            } else if (is_blank(line.front())) {
                continue_property(line);
            } else {
                begin_property(line);
            }
        }
        end_property();
    }

private:
    enum class state { before, skipping, in_section };

    void fail(std::string_view problem) {
        result_.errors.push_back(to_string(place_) + ": " + std::string(problem));
    }
    void warn(std::string_view problem) {
        result_.warnings.push_back(to_string(place_) + ": " + std::string(problem));
    }

    void begin_section(std::string_view line);
    void enter(const heading& found);
    void begin_property(std::string_view line);
    void continue_property(std::string_view line);
    void nest_property(std::string_view line);
    void lengthen(std::string_view more);
    void end_property();

    aws_files& result_;
    file_kind kind_;
    file_place place_;
    state state_ = state::before;
    bool prefixed_default_ = false;
    file_section* section_ = nullptr;
    file_property* property_ = nullptr;
    bool is_property_skipped_ = false;
    bool is_parent_ = false;
    bool continued_ = false;
    std::string value_;
};

inline void parser::begin_section(std::string_view line) {
    end_property();
    state_ = state::skipping;
    auto text = without_comment(line, comments::anywhere);
    if (!text.ends_with(']')) return fail("expected a `]` at the end of the heading");
    text = trimmed(text.substr(1, text.size() - 2));

    const bool in_config = kind_ == file_kind::config;
    const auto plain = heading{.kind = &aws_files::profiles, .name = text};
    const auto found = in_config ? read_config_heading(text) : plain;
    if (found.kind == nullptr) {
        warn("section " + quoted(text) +
             " is skipped: only [default], [profile NAME], [sso-session NAME] and "
             "[services NAME] mean something here");
    } else if (!is_identifier(found.name)) {
        warn("section " + quoted(text) + " is skipped: " +
             (in_config ? "" : "headings here are bare profile names, and ") + std::string(odd_name));
    } else {
        enter(found);
    }
}

inline void parser::enter(const heading& found) {
    const bool is_default =
        kind_ == file_kind::config && found.kind == &aws_files::profiles && found.name == "default";
    if (is_default && prefixed_default_ && !found.prefixed)
        return warn("section \"default\" is skipped: [profile default] is there and takes its place");
    auto& sections = result_.*found.kind;
    if (is_default && found.prefixed && !prefixed_default_) {
        prefixed_default_ = true;
        const auto plain = sections.find(found.name);
        if (plain != sections.end()) {
            result_.warnings.push_back(
                to_string(plain->second.place) +
                ": section \"default\" is skipped: [profile default] is there and takes "
                "its place");
            sections.erase(plain);
        }
    }
    auto& section = sections[std::string(found.name)];
    if (section.place.line == 0) section.place = place_;
    section_ = &section;
    state_ = state::in_section;
}

inline void parser::begin_property(std::string_view line) {
    end_property();
    if (state_ == state::before) return fail(no_heading);
    auto found = read_property(line);
    if (!found.problem.empty()) {
        is_property_skipped_ = true;
        return fail(found.problem);
    }
    is_property_skipped_ = state_ == state::skipping || !is_identifier(found.key);
    if (state_ == state::skipping) return;
    if (is_property_skipped_) {
        return warn("a property is skipped: " + std::string(odd_name));
    }
    property_ = &section_->properties[std::move(found.key)];
    *property_ = {};
    property_->text = secret(found.value);
    property_->place = place_;
    is_parent_ = found.value.empty();
}

inline void parser::continue_property(std::string_view line) {
    if (is_property_skipped_ || state_ == state::skipping) return;
    if (property_ == nullptr)
        return fail(state_ == state::before
                        ? no_heading
                        : "the line begins with a blank but there is no property to continue");
    if (is_parent_) return nest_property(line);
    if (!continued_) lengthen(property_->text.reveal());
    continued_ = true;
    lengthen("\n");
    lengthen(trimmed(line));
}

// Grows in large steps, as there may be many lines, and leaves no copies of a secret behind.
inline void parser::lengthen(std::string_view more) {
    if (value_.capacity() - value_.size() < more.size()) {
        std::string larger;
        larger.reserve(2 * value_.size() + more.size());
        larger += value_;
        value_.swap(larger);
        const secret wiped(std::move(larger));
    }
    value_ += more;
}

inline void parser::end_property() {
    if (continued_) property_->text = secret(std::move(value_));
    value_.clear();
    property_ = nullptr;
    is_property_skipped_ = false;
    continued_ = false;
}

inline void parser::nest_property(std::string_view line) {
    auto found = read_property(line);
    if (!found.problem.empty()) return fail(found.problem);
    if (!is_identifier(found.key)) return warn("a property is skipped: " + std::string(odd_name));
    property_->nested.insert_or_assign(std::move(found.key), file_value{secret(found.value), place_});
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string to_string(const file_place& where) {
    std::string text;
    append_printable(text, where.file);
    return text + ":" + std::to_string(where.line);
}

// A token belongs to its keys: beside those of the other file it would only make requests fail.
ECR_DECL void drop_stray_token(aws_files& files, const std::string& name, file_section& profile) {
    const auto* key = profile.find("aws_secret_access_key");
    const auto token = profile.properties.find("aws_session_token");
    if (key == nullptr || token == profile.properties.end()) return;
    if (key->place.file == token->second.place.file) return;
    files.warnings.push_back(to_string(token->second.place) + ": aws_session_token of profile " +
                             quoted(name) + " is skipped: the secret access key is from " +
                             to_string(key->place));
    profile.properties.erase(token);
}

ECR_DECL aws_files parse_aws_files(file_text config, file_text credentials) {
    aws_files files;
    aws_file_text::parser(files, config.path, aws_file_text::file_kind::config).read(config.text);
    aws_file_text::parser(files, credentials.path, aws_file_text::file_kind::credentials)
        .read(credentials.text);
    for (auto& [name, profile] : files.profiles) drop_stray_token(files, name, profile);
    return files;
}

}
