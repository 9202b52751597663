#include <ecr/detail/page_position.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(page_position)

namespace {

using ecr::detail::page_cursor;
using ecr::detail::page_step;
using position = ecr::detail::page_position;

page_step between(std::optional<std::string> asked, std::optional<std::string> next) {
    return {.asked = std::move(asked), .next = std::move(next), .repeated = {}};
}

/// What the page gives, as `list:index`.
std::string rest_of(position& at) {
    std::string all;
    while (const auto place = at.take())
        all += std::to_string(place->list) + ":" + std::to_string(place->index) + " ";
    return all;
}

}

BOOST_AUTO_TEST_CASE(both_lists_are_given_one_after_the_other) {
    position at({}, {});

    at.enter(between({}, "a"), {2, 1});

    BOOST_TEST(at.left() == 3U);
    BOOST_TEST(rest_of(at) == "0:0 0:1 1:0 ");
    BOOST_TEST(!at.ended());
    BOOST_TEST((at.cursor() == page_cursor{.token = "a", .taken = {}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(the_stream_ends_with_the_last_page) {
    position at({}, {});
    BOOST_TEST(!at.ended());

    at.enter(between({}, {}), {1, 0});
    BOOST_TEST(!at.ended());
    BOOST_TEST(rest_of(at) == "0:0 ");

    BOOST_TEST(at.ended());
    BOOST_TEST(!at.cursor().has_value());
}

BOOST_AUTO_TEST_CASE(the_most_items_are_counted_over_both_lists_and_all_pages) {
    position at({}, 4);

    at.enter(between({}, "a"), {1, 1});
    BOOST_TEST(rest_of(at) == "0:0 1:0 ");
    at.enter(between("a", "b"), {1, 5});
    BOOST_TEST(at.left() == 2U);
    BOOST_TEST(rest_of(at) == "0:0 1:0 ");

    BOOST_TEST(at.ended());
    BOOST_TEST((at.cursor() == page_cursor{.token = "a", .taken = {1, 1}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(a_limit_on_the_edge_of_a_page_goes_on_with_the_next) {
    position at({}, 2);

    at.enter(between({}, "a"), {2, 0});
    BOOST_TEST(rest_of(at) == "0:0 0:1 ");

    BOOST_TEST(at.ended());
    BOOST_TEST((at.cursor() == page_cursor{.token = "a", .taken = {}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(a_limit_on_the_edge_of_the_last_page_leaves_nothing) {
    position at({}, 2);

    at.enter(between("z", {}), {2, 0});
    BOOST_TEST(rest_of(at) == "0:0 0:1 ");

    BOOST_TEST(at.ended());
    BOOST_TEST(!at.cursor().has_value());
}

BOOST_AUTO_TEST_CASE(no_items_wanted_is_the_end_at_once) {
    position at({.token = "t", .taken = {3, 0}}, 0);

    BOOST_TEST(at.ended());
    BOOST_TEST((at.cursor() == page_cursor{.token = "t", .taken = {3, 0}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(a_cursor_goes_on_in_each_list_where_it_was_left) {
    position at({.token = "t", .taken = {1, 2}}, {});

    at.enter(between("t", "u"), {3, 3});

    BOOST_TEST(rest_of(at) == "0:1 0:2 1:2 ");
}

BOOST_AUTO_TEST_CASE(a_cursor_counts_on_into_later_pages_when_pages_have_become_smaller) {
    position at({.token = "t", .taken = {5, 0}}, {});

    at.enter(between("t", "u"), {3, 1});
    BOOST_TEST(rest_of(at) == "1:0 ");
    BOOST_TEST((at.cursor() == page_cursor{.token = "u", .taken = {2, 0}, .rest_taken = false}));
    at.enter(between("u", {}), {3, 0});

    BOOST_TEST(rest_of(at) == "0:2 ");
    BOOST_TEST(at.ended());
}

BOOST_AUTO_TEST_CASE(a_cut_of_boto3_has_had_the_second_list_of_that_page) {
    position at({.token = "t", .taken = {1, 0}, .rest_taken = true}, {});

    at.enter(between("t", "u"), {2, 2});
    BOOST_TEST(rest_of(at) == "0:1 ");
    at.enter(between("u", {}), {0, 2});

    BOOST_TEST(rest_of(at) == "1:0 1:1 ");
}

BOOST_AUTO_TEST_CASE(whole_lists_are_cut_by_the_same_rules) {
    position at({.token = "t", .taken = {1, 0}}, 3);

    at.enter(between("t", "u"), {3, 4});
    const auto first = at.take_all(0);
    const auto second = at.take_all(1);

    BOOST_TEST((first.first == 1U && first.last == 3U));
    BOOST_TEST((second.first == 0U && second.last == 1U));
    BOOST_TEST(at.ended());
    BOOST_TEST((at.cursor() == page_cursor{.token = "t", .taken = {3, 1}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(a_limit_only_lowers_what_is_wanted) {
    position at({}, 2);

    at.limit(5);
    at.enter(between({}, "a"), {9, 0});

    BOOST_TEST(rest_of(at) == "0:0 0:1 ");
}

BOOST_AUTO_TEST_CASE(a_repeated_token_is_told_once_and_its_page_is_not_given_twice) {
    position at({}, {});
    page_step circle{.asked = "t", .next = {}, .repeated = "round"};

    at.enter(circle, {2, 0});
    BOOST_TEST(rest_of(at) == "0:0 0:1 ");
    BOOST_TEST(!at.ended());
    const auto here = at.cursor();
    BOOST_TEST(at.stuck() == "round");
    BOOST_TEST(at.stuck() == "");
    at.enter(between("t", "u"), {3, 0});

    BOOST_TEST((here == page_cursor{.token = "t", .taken = {2, 0}, .rest_taken = false}));
    BOOST_TEST(rest_of(at) == "0:2 ");
    BOOST_TEST((at.cursor() == page_cursor{.token = "u", .taken = {}, .rest_taken = false}));
}

BOOST_AUTO_TEST_CASE(an_empty_page_with_a_token_is_not_the_end) {
    position at({}, {});

    at.enter(between({}, "a"), {});

    BOOST_TEST(!at.take().has_value());
    BOOST_TEST(!at.ended());
}

BOOST_AUTO_TEST_SUITE_END()
