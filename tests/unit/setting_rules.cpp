#include <ecr/detail/setting_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>
#include <support/data_file.hpp>

namespace {

namespace rules = ecr::detail::rules;

std::string quoted(std::string_view name) {
    return "`" + std::string(name) + "`";
}

}

BOOST_AUTO_TEST_SUITE(setting_rules)

BOOST_AUTO_TEST_CASE(the_readme_names_everything_that_is_read) {
    const auto readme = test::file_text("../../README.md");
    const auto table = readme.substr(readme.find("## What is read"));
    std::set<std::string_view> names{rules::any_url_variable, rules::url_property, rules::services_property,
                                     "REQUEST_METHOD"};
    for (const auto& rule : rules::all) {
        for (const auto name : rule.variables) names.insert(name);
        names.insert(rule.property);
    }
    for (const auto& rule : rules::urls) {
        names.insert(rule.variable);
        names.insert(rule.service);
    }
    names.erase("");

    BOOST_TEST(names.size() > 50u);
    for (const auto name : names) BOOST_TEST_CONTEXT(name) BOOST_TEST(table.find(quoted(name)) != table.npos);
}

BOOST_AUTO_TEST_CASE(no_setting_is_listed_twice) {
    std::set<std::string_view> names;
    for (const auto& rule : rules::all) BOOST_TEST(names.insert(rule.name).second);
    for (const auto& rule : rules::urls) BOOST_TEST(names.insert(rule.name).second);
}

BOOST_AUTO_TEST_SUITE_END()
