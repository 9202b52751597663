#include <ecr/version.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(version)

BOOST_AUTO_TEST_CASE(the_text_is_made_of_the_three_numbers) {
    const auto numbers = std::to_string(ECR_VERSION_MAJOR) + "." + std::to_string(ECR_VERSION_MINOR) + "." +
                         std::to_string(ECR_VERSION_PATCH);

    BOOST_TEST(numbers == ECR_VERSION_STRING);
}

BOOST_AUTO_TEST_SUITE_END()
