#include <ecr/detail/json_value.hpp>

#include <boost/test/unit_test.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <support/user_shapes.hpp>

namespace {

using namespace ecr::detail;

template <class T>
std::optional<T> from_integer(std::int64_t value) {
    T place{};
    if (!store_integer(value_type_of<T>, &place, value)) return std::nullopt;
    return place;
}

template <class T>
std::optional<T> from_number(double value, std::string_view text) {
    T place{};
    if (!store_number(value_type_of<T>, &place, value, text)) return std::nullopt;
    return place;
}

template <class T>
std::optional<T> from_text(std::string_view text) {
    T place{};
    if (!store_text(value_type_of<T>, &place, text)) return std::nullopt;
    return place;
}

template <class T>
std::optional<T> from_pieces(std::string_view text, std::size_t length) {
    T place{};
    text_pieces pieces;
    pieces.begin(value_type_of<T>, &place);
    for (std::size_t at = 0; at < text.size(); at += length)
        if (!pieces.append(text.substr(at, length))) return std::nullopt;
    if (!pieces.end()) return std::nullopt;
    return place;
}

std::int64_t milliseconds(const std::optional<ecr::timestamp>& time) {
    BOOST_REQUIRE(time.has_value());
    return time->time_since_epoch().count();
}

}

BOOST_AUTO_TEST_SUITE(json_value)

BOOST_AUTO_TEST_CASE(an_integer_must_fit_its_type) {
    using limits = std::numeric_limits<std::int64_t>;

    BOOST_TEST((from_integer<std::int32_t>(2147483647) == 2147483647));
    BOOST_TEST((from_integer<std::int32_t>(-2147483648LL) == std::numeric_limits<std::int32_t>::min()));
    BOOST_TEST(!from_integer<std::int32_t>(2147483648).has_value());
    BOOST_TEST(!from_integer<std::int32_t>(-2147483649).has_value());
    BOOST_TEST((from_integer<std::int64_t>(limits::max()) == limits::max()));
    BOOST_TEST((from_integer<std::int64_t>(limits::min()) == limits::min()));
    BOOST_TEST((from_integer<double>(-3) == -3.0));
    BOOST_TEST(milliseconds(from_integer<ecr::timestamp>(1714564800)) == 1714564800000);
    BOOST_TEST(!from_integer<ecr::timestamp>(limits::max()).has_value());
    BOOST_TEST(!from_integer<bool>(1).has_value());
    BOOST_TEST(!from_integer<std::string>(1).has_value());
    BOOST_TEST(!from_integer<ecr::blob>(1).has_value());
    BOOST_TEST(!from_integer<mine::point>(1).has_value());
}

BOOST_AUTO_TEST_CASE(a_number_with_an_exponent_can_be_an_integer) {
    BOOST_TEST((from_number<std::int32_t>(1e7, "1.0E7") == 10'000'000));
    BOOST_TEST((from_number<std::int64_t>(-0.0, "-0.0") == 0));
    BOOST_TEST((from_number<std::int64_t>(-0x1p63, "-9.223372036854775808e18") ==
                std::numeric_limits<std::int64_t>::min()));
    BOOST_TEST((from_number<std::int64_t>(0x1p63 - 1024, "") == 9223372036854774784));
    BOOST_TEST(!from_number<std::int64_t>(0x1p63, "9223372036854775808").has_value());
    BOOST_TEST(!from_number<std::int64_t>(-0x1p63 - 2048, "").has_value());
    BOOST_TEST(!from_number<std::int32_t>(1e10, "1e10").has_value());
    BOOST_TEST(!from_number<std::int32_t>(0.5, "0.5").has_value());
    BOOST_TEST(!from_number<std::int32_t>(std::nan(""), "0e400").has_value());
    BOOST_TEST(!from_number<std::int64_t>(std::numeric_limits<double>::infinity(), "1e400").has_value());
}

BOOST_AUTO_TEST_CASE(a_double_is_the_nearest_one_to_its_text) {
    BOOST_TEST((from_number<double>(0.30000000000000004, "0.3") == 0.3));
    BOOST_TEST((from_number<double>(0, "2.2250738585072014e-308") == std::numeric_limits<double>::min()));
    BOOST_TEST((from_number<double>(std::nan(""), "0e400") == 0.0));
    BOOST_TEST((from_number<double>(0.0, "1e-400") == 0.0));
    BOOST_TEST(!from_number<double>(std::numeric_limits<double>::infinity(), "1e400").has_value());
}

