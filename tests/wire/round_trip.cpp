#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operations.hpp>
#include <ecr/shape.hpp>

#include <boost/test/unit_test.hpp>

#include <bit>
#include <cmath>
#include <cstring>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace {

using ecr::detail::value_kind;

/// Fills any described value with anything that it can hold.
class any_value {
public:
    explicit any_value(unsigned seed)
        : random_(seed) {}

    void fill(const ecr::detail::shape& shape, void* object) {
        for (const auto& field : shape) fill(*field.value, field.in(object));
    }

    std::size_t below(std::size_t bound) {
        return std::uniform_int_distribution<std::size_t>(0, bound - 1)(random_);
    }

private:
    void fill(const ecr::detail::value_type& type, void* value) {
        switch (type.kind) {
        case value_kind::boolean:
            *static_cast<bool*>(value) = below(2) == 0;
            return;
        case value_kind::int32:
            *static_cast<std::int32_t*>(value) = static_cast<std::int32_t>(integer());
            return;
        case value_kind::int64:
            *static_cast<std::int64_t*>(value) = integer();
            return;
        case value_kind::real:
            *static_cast<double*>(value) = real();
            return;
        case value_kind::text:
            *static_cast<std::string*>(value) = text();
            return;
        case value_kind::timestamp:
            *static_cast<ecr::timestamp*>(value) = time();
            return;
        case value_kind::blob:
            *static_cast<ecr::blob*>(value) = bytes();
            return;
        case value_kind::enumeration:
            static_cast<ecr::detail::enum_value*>(value)->assign(*type.names, enumerator(*type.names));
            return;
        case value_kind::structure:
            fill(*type.structure, value);
            return;
        case value_kind::optional:
            if (below(3) != 0) fill(*type.inner, type.make(value, {}));
            return;
        case value_kind::list:
            for (std::size_t left = below(4); left != 0; --left) fill(*type.inner, type.make(value, {}));
            return;
        case value_kind::map:
            for (std::size_t left = below(4); left != 0; --left) fill(*type.inner, type.make(value, text()));
            return;
        }
    }

    std::int64_t integer() {
        const auto bits = random_();
        return below(4) == 0 ? static_cast<std::int64_t>(bits % 100) : std::bit_cast<std::int64_t>(bits);
    }

    double real() {
        for (;;) {
            const auto value =
                below(2) == 0 ? std::bit_cast<double>(random_()) : static_cast<double>(below(100)) / 10;
            if (!std::isnan(value)) return value;
        }
    }

    // From the year 1 to the year 9999.
    ecr::timestamp time() {
        std::uniform_int_distribution<std::int64_t> milliseconds(-62135596800000, 253402300799999);
        return ecr::timestamp(std::chrono::milliseconds(milliseconds(random_)));
    }

    std::string text() {
        static constexpr std::string_view pieces[] = {"a",          "Z9",
                                                      " ",          "\"",
                                                      "\\",         "/",
                                                      "\n",         std::string_view("\0", 1),
                                                      "\x1f",       "\x7f",
                                                      "\u0080",     "é",
                                                      "漢",         "\u2028",
                                                      "\uffff",     "\U0001F600",
                                                      "\U0010ffff", "sixteen or more ",
                                                      "{}[]:,"};
        std::string made;
        for (std::size_t left = below(12); left != 0; --left) made += pieces[below(std::size(pieces))];
        return made;
    }

    std::string_view enumerator(const ecr::detail::enum_names& names) {
        return below(5) == 0 ? std::string_view("NOT_KNOWN_YET") : names.text(below(names.count));
    }

    ecr::blob bytes() {
        std::vector<std::byte> made(below(200));
        for (auto& each : made) each = static_cast<std::byte>(random_());
        return ecr::blob(std::move(made));
    }

    std::mt19937_64 random_;
};

template <class Shape>
void survives(unsigned seed) {
    any_value random(seed);
    Shape before;
    random.fill(ecr::detail::shape_of<Shape>, &before);

    std::string text;
    BOOST_REQUIRE(!ecr::detail::json_write(before, text).has_value());
    Shape after;
    ecr::detail::json_reader reader(after);
    for (std::string_view rest = text; !rest.empty();) {
        const auto chunk = rest.substr(0, 1 + random.below(rest.size()));
        BOOST_REQUIRE_MESSAGE(reader.write(chunk), to_string(reader.error()) << " in " << text);
        rest.remove_prefix(chunk.size());
    }

    BOOST_REQUIRE(reader.finish());
    BOOST_REQUIRE_MESSAGE(before == after, text << " became " << after);
    BOOST_REQUIRE(!to_string(before).empty());
}

}

BOOST_AUTO_TEST_SUITE(round_trip)

BOOST_AUTO_TEST_CASE(anything_that_a_shape_can_hold_survives_writing_and_reading) {
    ecr::operations::for_each([]<class Operation>(const Operation& operation) {
        BOOST_TEST_CONTEXT(operation.name()) {
            for (unsigned seed = 0; seed != 60; ++seed) {
                survives<typename Operation::request_type>(seed);
                survives<typename Operation::response_type>(seed);
            }
        }
    });
}

BOOST_AUTO_TEST_CASE(shapes_that_differ_in_one_member_are_not_equal) {
    ecr::operations::for_each([]<class Operation>(const Operation&) {
        using response = typename Operation::response_type;
        for (unsigned seed = 0; seed != 5; ++seed) {
            response one;
            response other;
            any_value(seed).fill(ecr::detail::shape_of<response>, &one);
            any_value(seed + 100).fill(ecr::detail::shape_of<response>, &other);
            std::string first;
            std::string second;
            BOOST_REQUIRE(!ecr::detail::json_write(one, first).has_value());
            BOOST_REQUIRE(!ecr::detail::json_write(other, second).has_value());

            BOOST_TEST((one == other) == (first == second));
        }
    });
}

BOOST_AUTO_TEST_SUITE_END()
