#pragma once

/// \file
/// The shared files, config and credentials, as the other SDKs read them.

#include <ecr/secret.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

struct file_place {
    std::string file{};
    std::size_t line = 0;
};

/// Such as `/home/me/.aws/config:12`, fit for messages.
[[nodiscard]] ECR_DECL std::string to_string(const file_place& where);

/// The value of `key = value`. Any may be a secret: the credentials stand among the settings.
struct file_value {
    /// Lines that continue it follow after newlines.
    secret text{};
    file_place place{};
};

struct file_property : file_value {
    /// The properties below one whose own line has no value, by name in lower case.
    std::map<std::string, file_value, std::less<>> nested{};
};

struct file_section {
    /// Of its first heading.
    file_place place{};
    /// By name in lower case.
    std::map<std::string, file_property, std::less<>> properties{};

    /// Null if there is none.
    [[nodiscard]] const file_property* find(std::string_view name) const {
        const auto found = properties.find(name);
        return found == properties.end() ? nullptr : &found->second;
    }
};

using file_sections = std::map<std::string, file_section, std::less<>>;

/// What the files say together; lines are named in messages, their values are not.
struct aws_files {
    file_sections profiles{};
    file_sections sso_sessions{};
    file_sections services{};
    /// What was skipped, such as sections with unknown headings.
    std::vector<std::string> warnings{};
    /// Lines that are no sense at all. Nobody may go on with files that have any.
    std::vector<std::string> errors{};
};

/// A text and the path that messages call it by.
struct file_text {
    std::string_view path{};
    std::string_view text{};
};

/// Values of the credentials file replace those of the config file; a session token stays only beside the
/// secret key of its own file.
[[nodiscard]] ECR_DECL aws_files parse_aws_files(file_text config, file_text credentials);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/aws_files.ipp>
#endif
