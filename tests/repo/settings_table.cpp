#include "source_tree.hpp"

#include <set>

BOOST_AUTO_TEST_SUITE(settings_table)

namespace {

using namespace repo;

/// The literal that begins at the quotation mark `at`, without its marks.
std::string_view literal(std::string_view text, std::size_t at) {
    const auto end = std::min(text.find('"', at + 1), text.size());
    return text.substr(at + 1, end - at - 1);
}

/// Whether the name looks like that of a variable: capitals, with an underscore.
bool is_variable(std::string_view name) {
    constexpr std::string_view allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return name.find_first_not_of(allowed) == name.npos && name.find('_') != name.npos;
}

/// Names in quotation marks that the client asks its environment for. What it compares with is an answer, and
/// what the shapes and the emulator say is the service's.
void find_variables(std::string_view text, std::set<std::string>& names) {
    for (auto at = text.find('"'); at != text.npos; at = text.find('"', at + 1)) {
        const auto name = literal(text, at);
        if (is_variable(name) && !text.substr(0, at).ends_with("== ")) names.emplace(name);
    }
}

/// Keys that the plan takes from a section of a file, and those that end the rule of a setting.
void find_properties(std::string_view text, std::set<std::string>& names) {
    constexpr std::string_view taken = "text(section, \"";
    for (auto at = text.find(taken); at != text.npos; at = text.find(taken, at + 1))
        names.emplace(literal(text, at + taken.size() - 1));

    constexpr std::string_view end = "\"};";
    constexpr std::string_view rule = "inline constexpr setting_rule ";
    for (auto at = text.find(rule); at != text.npos; at = text.find(rule, at + 1)) {
        const auto last = text.find(end, at);
        if (last == text.npos) return;
        names.emplace(literal(text, text.rfind('"', last - 1)));
    }
}

std::set<std::string> names_that_are_read(const source_tree& tree) {
    std::set<std::string> names;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with("include/") || path.find("/emulator") != path.npos) continue;
        if (path.starts_with("include/ecr/model/") || path.starts_with("include/ecr/operation/")) continue;
        find_variables(text, names);
        find_properties(text, names);
    }
    names.erase("");
    return names;
}

/// The names that are read and that README.md does not have in the section that promises them all.
findings unlisted(const source_tree& tree) {
    const std::string_view readme = tree.at("README.md");
    const auto begin = readme.find("\n## What is read\n");
    if (begin == readme.npos) return {"README.md: does not say what is read"};
    const auto section = readme.substr(begin, readme.find("\n## ", begin + 1) - begin);

    findings found;
    for (const auto& name : names_that_are_read(tree)) {
        if (section.find('`' + name + '`') != section.npos) continue;
        found.push_back("README.md: what is read lacks " + name);
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(every_variable_and_every_key_of_a_profile_is_in_the_readme) {
    const auto names = names_that_are_read(repository());

    for (const auto* each : {"AWS_ACCESS_KEY_ID", "SECRET_ACCESS_KEY", "HTTPS_PROXY", "AWS_CA_BUNDLE",
                             "role_arn", "ca_bundle", "metadata_service_num_attempts"})
        BOOST_TEST(names.contains(each), each << " is read, and was not found");
    expect_none(unlisted(repository()));
}

BOOST_AUTO_TEST_CASE(a_name_that_the_readme_leaves_out_is_found) {
    const source_tree tree{
        {"README.md",
         "`AWS_B`\n## What is read\n`AWS_A` AWS_C `key_a` `rule_a`\n## Next\n`key_b` `rule_b`\n"},
        {"include/ecr/a.hpp", "inline constexpr setting_rule a{\"a\", {\"AWS_A\", \"AWS_B\"}, \"rule_a\"};\n"
                              "inline constexpr setting_rule b{\n    \"b\", {\"AWS_C\"}, \"rule_b\"};\n"
                              "inline constexpr setting_rule c{\"c\", {\"AWS_A\"}, \"\"};\n"
                              "text(section, \"key_a\") + text(section, \"key_b\"); if (code == "
                              "\"NOT_READ\") return \"Plain\";\n"},
        {"include/ecr/emulator/a.hpp", "\"AWS_EMULATED\"\n"},
        {"include/ecr/model/a.hpp", "\"AWS_ENUM\"\n"}};

    expect_complaints(unlisted(tree),
                      {"README.md: what is read lacks AWS_B", "README.md: what is read lacks AWS_C",
                       "README.md: what is read lacks key_b", "README.md: what is read lacks rule_b"});
}

BOOST_AUTO_TEST_SUITE_END()
