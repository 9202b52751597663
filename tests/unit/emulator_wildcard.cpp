#include <ecr/emulator/wildcard.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

namespace {

using ecr::emulation::matches_wildcard;

struct sample {
    std::string_view pattern{};
    std::string_view text{};
    bool matches = false;
};

constexpr sample samples[] = {
    {"", "", true},          {"", "a", false},           {"a", "", false},         {"a", "a", true},
    {"*", "", true},         {"*", "anything", true},    {"**", "x", true},        {"a*", "a", true},
    {"a*", "abc", true},     {"a*", "ba", false},        {"*c", "abc", true},      {"*c", "abcd", false},
    {"a*c", "abc", true},    {"a*c", "ac", true},        {"a*c", "a", false},      {"a*b*c", "axbxbxc", true},
    {"a*b*c", "acb", false}, {"*ab*", "aab", true},      {"*aab", "aaab", true},   {"a.c", "abc", false},
    {"A", "a", false},       {"prod*1", "prod11", true}, {"dev-*", "dev-1", true}, {"dev-*", "dev", false},
};

}

BOOST_AUTO_TEST_SUITE(emulator_wildcard)

BOOST_AUTO_TEST_CASE(an_asterisk_stands_for_any_text) {
    for (const auto& each : samples) {
        BOOST_TEST_CONTEXT(each.pattern << " and " << each.text) {
            BOOST_TEST(matches_wildcard(each.pattern, each.text) == each.matches);
        }
    }
}

BOOST_AUTO_TEST_CASE(many_asterisks_take_no_exponential_time) {
    std::string pattern;
    for (int i = 0; i != 50; ++i) pattern += "a*";

    BOOST_TEST(!matches_wildcard(pattern + "b", std::string(10'000, 'a')));
}

BOOST_AUTO_TEST_SUITE_END()
