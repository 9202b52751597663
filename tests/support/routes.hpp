#pragma once

#include <ecr/emulator/route.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <span>
#include <string_view>

namespace test {

/// Checks that there is one route for each of these operations and no other.
inline void check_routes(std::span<const ecr::emulation::route> routes, std::set<std::string_view> names) {
    for (const auto& each : routes)
        BOOST_TEST(names.erase(each.operation) == 1U, each.operation << " is not expected, or not twice");
    for (const auto name : names) BOOST_TEST(false, name << " has no route");
}

}
