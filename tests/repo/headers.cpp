#include "layers.hpp"
#include "source_tree.hpp"

BOOST_AUTO_TEST_SUITE(headers)

namespace {

using namespace repo;

bool is_header(std::string_view path) {
    return path.ends_with(".hpp") || path.ends_with(".ipp");
}

bool is_library(std::string_view path) {
    return path.starts_with("include/") && is_header(path);
}

findings without_pragma_once(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!is_header(path)) continue;
        const auto lines = lines_of(text);
        const auto guarded = !lines.empty() && directive(lines.front(), "pragma") == "once";
        if (!guarded) found.push_back(path + ": does not begin with #pragma once");
    }
    return found;
}

findings whole_libraries(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!is_library(path)) continue;
        for (const auto included : includes_of(text)) {
            if (std::find(too_much.begin(), too_much.end(), included) == too_much.end()) continue;
            found.push_back(path + ": includes all of " + std::string(included));
        }
    }
    return found;
}

findings leaked_macros(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!is_library(path)) continue;
        for (const auto line : lines_of(text)) {
            const auto macro = directive(line, "define");
            if (macro.empty() || macro.starts_with("ECR_")) continue;
            found.push_back(path + ": defines " + std::string(macro.substr(0, macro.find_first_of(" ("))));
        }
    }
    return found;
}

/// Whether the file ends with the block that brings in its definitions, and this include stands in that
/// block.
bool ends_with_definitions(std::string_view text, std::string_view definitions) {
    auto lines = lines_of(text);
    while (!lines.empty() && trimmed(lines.back()).empty()) lines.pop_back();
    if (lines.empty() || lines.back() != "#endif") return false;
    lines.pop_back();

    auto brought_in = false;
    while (!lines.empty() && lines.back().starts_with("#include <ecr/impl/")) {
        brought_in = brought_in || lines.back() == "#include <" + std::string(definitions) + ">";
        lines.pop_back();
    }
    return brought_in && !lines.empty() && lines.back() == "#if !defined(ECR_SEPARATE_COMPILATION)";
}

/// The header that brings in definitions for a separately compiled build.
std::string source_of(std::string_view definitions) {
    const bool emulator = definitions.starts_with("ecr/impl/emulator/");
    return emulator ? "include/ecr/emulator/src.hpp" : "include/ecr/src.hpp";
}

findings lost_definitions(const source_tree& tree) {
    findings found;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("include/") || !path.ends_with(".ipp")) continue;
        const auto file = path.substr(sizeof "include");
        const auto source = source_of(file);
        if (!is_included(tree, source, file)) found.push_back(path + ": is not in src.hpp");

        auto owners = 0;
        for (const auto& [header, content] : tree) {
            if (header == source || !is_library(header) || !is_included(tree, header, file)) continue;
            ++owners;
            if (ends_with_definitions(content, file)) continue;
            found.push_back(header + ": does not end with the guarded include of " + file);
        }
        if (owners != 1)
            found.push_back(path + ": is included by " + std::to_string(owners) + " headers instead of one");
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(every_header_of_this_repository_begins_with_pragma_once) {
    expect_none(without_pragma_once(repository()));
}

BOOST_AUTO_TEST_CASE(no_header_of_this_repository_includes_a_whole_library) {
    expect_none(whole_libraries(repository()));
}

BOOST_AUTO_TEST_CASE(no_header_of_this_repository_defines_a_foreign_macro) {
    expect_none(leaked_macros(repository()));
}

BOOST_AUTO_TEST_CASE(all_definitions_of_this_repository_are_compiled_in_both_ways) {
    expect_none(lost_definitions(repository()));
}

BOOST_AUTO_TEST_CASE(a_missing_pragma_is_found) {
    const source_tree tree{{"include/ecr/a.hpp", "#pragma once\n"},
                           {"include/ecr/b.hpp", "#ifndef ECR_B\n#define ECR_B\n#endif\n"},
                           {"tests/support/c.hpp", ""}};

    expect_complaints(without_pragma_once(tree),
                      {"include/ecr/b.hpp: does not", "tests/support/c.hpp: does not"});
}

BOOST_AUTO_TEST_CASE(an_include_of_a_whole_library_is_found) {
    const source_tree tree{
        {"include/ecr/a.hpp", "#include <boost/asio/awaitable.hpp>\n#include <boost/asio.hpp>\n"},
        {"include/ecr/impl/a.ipp", "# include <boost/json.hpp>\n"},
        {"include/ecr/b.hpp", "#include <boost/beast.hpp> // all\n"}};

    expect_complaints(whole_libraries(tree), {"include/ecr/a.hpp: includes all of boost/asio.hpp",
                                              "include/ecr/b.hpp: includes all of boost/beast.hpp",
                                              "include/ecr/impl/a.ipp: includes all of boost/json.hpp"});
}

BOOST_AUTO_TEST_CASE(a_foreign_macro_is_found) {
    const source_tree tree{{"include/ecr/a.hpp", "#define ECR_A 1\n#define MAX(a, b) a\n"},
                           {"include/ecr/impl/a.ipp", "#  define CHECK\n"},
                           {"tests/a.cpp", "#define BOOST_TEST_MODULE ecr\n"}};

    expect_complaints(leaked_macros(tree),
                      {"include/ecr/a.hpp: defines MAX", "include/ecr/impl/a.ipp: defines CHECK"});
}

BOOST_AUTO_TEST_CASE(lost_and_misplaced_definitions_are_found) {
    const std::string guarded =
        "#if !defined(ECR_SEPARATE_COMPILATION)\n#include <ecr/impl/good.ipp>\n#endif\n";
    const source_tree tree{
        {"include/ecr/good.hpp", "#pragma once\n" + guarded},
        {"include/ecr/impl/good.ipp", ""},
        {"include/ecr/impl/lost.ipp", ""},
        {"include/ecr/impl/open.ipp", ""},
        {"include/ecr/open.hpp", "#pragma once\n#include <ecr/impl/open.ipp>\n"},
        {"include/ecr/src.hpp", "#include <ecr/impl/good.ipp>\n#include <ecr/impl/open.ipp>\n"}};

    expect_complaints(lost_definitions(tree), {"include/ecr/impl/lost.ipp: is not in src.hpp",
                                               "include/ecr/impl/lost.ipp: is included by 0 headers",
                                               "include/ecr/open.hpp: does not end with"});
}

BOOST_AUTO_TEST_SUITE_END()