BOOST_AUTO_TEST_CASE(a_timestamp_can_be_any_number_and_several_texts) {
    BOOST_TEST(milliseconds(from_number<ecr::timestamp>(1714564800.123, "")) == 1714564800123);
    BOOST_TEST(milliseconds(from_number<ecr::timestamp>(-0.5, "")) == -500);
    BOOST_TEST(!from_number<ecr::timestamp>(1e300, "").has_value());
    for (const std::string_view text :
         {"1714564800.123", "1.714564800123e9", "2024-05-01T12:00:00.123Z", "2024-05-01T14:00:00.123+02:00"})
        BOOST_TEST(milliseconds(from_text<ecr::timestamp>(text)) == 1714564800123, text);
    BOOST_TEST(milliseconds(from_text<ecr::timestamp>("Wed, 01 May 2024 12:00:00 GMT")) == 1714564800000);
    for (const std::string_view text : {"", "yesterday", "2024-13-01T00:00:00Z", "1e400", " 1", "1 ", "0x10"})
        BOOST_TEST(!from_text<ecr::timestamp>(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(a_double_can_be_one_of_three_texts) {
    BOOST_TEST(std::isnan(from_text<double>("NaN").value()));
    BOOST_TEST((from_text<double>("Infinity") == std::numeric_limits<double>::infinity()));
    BOOST_TEST((from_text<double>("-Infinity") == -std::numeric_limits<double>::infinity()));
    for (const std::string_view text : {"", "nan", "inf", "+Infinity", "NaN ", "1.5"})
        BOOST_TEST(!from_text<double>(text).has_value(), text);
}

BOOST_AUTO_TEST_CASE(only_a_boolean_is_a_boolean) {
    bool flag = false;
    std::string text = "kept";

    BOOST_TEST(store_boolean(value_type_of<bool>, &flag, true));
    BOOST_TEST(flag);
    BOOST_TEST(!store_boolean(value_type_of<std::string>, &text, true));
    BOOST_TEST(text == "kept");
    BOOST_TEST(!from_text<bool>("true").has_value());
}

BOOST_AUTO_TEST_CASE(a_text_is_the_same_whole_and_in_pieces_of_any_length) {
    const std::string text = "Tm90IGEgbGF5ZXIu";
    const std::string_view time = "2024-05-01T12:00:00.123Z";
    const auto bytes = ecr::blob::view("Not a layer.");

    BOOST_TEST((from_text<ecr::blob>(text) == bytes));
    for (std::size_t length = 1; length != 30; ++length) {
        BOOST_TEST_CONTEXT(length) {
            BOOST_TEST((from_pieces<std::string>(text, length) == text));
            BOOST_TEST((from_pieces<ecr::blob>(text, length) == bytes));
            BOOST_TEST((from_pieces<ecr::timestamp>(time, length) == from_text<ecr::timestamp>(time)));
            BOOST_TEST(
                (from_pieces<ecr::open_enum<mine::color>>("DARK_GREEN", length) == mine::color::dark_green));
            BOOST_TEST(
                (from_pieces<double>("-Infinity", length) == -std::numeric_limits<double>::infinity()));
            BOOST_TEST(!from_pieces<std::int32_t>("12", length).has_value());
            BOOST_TEST(!from_pieces<bool>("true", length).has_value());
            BOOST_TEST(!from_pieces<mine::point>("{}", length).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_not_base64_is_refused_whole_and_in_pieces) {
    for (const std::string_view text :
         {"A", "AB", "ABC", "ABC-", "AB=C", "AB==AA==", "AA =", "AB==", "====", "é"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!from_text<ecr::blob>(text).has_value());
            BOOST_TEST(!from_pieces<ecr::blob>(text, 1).has_value());
        }
    }
}

BOOST_AUTO_TEST_CASE(one_store_takes_a_text_after_the_other) {
    ecr::blob first, second;
    text_pieces pieces;

    pieces.begin(value_type_of<ecr::blob>, &first);
    BOOST_TEST(pieces.open());
    BOOST_TEST((pieces.append("YW") && pieces.append("Jj") && pieces.end()));
    BOOST_TEST(!pieces.open());
    pieces.begin(value_type_of<ecr::blob>, &second);
    BOOST_TEST((pieces.append("ZA") && pieces.append("==") && pieces.end()));

    BOOST_TEST((first == ecr::blob::view("abc")));
    BOOST_TEST((second == ecr::blob::view("d")));
}

BOOST_AUTO_TEST_CASE(a_problem_says_what_was_expected_and_what_came) {
    BOOST_TEST(mismatch(value_kind::int32, "a string") == "expected a 32-bit integer, got a string");
    BOOST_TEST(got_number(value_kind::int32, "2147483648") == "2147483648");
    BOOST_TEST(got_number(value_kind::text, "2147483648") == "a number");
    BOOST_TEST(got_number(value_kind::int64, std::string(1000, '9')) == std::string(40, '9') + "...");
    BOOST_TEST(got_text(value_kind::int64) == "a string");
    BOOST_TEST(got_text(value_kind::blob) == "other text");
}

BOOST_AUTO_TEST_SUITE_END()
