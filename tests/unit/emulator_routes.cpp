#include <ecr/emulator/routes.hpp>
#include <ecr/operations.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string_view>
#include <support/routes.hpp>

BOOST_AUTO_TEST_SUITE(emulator_routes)

BOOST_AUTO_TEST_CASE(every_operation_has_one_route) {
    std::set<std::string_view> names;
    ecr::operations::for_each([&](const auto& operation) { names.insert(operation.name()); });
    BOOST_TEST(names.size() == ecr::operations::count);

    test::check_routes(ecr::emulation::every_route(), std::move(names));
}

BOOST_AUTO_TEST_CASE(a_route_is_found_by_the_exact_name_of_its_operation) {
    const auto* found = ecr::emulation::find_route("ListImages");

    BOOST_TEST_REQUIRE(found != nullptr);
    BOOST_TEST(found->operation == "ListImages");
    BOOST_TEST(found->declares(ecr::errc::repository_not_found));
    BOOST_TEST(!found->declares(ecr::errc::repository_not_empty));
    for (const auto* name : {"", "A", "listImages", "ListImage", "ListImages2", "Z"})
        BOOST_TEST(ecr::emulation::find_route(name) == nullptr, name);
}

BOOST_AUTO_TEST_SUITE_END()
