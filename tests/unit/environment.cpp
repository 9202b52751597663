#include <ecr/environment.hpp>
#include <ecr/memory_environment.hpp>
#include <ecr/system_environment.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>

namespace {

using ecr::memory_environment;

struct row {
    std::string given;
    std::string expected;
};

}

BOOST_AUTO_TEST_SUITE(environment)

BOOST_AUTO_TEST_CASE(a_blank_variable_is_not_set) {
    memory_environment world;
    world.set_variable("EMPTY", "");
    world.set_variable("BLANK", " \t\r\n");
    world.set_variable("PADDED", " x ");

    BOOST_TEST(!nonblank_variable(world, "ABSENT"));
    BOOST_TEST(!nonblank_variable(world, "EMPTY"));
    BOOST_TEST(!nonblank_variable(world, "BLANK"));
    BOOST_TEST(nonblank_variable(world, "PADDED").value() == " x ");
    BOOST_TEST(world.variable("BLANK").value() == " \t\r\n");
}

BOOST_AUTO_TEST_CASE(home_is_the_first_variable_that_tells_it) {
    memory_environment world;
    BOOST_TEST(world.home() == "");

    world.set_variable("HOMEDRIVE", "C:");
    BOOST_TEST(world.home() == "");
    world.set_variable("HOMEPATH", "\\Users\\a");
    BOOST_TEST(world.home() == "C:\\Users\\a");
    world.set_variable("USERPROFILE", "D:\\b");
    BOOST_TEST(world.home() == "D:\\b");
    world.set_variable("HOME", "/home/c");
    BOOST_TEST(world.home() == "/home/c");
    world.set_variable("HOME", " ");
    BOOST_TEST(world.home() == "D:\\b");
}

BOOST_AUTO_TEST_CASE(only_a_tilde_before_a_slash_stands_for_home) {
    memory_environment world;
    world.set_variable("HOME", "/home/me/");
    const row table[] = {{"~", "/home/me/"},
                         {"~/.aws/config", "/home/me/.aws/config"},
                         {"~\\config", "/home/me\\config"},
                         {"~other/.aws", "~other/.aws"},
                         {"/a/~/b", "/a/~/b"},
                         {"", ""},
                         {"a~", "a~"}};

    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.given) BOOST_TEST(expand_home(world, each.given) == each.expected);
    }
    world.set_variable("HOME", "/");
    BOOST_TEST(expand_home(world, "~/x") == "/x");
    world.unset_variable("HOME");
    BOOST_TEST(expand_home(world, "~/x") == "~/x");
}

BOOST_AUTO_TEST_CASE(the_clock_is_the_systems_unless_one_is_given) {
    const auto given = ecr::system_time_source();
    const memory_environment with(given);
    const memory_environment without;

    BOOST_TEST(with.time() == given);
    BOOST_TEST(without.time() != nullptr);
    BOOST_TEST(ecr::system_environment()->time() != nullptr);
}

BOOST_AUTO_TEST_CASE(the_variables_of_the_process_are_seen) {
    const auto world = ecr::system_environment();

    BOOST_TEST(world->variable("PATH").has_value());
    BOOST_TEST(!world->variable("ECR_TEST_NO_SUCH_VARIABLE").has_value());
}

BOOST_AUTO_TEST_SUITE_END()
