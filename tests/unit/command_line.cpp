#include <ecr/detail/command_line.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(command_line)

namespace {

using ecr::detail::split_command;
using words = std::vector<std::string>;

}

BOOST_AUTO_TEST_CASE(a_command_is_split_as_a_shell_would) {
    const std::pair<std::string, words> table[] = {
        {"get-keys", {"get-keys"}},
        {"  a \t b\n c\r\n", {"a", "b", "c"}},
        {"'/opt/my tools/keys' --user \"A B\"", {"/opt/my tools/keys", "--user", "A B"}},
        {"a ''", {"a", ""}},
        {"a \"\" b", {"a", "", "b"}},
        {"a'b'\"c\"d", {"abcd"}},
        {R"(a\ b c\\d \'e)", {"a b", "c\\d", "'e"}},
        {R"(a "b\"c" "d\\e" "\f")", {"a", "b\"c", "d\\e", "\\f"}},
        {R"(a 'b\c' 'd"e')", {"a", "b\\c", "d\"e"}},
        {"a $HOME ~ * | b > c && d; `e`", {"a", "$HOME", "~", "*", "|", "b", ">", "c", "&&", "d;", "`e`"}},
        {"C:/tools/keys.exe -x", {"C:/tools/keys.exe", "-x"}},
    };
    for (const auto& [text, expected] : table) {
        const auto split = split_command(text);

        BOOST_REQUIRE_MESSAGE(split.has_value(), text);
        BOOST_TEST(*split == expected, boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_command_that_has_no_sense_is_refused_without_being_quoted) {
    for (const std::string& text :
         {std::string(""), std::string(" \t"), std::string("''"), std::string("\"\" a"),
          std::string("a 'wJalr"), std::string("a \"wJalr"), std::string("wJalr\\"), std::string("a \"b\\\""),
          std::string("a\0wJalr", 7)}) {
        const auto split = split_command(text);

        BOOST_REQUIRE_MESSAGE(split.has_error(), text);
        BOOST_TEST(split.error().reason.find("wJalr") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
