#include <ecr/detail/partition.hpp>

#include <boost/test/unit_test.hpp>

#include <string_view>
#include <utility>

using ecr::detail::partition_of;

BOOST_AUTO_TEST_SUITE(partition)

BOOST_AUTO_TEST_CASE(a_region_that_is_not_listed_belongs_where_its_name_fits) {
    const std::pair<std::string_view, std::string_view> table[] = {
        {"us-central-7", "aws"},
        {"mx-north-1", "aws"},
        {"il-south-22", "aws"},
        {"cn-south-1", "aws-cn"},
        {"us-gov-central-1", "aws-us-gov"},
        {"eusc-de-west-2", "aws-eusc"},
        {"us-iso-north-1", "aws-iso"},
        {"us-isob-north-1", "aws-iso-b"},
        {"eu-isoe-north-1", "aws-iso-e"},
        {"us-isof-north-1", "aws-iso-f"},
    };

    for (const auto& [region, name] : table) BOOST_TEST(partition_of(region).name == name, region);
}

BOOST_AUTO_TEST_CASE(a_region_that_fits_nowhere_belongs_to_the_first_partition) {
    for (const std::string_view region :
         {"", "moon-base-1", "us", "us-gov-west", "cn-north-1a", "CN-NORTH-1", "cn--1"}) {
        BOOST_TEST(partition_of(region).name == "aws", region);
    }
}

BOOST_AUTO_TEST_CASE(a_global_pseudo_region_belongs_to_the_partition_that_lists_it) {
    BOOST_TEST(partition_of("aws-global").name == "aws");
    BOOST_TEST(partition_of("aws-cn-global").name == "aws-cn");
    BOOST_TEST(partition_of("aws-iso-f-global").name == "aws-iso-f");
}

BOOST_AUTO_TEST_SUITE_END()
