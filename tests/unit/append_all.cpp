#include <ecr/detail/append_all.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(append_all)

BOOST_AUTO_TEST_CASE(parts_follow_what_is_there_in_their_order) {
    std::string text("before ");

    ecr::detail::append_all(text, {"one", "", std::string_view(), ",", std::string_view("t\0o", 3)});

    BOOST_TEST(text == std::string("before one,t\0o", 14));
}

BOOST_AUTO_TEST_CASE(no_parts_change_nothing) {
    std::string text("same");

    ecr::detail::append_all(text, {});
    ecr::detail::append_all(text, {"", ""});

    BOOST_TEST(text == "same");
}

BOOST_AUTO_TEST_SUITE_END()
