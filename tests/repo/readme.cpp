#include "source_tree.hpp"

#include <cctype>
#include <set>

BOOST_AUTO_TEST_SUITE(readme)

namespace {

using namespace repo;

/// The text without the spaces at the beginning of its lines.
std::string flush_left(std::string_view text) {
    std::string lines;
    bool begins = true;
    for (const char c : text) {
        if (begins && c == ' ') continue;
        begins = c == '\n';
        lines += c;
    }
    return lines;
}

std::vector<std::string> cpp_blocks(std::string_view text) {
    static constexpr std::string_view fence = "```cpp\n";
    std::vector<std::string> blocks;
    for (auto at = text.find(fence); at != std::string_view::npos; at = text.find(fence, at)) {
        at += fence.size();
        const auto end = std::min(text.find("```", at), text.size());
        blocks.push_back(flush_left(text.substr(at, end - at)));
        at = end;
    }
    return blocks;
}

/// Blocks of C++ that are no region of an example, word for word.
findings uncompiled(const source_tree& tree) {
    findings found;
    for (const auto& block : cpp_blocks(tree.at("README.md"))) {
        const bool compiled = std::any_of(tree.begin(), tree.end(), [&](const auto& file) {
            return file.first.starts_with("examples/") &&
                   flush_left(file.second).find(block) != std::string::npos;
        });
        if (!compiled) found.push_back("README.md: in no example: " + block.substr(0, block.find('\n')));
    }
    return found;
}

/// The macros that are documented at their definition, and those that a header asks for and nobody defines.
std::set<std::string> public_macros(const source_tree& tree) {
    std::set<std::string> documented;
    std::set<std::string> asked;
    std::set<std::string> defined;
    const auto name_in = [](std::string_view text) {
        return std::string(text.substr(0, text.find_first_of(" ()")));
    };
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("include/")) continue;
        bool explained = false;
        for (const auto line : lines_of(text)) {
            const auto macro = name_in(directive(line, "define"));
            if (!macro.empty()) defined.insert(macro);
            if (!macro.empty() && explained) documented.insert(macro);
            explained = trimmed(line).starts_with("///") || (explained && !macro.empty());

            const auto question = directive(line, "if");
            for (auto at = question.find("(ECR_"); at != question.npos; at = question.find("(ECR_", at + 1))
                asked.insert(name_in(question.substr(at + 1)));
        }
    }
    std::set_difference(asked.begin(), asked.end(), defined.begin(), defined.end(),
                        std::inserter(documented, documented.end()));
    return documented;
}

findings unmentioned_macros(const source_tree& tree) {
    findings found;
    for (const auto& macro : public_macros(tree)) {
        if (tree.at("README.md").find('`' + macro + '`') != std::string::npos) continue;
        found.push_back("README.md: says nothing about " + macro);
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(every_macro_for_users_is_in_the_readme) {
    const auto tree = repository();

    BOOST_TEST(public_macros(tree).size() >= 5u);
    expect_none(unmentioned_macros(tree));
}

BOOST_AUTO_TEST_CASE(a_macro_that_the_readme_leaves_out_is_found) {
    const source_tree tree{{"README.md", "`ECR_TOLD` and `ECR_ASKED`"},
                           {"include/ecr/a.hpp",
                            "/// For you.\n#define ECR_TOLD 1\n#define ECR_NEXT(X) X\n\n"
                            "#define ECR_OWN\n"
                            "#if defined(ECR_ASKED) && !defined(ECR_SECRET) && defined(ECR_OWN)\n"}};

    expect_complaints(unmentioned_macros(tree),
                      {"README.md: says nothing about ECR_NEXT", "README.md: says nothing about ECR_SECRET"});
}

BOOST_AUTO_TEST_CASE(every_block_of_code_is_part_of_an_example) {
    const auto tree = repository();

    BOOST_TEST(cpp_blocks(tree.at("README.md")).size() >= 5u);
    expect_none(uncompiled(tree));
}

BOOST_AUTO_TEST_CASE(a_block_that_no_example_has_is_found) {
    const source_tree tree{{"README.md", "text\n```cpp\nint a;\n    int b;\n```\n```cpp\nint c;\n```\n"},
                           {"examples/a.cpp", "    int a;\n        int b;\n"},
                           {"tests/b.cpp", "int c;\n"}};

    expect_complaints(uncompiled(tree), {"README.md: in no example: int c;"});
}

BOOST_AUTO_TEST_SUITE_END()
