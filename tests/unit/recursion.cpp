#include <ecr/detail/recursion.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <utility>

using ecr::detail::trace_id_header;

BOOST_AUTO_TEST_SUITE(recursion)

BOOST_AUTO_TEST_CASE(a_trace_id_inside_lambda_is_passed_on_as_it_is) {
    const std::string id = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1;"
                           "lineage=a87bd80c:0,68fd508a:5,c512fbe3:2";

    BOOST_TEST((trace_id_header("function", id) == id));
}

BOOST_AUTO_TEST_CASE(without_both_values_there_is_no_header) {
    BOOST_TEST(!trace_id_header("", "Root=1").has_value());
    BOOST_TEST(!trace_id_header("function", "").has_value());
    BOOST_TEST(!trace_id_header("", "").has_value());
    BOOST_TEST(!trace_id_header(" \t", "Root=1").has_value());
    BOOST_TEST(!trace_id_header("function", " \r\n").has_value());
}

BOOST_AUTO_TEST_CASE(characters_outside_the_safe_set_are_percent_encoded) {
    const std::pair<std::string, std::string> table[] = {
        {"-=;:+&[]{}\"',", "-=;:+&[]{}\"',"},
        {"AZaz09_.~", "AZaz09_.~"},
        {"a b", "a%20b"},
        {"a\r\nHost: evil", "a%0D%0AHost:%20evil"},
        {"100%", "100%25"},
        {"\xc3\xa9\xff", "%C3%A9%FF"},
        {"/?#@!$()*<>\\^`|", "%2F%3F%23%40%21%24%28%29%2A%3C%3E%5C%5E%60%7C"},
        {std::string("\0\x7f", 2), "%00%7F"},
    };

    for (const auto& [value, expected] : table)
        BOOST_TEST((trace_id_header("f", value) == expected), expected);
}

BOOST_AUTO_TEST_SUITE_END()
