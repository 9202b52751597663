#include <ecr/model/tag.hpp>
#include <ecr/shape.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <limits>
#include <sstream>
#include <string>
#include <support/user_shapes.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(shape)

BOOST_AUTO_TEST_CASE(objects_differ_in_any_one_member) {
    using namespace std::chrono_literals;
    const std::vector<std::function<void(mine::everything&)>> changes = {
        [](auto& it) { it.flag = true; },
        [](auto& it) { it.small = 1; },
        [](auto& it) { it.large = 1LL << 32; },
        [](auto& it) { it.real = 0.5; },
        [](auto& it) { it.text = std::string(1, '\0'); },
        [](auto& it) { it.time += 1ms; },
        [](auto& it) { it.bytes = ecr::blob::copy("a"); },
        [](auto& it) { it.color = mine::color::red; },
        [](auto& it) { it.color = ecr::open_enum<mine::color>("BLUE"); },
        [](auto& it) { it.point.x = 1; },
        [](auto& it) { it.points.emplace_back(); },
        [](auto& it) { it.points.push_back({.x = 1}); },
        [](auto& it) { it.named["a"] = {}; },
        [](auto& it) { it.named["b"] = {}; },
        [](auto& it) { it.named["a"] = {.x = 1}; },
        [](auto& it) { it.maybe_flag = false; },
        [](auto& it) { it.maybe_small = 0; },
        [](auto& it) { it.maybe_large = 0; },
        [](auto& it) { it.maybe_real = 0; },
        [](auto& it) { it.maybe_text = ""; },
        [](auto& it) { it.maybe_time = ecr::timestamp(); },
        [](auto& it) { it.maybe_bytes.emplace(); },
        [](auto& it) { it.maybe_color.emplace(); },
        [](auto& it) { it.maybe_point.emplace(); },
        [](auto& it) { it.maybe_texts.emplace(); },
        [](auto& it) { it.maybe_texts = {"a"}; },
        [](auto& it) { it.counts[mine::color::red] = 0; },
        [](auto& it) { it.rows = {{}}; },
        [](auto& it) {
            it.rows = {{1, 2}, {3}};
        },
        [](auto& it) {
            it.rows = {{1}, {2, 3}};
        },
        [](auto& it) { it.secret = "a"; },
    };
    std::vector<mine::everything> objects(1);
    for (const auto& change : changes) change(objects.emplace_back());

    for (std::size_t left = 0; left != objects.size(); ++left)
        for (std::size_t right = 0; right != objects.size(); ++right)
            BOOST_TEST((objects[left] == objects[right]) == (left == right));
}

BOOST_AUTO_TEST_CASE(containers_of_shapes_in_another_namespace_can_be_compared) {
    const std::vector<mine::point> left{{.x = 1}, {.label = "a"}};
    auto right = left;

    BOOST_TEST((left == right));
    right.back().label.reset();
    BOOST_TEST((left != right));
    BOOST_TEST((std::optional(left.front()) == right.front()));
}

BOOST_AUTO_TEST_CASE(not_a_number_differs_from_itself_as_always) {
    const mine::everything object{.real = std::numeric_limits<double>::quiet_NaN()};

    BOOST_TEST(!(object == object));
}

BOOST_AUTO_TEST_CASE(absent_members_are_not_printed) {
    BOOST_TEST(to_string(mine::nothing{}) == "nothing{}");
    BOOST_TEST(to_string(mine::point{}) == "point{x: 0}");
    BOOST_TEST(to_string(mine::point{.x = -2, .label = "a"}) == R"(point{x: -2, label: "a"})");
}

BOOST_AUTO_TEST_CASE(a_shape_with_members_of_every_kind_is_printed_without_its_secrets) {
    using namespace std::chrono_literals;
    mine::everything object{.flag = true,
                            .large = std::numeric_limits<std::int64_t>::min(),
                            .real = 0.1,
                            .text = "say \"hi\"\\\n\x7f",
                            .time = ecr::timestamp(1500ms),
                            .bytes = ecr::blob::view("top secret"),
                            .color = mine::color::dark_green,
                            .points = {{.x = 1}, {}},
                            .named = {{"a\n", {}}}};
    object.rows = {{}, {1, 2}};
    object.counts[ecr::open_enum<mine::color>("BLUE")] = 2;
    object.secret = "password";

    std::ostringstream out;
    out << object;

    BOOST_TEST(out.str() ==
               R"(everything{flag: true, small: 0, large: -9223372036854775808, real: 0.1, )"
               R"(text: "say \"hi\"\\??", time: 1970-01-01T00:00:01.500Z, bytes: <10 bytes>, )"
               R"(color: DARK_GREEN, point: point{x: 0}, points: [point{x: 1}, point{x: 0}], )"
               R"(named: {"a?": point{x: 0}}, counts: {"BLUE": 2}, rows: [[], [1, 2]], secret: <secret>})");
}

BOOST_AUTO_TEST_CASE(a_long_text_is_cut_between_two_characters) {
    const std::string fits(200, 'x');
    const std::string cut = fits.substr(1) + "\u00e9";

    BOOST_TEST(to_string(ecr::tag{.key = fits}) == "tag{key: \"" + fits + "\", value: \"\"}");
    BOOST_TEST(to_string(ecr::tag{.key = cut}) ==
               "tag{key: \"" + fits.substr(1) + "\"... (201 bytes), value: \"\"}");
}

BOOST_AUTO_TEST_CASE(an_unknown_enum_value_cannot_forge_a_line_of_a_log) {
    const mine::everything object{.color = ecr::open_enum<mine::color>("RED\n12:00 all is well")};

    const std::string text = to_string(object);

    BOOST_TEST(text.find('\n') == std::string::npos);
    BOOST_TEST(text.find(R"(color: "RED?12:00 all is well")") != std::string::npos);
}

BOOST_AUTO_TEST_SUITE_END()
