#include "source_tree.hpp"

#include <cctype>

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
