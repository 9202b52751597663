#include <ecr/detail/casing.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <string>
#include <string_view>

namespace {

using spelling = ecr::detail::casing;

std::string cased(spelling style, std::string_view name) {
    std::array<char, 64> out{};
    return {out.data(), ecr::detail::write_cased(style, name, out.data())};
}

}

BOOST_AUTO_TEST_SUITE(casing)

BOOST_AUTO_TEST_CASE(a_name_is_spelled_in_each_casing) {
    struct {
        std::string_view name, lower_camel, upper_camel, screaming, kebab;
    } const cases[] = {
        {"", "", "", "", ""},
        {"a", "a", "A", "A", "a"},
        {"registry", "registry", "Registry", "REGISTRY", "registry"},
        {"repository_name", "repositoryName", "RepositoryName", "REPOSITORY_NAME", "repository-name"},
        {"in_use_count", "inUseCount", "InUseCount", "IN_USE_COUNT", "in-use-count"},
        {"s3_v2", "s3V2", "S3V2", "S3_V2", "s3-v2"},
        {"aes256", "aes256", "Aes256", "AES256", "aes256"},
        {"mutable_", "mutable", "Mutable", "MUTABLE", "mutable"},
        {"not_mutable_", "notMutable", "NotMutable", "NOT_MUTABLE", "not-mutable"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            BOOST_TEST(cased(spelling::lower_camel, each.name) == each.lower_camel);
            BOOST_TEST(cased(spelling::upper_camel, each.name) == each.upper_camel);
            BOOST_TEST(cased(spelling::screaming, each.name) == each.screaming);
            BOOST_TEST(cased(spelling::kebab, each.name) == each.kebab);
        }
    }
}

BOOST_AUTO_TEST_CASE(only_one_trailing_underscore_is_dropped) {
    BOOST_TEST(cased(spelling::screaming, "twice__") == "TWICE_");
}

BOOST_AUTO_TEST_CASE(nothing_is_written_beyond_the_length_of_the_name) {
    for (const auto style :
         {spelling::lower_camel, spelling::upper_camel, spelling::screaming, spelling::kebab}) {
        std::string out(12, '#');

        const std::size_t length = ecr::detail::write_cased(style, "a_b_c_", out.data());

        BOOST_TEST(length <= 6U);
        BOOST_TEST(out.substr(length) == std::string(12 - length, '#'));
    }
}

BOOST_AUTO_TEST_CASE(capitals_and_digits_stay) {
    BOOST_TEST(cased(spelling::lower_camel, "aB_1c") == "aB1c");
    BOOST_TEST(ecr::detail::to_upper('`') == '`');
    BOOST_TEST(ecr::detail::to_upper('{') == '{');
    BOOST_TEST(ecr::detail::to_upper('\xe4') == '\xe4');
}

BOOST_AUTO_TEST_SUITE_END()
