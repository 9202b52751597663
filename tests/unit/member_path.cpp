#include <ecr/detail/member_path.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(member_path)

BOOST_AUTO_TEST_CASE(a_path_without_steps_is_empty) {
    BOOST_TEST(ecr::detail::member_path().text().empty());
}

BOOST_AUTO_TEST_CASE(a_step_is_a_failure) {
    ecr::detail::member_path path;

    BOOST_TEST(!path.fail_in("tags"));
    BOOST_TEST(!path.fail_at(0));
}

BOOST_AUTO_TEST_CASE(steps_are_put_before_each_other_with_dots_only_between_names) {
    ecr::detail::member_path path;

    path.fail_in("value");
    BOOST_TEST(path.text() == "value");
    path.fail_at(18446744073709551615U);
    BOOST_TEST(path.text() == "[18446744073709551615].value");
    path.fail_at(2);
    BOOST_TEST(path.text() == "[2][18446744073709551615].value");
    path.fail_in("rows");
    BOOST_TEST(path.text() == "rows[2][18446744073709551615].value");
    path.fail_in("table");
    BOOST_TEST(path.text() == "table.rows[2][18446744073709551615].value");
}

BOOST_AUTO_TEST_SUITE_END()
