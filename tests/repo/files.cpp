#include "source_tree.hpp"

#include <set>

BOOST_AUTO_TEST_SUITE(files)

namespace {

using namespace repo;

const std::set<std::string, std::less<>> top_level{
    "include",    "tests",         "examples",      "benchmarks",      ".ci",     ".github",
    "README.md",  "CHANGELOG.md",  "SECURITY.md",   "CONTRIBUTING.md", "LICENSE", "CMakeLists.txt",
    "vcpkg.json", "conanfile.py",  ".clang-tidy",   ".clang-format",   ".clangd", "CMakePresets.json",
    ".gitignore", ".editorconfig", ".gitattributes"};

struct limit {
    std::string_view folder;
    std::size_t lines;
};

// The longest match decides.
constexpr limit limits[] = {
    {"include/", 300}, {"include/ecr/detail/", 250}, {"include/ecr/impl/", 250}, {"tests/", 400}};

std::size_t limit_of(std::string_view path) {
    limit best{};
    for (const auto& l : limits) {
        if (path.starts_with(l.folder) && l.folder.size() > best.folder.size()) best = l;
    }
    return best.lines;
}

findings too_long(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        const auto most = limit_of(path);
        const auto lines = lines_of(text).size();
        if (most == 0 || lines <= most || !(is_code(path) || path.ends_with(".cmake"))) continue;
        found.push_back(path + ": " + std::to_string(lines) + " lines, the limit is " + std::to_string(most));
    }
    return found;
}

bool is_word(std::string_view text, std::size_t at, std::size_t size) {
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    return (at == 0 || !letter(text[at - 1])) && (at + size == text.size() || !letter(text[at + size]));
}

bool is_written(std::string_view path) {
    return is_code(path) || path.ends_with(".cmake") || path.ends_with(".txt") || path.ends_with(".md") ||
           path.ends_with(".mjs") || path.ends_with(".py") || path.starts_with(".ci/") ||
           path.starts_with(".github/");
}

findings unfinished(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!is_written(path)) continue;
        // Spelt in pieces, or this file would find itself.
        for (const std::string word : {"TO"
                                       "DO",
                                       "FIX"
                                       "ME",
                                       "X"
                                       "XX"}) {
            for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
                if (is_word(text, at, word.size())) found.push_back(path + ": says " + word);
            }
        }
    }
    return found;
}

findings misplaced(const std::vector<std::string>& paths) {
    std::set<std::string> entries;
    for (const auto& path : paths) entries.insert(path.substr(0, path.find('/')));

    findings found;
    for (const auto& entry : entries) {
        if (!top_level.contains(entry)) found.push_back(entry + ": has no place at the top level");
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(no_file_of_this_repository_is_too_long) {
    expect_none(too_long(repository()));
}

BOOST_AUTO_TEST_CASE(no_file_of_this_repository_is_left_unfinished) {
    expect_none(unfinished(repository()));
}

BOOST_AUTO_TEST_CASE(the_top_level_of_this_repository_holds_what_belongs_there) {
    auto paths = listed_by_git(root(), "--cached");
    if (paths.empty()) paths = listed_by_walking(root());

    BOOST_TEST(paths.size() > 10u);
    expect_none(misplaced(paths));
}

BOOST_AUTO_TEST_CASE(a_long_file_is_found) {
    const auto lines = [](std::size_t count) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += "// line\n";
        return text;
    };
    const source_tree tree{{"include/ecr/a.hpp", lines(300)},        {"include/ecr/b.hpp", lines(301)},
                           {"include/ecr/detail/c.hpp", lines(251)}, {"include/ecr/impl/d.ipp", lines(251)},
                           {"tests/unit/e.cpp", lines(401)},         {"tests/wire/f.json", lines(2000)}};

    expect_complaints(too_long(tree), {"include/ecr/b.hpp: 301", "include/ecr/detail/c.hpp: 251",
                                       "include/ecr/impl/d.ipp: 251", "tests/unit/e.cpp: 401"});
}

BOOST_AUTO_TEST_CASE(an_unfinished_file_is_found) {
    const source_tree tree{{"include/ecr/a.hpp", "// TO"
                                                 "DO: later\n"},
                           {"include/ecr/b.hpp", "int TO"
                                                 "DOS;\n"},
                           {"tests/c.cpp", "/*FIX"
                                           "ME*/"}};

    expect_complaints(unfinished(tree), {"include/ecr/a.hpp: says", "tests/c.cpp: says"});
}

BOOST_AUTO_TEST_CASE(a_stray_entry_at_the_top_level_is_found) {
    expect_complaints(misplaced({"README.md", "docs/index.md", "include/ecr.hpp", "notes.txt"}),
                      {"docs: has no place", "notes.txt: has no place"});
}

BOOST_AUTO_TEST_CASE(a_tree_without_version_control_is_read_from_the_folder) {
    namespace fs = std::filesystem;
    const auto folder =
        fs::temp_directory_path() / ("ecr-tree-" + std::to_string(std::hash<std::string>()(root().string())));
    fs::create_directories(folder / "include/ecr/impl");
    fs::create_directories(folder / "build/gcc");
    std::ofstream(folder / "include/ecr/impl/a.ipp") << "#define LEAK\n";
    std::ofstream(folder / "build/gcc/a.hpp") << "built\n";

    const auto tree = load(folder);

    fs::remove_all(folder);
    BOOST_TEST(tree.size() == 1u);
    BOOST_TEST(tree.at("include/ecr/impl/a.ipp") == "#define LEAK\n");
}

BOOST_AUTO_TEST_SUITE_END()
