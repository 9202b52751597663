#include "source_tree.hpp"

#include <set>

BOOST_AUTO_TEST_SUITE(operations_table)

namespace {

using namespace repo;

constexpr std::string_view folder = "include/ecr/operation/";

/// What README.md links to below the folder of the operations.
std::vector<std::string> linked(std::string_view text) {
    std::vector<std::string> paths;
    const auto link = "](" + std::string(folder);
    for (auto at = text.find(link); at != text.npos; at = text.find(link, at + 1)) {
        const auto begin = at + 2;
        paths.emplace_back(text.substr(begin, text.find(')', begin) - begin));
    }
    return paths;
}

/// Whether README.md says of each header, once and by its name, whether it has pages.
findings misrepresented(const source_tree& tree) {
    findings found;
    const auto& readme = tree.at("README.md");
    std::set<std::string> seen;
    for (const auto& path : linked(readme)) {
        if (!seen.insert(path).second) found.push_back(path + ": is linked to twice");
        if (!tree.contains(path)) found.push_back(path + ": is linked to and is not there");
    }
    for (const auto& file : tree) {
        const auto& path = file.first;
        if (!path.starts_with(folder)) continue;
        const auto name = path.substr(folder.size(), path.size() - folder.size() - 4);
        const auto link = '[' + name + "](" + path + ')';
        const auto at = readme.find(link);
        if (at == readme.npos) {
            found.push_back(path + ": has no link of its name");
            continue;
        }
        const bool starred = readme.substr(at + link.size()).starts_with("\u00a0*");
        const bool paginated = is_included(tree, path, "ecr/pager.hpp");
        if (starred != paginated) found.push_back(path + ": its star is wrong");
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(the_table_of_operations_lists_every_header_once) {
    BOOST_TEST(linked(repository().at("README.md")).size() == 62u);
    expect_none(misrepresented(repository()));
}

BOOST_AUTO_TEST_CASE(a_wrong_table_is_found) {
    const source_tree tree{{"README.md",
                            "[a](include/ecr/operation/a.hpp), [c](include/ecr/operation/c.hpp),\n"
                            "[d](include/ecr/operation/d.hpp) [e](include/ecr/operation/d.hpp)\n"
                            "[gone](include/ecr/operation/gone.hpp)\u00a0*\n"},
                           {"include/ecr/operation/a.hpp", "#include <ecr/operation.hpp>\n"},
                           {"include/ecr/operation/b.hpp", "#include <ecr/operation.hpp>\n"},
                           {"include/ecr/operation/c.hpp", "#include <ecr/pager.hpp>\n"},
                           {"include/ecr/operation/d.hpp", "#include <ecr/operation.hpp>\n"}};

    expect_complaints(misrepresented(tree),
                      {"include/ecr/operation/d.hpp: is linked to twice",
                       "include/ecr/operation/gone.hpp: is linked to and is not there",
                       "include/ecr/operation/b.hpp: has no link", "include/ecr/operation/c.hpp: its star"});
}

BOOST_AUTO_TEST_SUITE_END()
