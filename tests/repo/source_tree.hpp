#pragma once

/// \file
/// The files of the repository, and small questions to their text.

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace repo {

/// Path below the root, with slashes, to the text of the file.
using source_tree = std::map<std::string, std::string>;

/// What a check has to complain about: one sentence each, beginning with the path.
using findings = std::vector<std::string>;

inline std::filesystem::path root() {
    return std::filesystem::path(ECR_TEST_DATA).parent_path().parent_path();
}

/// Paths that git knows below `folder`, as `git ls-files` with these options prints them; none where git does
/// not answer.
inline std::vector<std::string> listed_by_git(const std::filesystem::path& folder,
                                              const std::string& options) {
    std::vector<std::string> paths;
    if (!std::filesystem::exists(folder / ".git")) return paths;
#if !defined(_WIN32)
    const auto command =
        "git -c safe.directory='*' -C '" + folder.string() + "' ls-files " + options + " 2>/dev/null";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"), &::pclose);
    std::string path;
    for (auto c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
        if (c != '\n') {
            path += static_cast<char>(c);
        } else {
            paths.push_back(path);
            path.clear();
        }
    }
#endif
    return paths;
}

/// Everything below `folder` except what builds and version control leave there.
inline std::vector<std::string> listed_by_walking(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::vector<std::string> paths;
    for (auto entry = fs::recursive_directory_iterator(folder); entry != fs::recursive_directory_iterator();
         ++entry) {
        const auto name = entry->path().filename().string();
        if (entry->is_directory() && (name == ".git" || name == ".cache" || name == "node_modules" ||
                                      name.starts_with("build") || name.starts_with("install"))) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            paths.push_back(entry->path().lexically_relative(folder).generic_string());
        }
    }
    return paths;
}

inline source_tree load(const std::filesystem::path& folder) {
    auto paths = listed_by_git(folder, "--cached --others --exclude-standard");
    if (paths.empty()) paths = listed_by_walking(folder);

    source_tree tree;
    for (const auto& path : paths) {
        std::ifstream file(folder / path, std::ios::binary);
        if (file) tree.emplace(path, std::string(std::istreambuf_iterator<char>(file), {}));
    }
    return tree;
}

/// This repository, read once.
inline const source_tree& repository() {
    static const auto tree = load(root());
    return tree;
}

inline std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

inline std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// What follows the preprocessor directive of this name on a line, or nothing.
inline std::string_view directive(std::string_view line, std::string_view name) {
    line = trimmed(line);
    if (!line.starts_with('#')) return {};
    line = trimmed(line.substr(1));
    return line.starts_with(name) ? trimmed(line.substr(name.size())) : std::string_view();
}

/// Paths in the include directives of a file, without the brackets.
inline std::vector<std::string_view> includes_of(std::string_view text) {
    std::vector<std::string_view> paths;
    for (const auto line : lines_of(text)) {
        const auto path = directive(line, "include");
        const auto end = path.find_first_of(">\"", 1);
        if (end != path.npos) paths.push_back(path.substr(1, end - 1));
    }
    return paths;
}

inline bool is_included(const source_tree& tree, const std::string& by, std::string_view path) {
    const auto file = tree.find(by);
    if (file == tree.end()) return false;
    const auto paths = includes_of(file->second);
    return std::find(paths.begin(), paths.end(), path) != paths.end();
}

inline bool is_code(std::string_view path) {
    return path.ends_with(".hpp") || path.ends_with(".ipp") || path.ends_with(".cpp");
}

/// Fails the test case once for every finding.
inline void expect_none(const findings& found) {
    for (const auto& finding : found) BOOST_ERROR(finding);
    BOOST_TEST(found.empty());
}

/// Fails the test case unless exactly these complaints were made, each known by how it begins.
inline void expect_complaints(const findings& found, const std::vector<std::string>& beginnings) {
    for (const auto& finding : found) BOOST_TEST_MESSAGE(finding);
    BOOST_TEST_REQUIRE(found.size() == beginnings.size());
    for (std::size_t i = 0; i < found.size(); ++i) {
        BOOST_TEST(found[i].substr(0, beginnings[i].size()) == beginnings[i]);
    }
}

}
