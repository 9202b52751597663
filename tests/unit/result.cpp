#include <ecr/result.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <type_traits>
#include <utility>

namespace {

ecr::error some_error() {
    ecr::error_data data;
    data.code_text = "RepositoryNotFoundException";
    return ecr::error(std::move(data));
}

struct answer {
    std::string name{};
    int size = 0;
};

struct not_default_constructible {
    explicit not_default_constructible(int given)
        : value(given) {}

    int value;
};

ecr::result<answer> answer_or_error(bool succeed) {
    if (!succeed) return some_error();
    return answer{.name = "web", .size = 3};
}

}

BOOST_AUTO_TEST_SUITE(result)

BOOST_AUTO_TEST_CASE(a_value_is_reached_in_every_way) {
    ecr::result<answer> made = answer_or_error(true);
    const auto& constant = made;

    BOOST_TEST(made.has_value());
    BOOST_TEST(!made.has_error());
    BOOST_TEST(static_cast<bool>(made));
    BOOST_TEST(made.value().name == "web");
    BOOST_TEST(constant.value().name == "web");
    BOOST_TEST((*made).size == 3);
    BOOST_TEST((*constant).size == 3);
    BOOST_TEST(made->size == 3);
    BOOST_TEST(constant->size == 3);
    made->size = 4;
    BOOST_TEST(constant->size == 4);
}

BOOST_AUTO_TEST_CASE(an_error_is_reached_and_the_value_throws_it_as_its_own_type) {
    ecr::result<answer> made = answer_or_error(false);
    const auto& constant = made;

    BOOST_TEST(made.has_error());
    BOOST_TEST(!made.has_value());
    BOOST_TEST(!static_cast<bool>(made));
    BOOST_TEST((made.error() == ecr::errc::repository_not_found));
    BOOST_CHECK_THROW(static_cast<void>(made.value()), ecr::repository_not_found_exception);
    BOOST_CHECK_THROW(static_cast<void>(constant.value()), ecr::repository_not_found_exception);
    BOOST_CHECK_THROW(static_cast<void>(answer_or_error(false).value()), ecr::not_found_exception);
    BOOST_TEST((made.error() == ecr::condition::not_found));
}

BOOST_AUTO_TEST_CASE(value_or_replaces_only_an_error) {
    const ecr::result<std::string> good = std::string("web");
    const ecr::result<std::string> bad = some_error();

    BOOST_TEST(good.value_or("other") == "web");
    BOOST_TEST(bad.value_or("other") == "other");
    BOOST_TEST(ecr::result<std::string>(some_error()).value_or("other") == "other");
    BOOST_TEST(ecr::result<std::string>(std::string("web")).value_or("other") == "web");
}

BOOST_AUTO_TEST_CASE(a_value_that_only_moves_is_moved_out) {
    ecr::result<std::unique_ptr<int>> made = std::make_unique<int>(7);

    ecr::result<std::unique_ptr<int>> moved = std::move(made);
    const std::unique_ptr<int> by_value = std::move(moved).value();
    ecr::result<std::unique_ptr<int>> again = std::make_unique<int>(8);
    const std::unique_ptr<int> by_star = *std::move(again);
    const auto by_fallback =
        ecr::result<std::unique_ptr<int>>(some_error()).value_or(std::make_unique<int>(9));

    BOOST_TEST(*by_value == 7);
    BOOST_TEST(*by_star == 8);
    BOOST_TEST(*by_fallback == 9);
}

BOOST_AUTO_TEST_CASE(an_error_is_moved_out) {
    ecr::result<answer> made = some_error();

    const ecr::error taken = std::move(made).error();

    BOOST_TEST((taken == ecr::errc::repository_not_found));
    BOOST_TEST(made.has_error());
}

BOOST_AUTO_TEST_CASE(a_result_is_copied_and_assigned_with_either_content) {
    const ecr::result<answer> good = answer_or_error(true);
    const ecr::result<answer> bad = answer_or_error(false);

    ecr::result<answer> target = good;
    BOOST_TEST(target->name == "web");
    target = bad;
    BOOST_TEST((target.error() == ecr::errc::repository_not_found));
    target = good;
    BOOST_TEST(target->name == "web");
}

BOOST_AUTO_TEST_CASE(a_default_constructed_result_is_a_success) {
    const ecr::result<answer> value;
    const ecr::result<void> nothing;

    BOOST_TEST(value.has_value());
    BOOST_TEST(value->name.empty());
    BOOST_TEST(nothing.has_value());
    static_assert(!std::is_default_constructible_v<ecr::result<not_default_constructible>>);
}

BOOST_AUTO_TEST_CASE(a_value_needs_no_default_constructor) {
    const ecr::result<not_default_constructible> made = not_default_constructible(5);

    BOOST_TEST(made->value == 5);
}

BOOST_AUTO_TEST_CASE(success_or_error_of_nothing) {
    const ecr::result<void> good;
    ecr::result<void> bad = some_error();

    BOOST_CHECK_NO_THROW(good.value());
    BOOST_TEST(static_cast<bool>(good));
    BOOST_TEST(bad.has_error());
    BOOST_TEST(!static_cast<bool>(bad));
    BOOST_CHECK_THROW(bad.value(), ecr::repository_not_found_exception);
    BOOST_TEST((bad.error() == ecr::errc::repository_not_found));
    BOOST_TEST((std::move(bad).error() == ecr::errc::repository_not_found));
}

BOOST_AUTO_TEST_CASE(a_result_is_small_and_moves_without_failing) {
    static_assert(sizeof(ecr::result<void>) <= 3 * sizeof(void*));
    static_assert(sizeof(ecr::result<int>) <= 3 * sizeof(void*));
    static_assert(sizeof(ecr::result<answer>) <= sizeof(answer) + sizeof(void*));
    static_assert(std::is_nothrow_move_constructible_v<ecr::result<answer>>);
    static_assert(std::is_nothrow_move_assignable_v<ecr::result<answer>>);
    static_assert(std::is_nothrow_move_constructible_v<ecr::result<void>>);
    static_assert(!std::is_aggregate_v<ecr::result<answer>>);

    BOOST_TEST_MESSAGE("sizes: error " << sizeof(ecr::error) << ", result<void> " << sizeof(ecr::result<void>)
                                       << ", result<int> " << sizeof(ecr::result<int>) << ", result<answer> "
                                       << sizeof(ecr::result<answer>) << " of " << sizeof(answer));
    BOOST_TEST(sizeof(ecr::result<answer>) > sizeof(answer));
}

BOOST_AUTO_TEST_SUITE_END()
