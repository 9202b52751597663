#include <ecr/credentials.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <sstream>
#include <string>

namespace {

const ecr::credentials sample{.access_key_id = "AKIDEXAMPLE",
                              .secret_access_key = "hush",
                              .session_token = "psst",
                              .expiration = ecr::timestamp(std::chrono::seconds(1440938160)),
                              .account_id = "123456789012",
                              .provider_name = "environment"};

}

BOOST_AUTO_TEST_SUITE(credentials)

BOOST_AUTO_TEST_CASE(text_holds_the_access_key_id_and_nothing_else) {
    std::ostringstream out;
    out << sample;

    BOOST_TEST(ecr::to_string(sample) == "credentials(AKIDEXAMPLE, ***)");
    BOOST_TEST(out.str() == ecr::to_string(sample));
}

BOOST_AUTO_TEST_CASE(text_does_not_tell_whether_there_is_a_token) {
    auto other = sample;
    other.session_token = {};
    other.secret_access_key = "longer than before";

    BOOST_TEST(ecr::to_string(other) == ecr::to_string(sample));
}

BOOST_AUTO_TEST_CASE(a_change_of_any_member_makes_a_difference) {
    auto same = sample;
    auto secret = sample;
    auto token = sample;
    auto expiration = sample;
    secret.secret_access_key = "hush!";
    token.session_token = {};
    expiration.expiration.reset();

    BOOST_TEST((same == sample));
    BOOST_TEST((secret != sample));
    BOOST_TEST((token != sample));
    BOOST_TEST((expiration != sample));
}

BOOST_AUTO_TEST_SUITE_END()
