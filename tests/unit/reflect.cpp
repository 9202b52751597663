#include <ecr/detail/reflect.hpp>
#include <ecr/model/tag.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <support/user_shapes.hpp>
#include <vector>

namespace mine {

// clang-format off
#define NAMES(X) \
    X(a1) X(a2) X(a3) X(a4) X(a5) X(a6) X(a7) X(a8) \
    X(b1) X(b2) X(b3) X(b4) X(b5) X(b6) X(b7) X(b8) \
    X(c1) X(c2) X(c3) X(c4) X(c5) X(c6) X(c7) X(c8) \
    X(d1) X(d2) X(d3) X(d4) X(d5) X(d6) X(d7) X(d8) \
    X(e1) X(e2) X(e3) X(e4) X(e5) X(e6) X(e7) X(e8) \
    X(f1) X(f2) X(f3) X(f4) X(f5) X(f6) X(f7) X(f8) \
    X(g1) X(g2) X(g3) X(g4) X(g5) X(g6) X(g7) X(g8)
// clang-format on
#define MEMBER(NAME) std::int32_t NAME{};

/// As many members as a shape can have.
struct wide {
    NAMES(MEMBER)
};
ECR_SHAPE(wide, a1, a2, a3, a4, a5, a6, a7, a8, b1, b2, b3, b4, b5, b6, b7, b8, c1, c2, c3, c4, c5, c6, c7,
          c8, d1, d2, d3, d4, d5, d6, d7, d8, e1, e2, e3, e4, e5, e6, e7, e8, f1, f2, f3, f4, f5, f6, f7, f8,
          g1, g2, g3, g4, g5, g6, g7, g8);

}

namespace {

using ecr::detail::value_kind;
using ecr::detail::value_type_of;

template <class Shape>
std::string wire_names() {
    std::string names;
    for (const auto& each : ecr::detail::shape_of<Shape>) names.append(each.wire).append(" ");
    return names;
}

}

BOOST_AUTO_TEST_SUITE(reflect)

BOOST_AUTO_TEST_CASE(wire_names_follow_from_the_members_and_exceptions_are_kept) {
    BOOST_TEST(wire_names<ecr::tag>() == "Key Value ");
    BOOST_TEST(wire_names<mine::nothing>().empty());
    BOOST_TEST(
        wire_names<mine::everything>() ==
        "flag small large real text time bytes color point points named maybeFlag maybeSmall maybeLarge "
        "maybeReal maybeText maybeTime maybeBytes maybeColor maybePoint maybeTexts counts rows "
        "Secret_Text ");
}

BOOST_AUTO_TEST_CASE(a_field_finds_its_member_in_an_object) {
    const mine::everything object{.small = 7, .rows = {{1}, {2}}};
    const auto& shape = ecr::detail::shape_of<mine::everything>;

    BOOST_TEST((shape.fields[1].in(&object) == &object.small));
    BOOST_TEST((shape.fields[22].in(&object) == &object.rows));
    BOOST_TEST(shape.fields[22].name == "rows");
    BOOST_TEST(shape.fields[23].secret);
    BOOST_TEST(!shape.fields[22].secret);
}

BOOST_AUTO_TEST_CASE(every_type_has_its_kind) {
    static_assert(value_type_of<bool>.kind == value_kind::boolean);
    static_assert(value_type_of<std::int32_t>.kind == value_kind::int32);
    static_assert(value_type_of<std::int64_t>.kind == value_kind::int64);
    static_assert(value_type_of<double>.kind == value_kind::real);
    static_assert(value_type_of<std::string>.kind == value_kind::text);
    static_assert(value_type_of<ecr::timestamp>.kind == value_kind::timestamp);
    static_assert(value_type_of<ecr::blob>.kind == value_kind::blob);
    static_assert(value_type_of<ecr::open_enum<mine::color>>.kind == value_kind::enumeration);

    BOOST_TEST((value_type_of<mine::point>.structure == &ecr::detail::shape_of<mine::point>));
    BOOST_TEST((value_type_of<std::vector<mine::point>>.inner == &value_type_of<mine::point>));
    BOOST_TEST((value_type_of<std::optional<std::string>>.inner == &value_type_of<std::string>));
    BOOST_TEST((value_type_of<mine::point>.size == sizeof(mine::point)));
}

BOOST_AUTO_TEST_CASE(a_shape_can_have_56_members) {
    mine::wide object;
    const auto& shape = ecr::detail::shape_of<mine::wide>;
    std::int32_t next = 0;
#define COUNT(NAME) object.NAME = next++;
    NAMES(COUNT)

    BOOST_TEST(shape.count == 56U);
    next = 0;
    for (const auto& each : shape) BOOST_TEST(*static_cast<const std::int32_t*>(each.in(&object)) == next++);
    BOOST_TEST(shape.fields[55].wire == "g8");
}

BOOST_AUTO_TEST_CASE(only_described_structs_are_shapes) {
    struct stranger {};
    static_assert(ecr::detail::shape_type<mine::point>);
    static_assert(!ecr::detail::shape_type<stranger>);
    static_assert(!ecr::detail::shape_type<int>);
    static_assert(!ecr::detail::shape_type<std::vector<mine::point>>);

    // What is derived from a shape has members that nobody described.
    struct derived : mine::point {};
    static_assert(!ecr::detail::shape_type<derived>);
    BOOST_TEST(ecr::detail::shape_of<mine::point>.name == "point");
}

BOOST_AUTO_TEST_CASE(a_map_makes_finds_and_erases_entries_by_the_text_of_the_key) {
    std::map<ecr::open_enum<mine::color>, std::int32_t> counts;
    const auto& type = value_type_of<decltype(counts)>;

    *static_cast<std::int32_t*>(type.make(&counts, "DARK_GREEN")) = 3;
    *static_cast<std::int32_t*>(type.make(&counts, "BLUE")) = 4;

    BOOST_TEST(counts.at(mine::color::dark_green) == 3);
    BOOST_TEST((type.find(&counts, "BLUE") == &counts.at(ecr::open_enum<mine::color>("BLUE"))));
    BOOST_TEST((type.find(&counts, "RED") == nullptr));
    BOOST_TEST(*static_cast<std::int32_t*>(type.make(&counts, "BLUE")) == 0);
    type.erase(&counts, "BLUE");
    type.erase(&counts, "RED");
    BOOST_TEST(type.count(&counts) == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
