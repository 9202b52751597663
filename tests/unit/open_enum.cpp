#include <ecr/model/image.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/open_enum.hpp>

#include <boost/test/unit_test.hpp>

#include <compare>
#include <optional>
#include <sstream>
#include <string>
#include <utility>

namespace shop {

enum class fruit { apple, passion_fruit, mutable_ };
ECR_ENUM(fruit, apple, passion_fruit, mutable_);

enum class cloth { fine_silk, wool };
ECR_ENUM_AS(kebab, ".v1", cloth, fine_silk, wool);

}

namespace {

using shop::fruit;
using open_fruit = ecr::open_enum<fruit>;

}

BOOST_AUTO_TEST_SUITE(open_enum)

BOOST_AUTO_TEST_CASE(every_enumerator_has_its_text_and_comes_back_from_it) {
    static_assert(ecr::to_string(fruit::passion_fruit) == "PASSION_FRUIT");
    static_assert(ecr::parse_enum<fruit>("MUTABLE") == fruit::mutable_);

    for (const auto each : {fruit::apple, fruit::passion_fruit, fruit::mutable_})
        BOOST_TEST((ecr::parse_enum<fruit>(ecr::to_string(each)) == each));
    BOOST_TEST(ecr::to_string(shop::cloth::fine_silk) == "fine-silk.v1");
    BOOST_TEST((ecr::parse_enum<shop::cloth>("wool.v1") == shop::cloth::wool));
    BOOST_TEST(ecr::to_string(ecr::image_failure_code::kms_error) == "KmsError");
}

BOOST_AUTO_TEST_CASE(a_text_that_is_nearly_right_is_not_an_enumerator) {
    for (const std::string_view text :
         {"", "apple", "Apple", "APPLE ", " APPLE", "APPL", "APPLES", "PASSION-FRUIT"})
        BOOST_TEST(!ecr::parse_enum<fruit>(text).has_value(), text);
    BOOST_TEST(!ecr::parse_enum<fruit>(std::string_view("APPLE\0", 6)).has_value());
    BOOST_TEST(!ecr::parse_enum<shop::cloth>("wool").has_value());
}

BOOST_AUTO_TEST_CASE(a_number_that_is_no_enumerator_has_no_text) {
    BOOST_TEST(ecr::to_string(static_cast<fruit>(3)).empty());
    BOOST_TEST(ecr::to_string(static_cast<fruit>(-1)).empty());
    BOOST_TEST(open_fruit(static_cast<fruit>(99)).text().empty());
}

BOOST_AUTO_TEST_CASE(a_known_text_becomes_the_enumerator) {
    const open_fruit value("PASSION_FRUIT");

    BOOST_TEST((value.known() == fruit::passion_fruit));
    BOOST_TEST((value == fruit::passion_fruit));
    BOOST_TEST((fruit::passion_fruit == value));
    BOOST_TEST((value != fruit::apple));
    BOOST_TEST((value == open_fruit(fruit::passion_fruit)));
    BOOST_TEST(value.text() == "PASSION_FRUIT");
}

BOOST_AUTO_TEST_CASE(an_unknown_text_is_kept_to_the_last_byte) {
    const std::string text("DURIAN \"\0\xff", 10);

    const open_fruit value(text);

    BOOST_TEST(value.text() == text);
    BOOST_TEST(!value.known().has_value());
    BOOST_TEST(!value.empty());
    BOOST_TEST((value.value_or(fruit::apple) == fruit::apple));
    BOOST_TEST((value != fruit::apple));
    BOOST_TEST((value != open_fruit("DURIAN")));
}

BOOST_AUTO_TEST_CASE(an_empty_value_is_like_no_enumerator) {
    const open_fruit value;

    BOOST_TEST(value.empty());
    BOOST_TEST(!value.known().has_value());
    BOOST_TEST((value == open_fruit("")));
    BOOST_TEST((value != fruit::apple));
}

BOOST_AUTO_TEST_CASE(the_text_outlives_copies_and_moves_of_the_value) {
    open_fruit first("A LONG NAME THAT DOES NOT FIT INTO THE STRING OBJECT");
    const open_fruit copy = first;

    const open_fruit moved = std::move(first);
    first = fruit::apple;

    BOOST_TEST((copy == moved));
    BOOST_TEST((first == fruit::apple));
    BOOST_TEST(first.text() == "APPLE");
}

BOOST_AUTO_TEST_CASE(values_are_ordered_by_their_texts) {
    BOOST_TEST((open_fruit(fruit::mutable_) < open_fruit(fruit::passion_fruit)));
    BOOST_TEST((open_fruit("B") > open_fruit(fruit::apple)));
    BOOST_TEST((open_fruit() < open_fruit(fruit::apple)));
    BOOST_TEST((open_fruit("APPLE") <=> open_fruit(fruit::apple) == std::strong_ordering::equal));
}

BOOST_AUTO_TEST_CASE(a_value_is_printed_as_its_text) {
    std::ostringstream out;

    out << open_fruit(fruit::apple) << ' ' << open_fruit("KIWI") << ' ' << open_fruit();

    BOOST_TEST(out.str() == "APPLE KIWI ");
}

BOOST_AUTO_TEST_SUITE_END()
