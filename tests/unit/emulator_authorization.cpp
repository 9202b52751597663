#include <ecr/emulator/authorization.hpp>
#include <ecr/registry_host.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <support/emulated.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;

authorization_data log_in(test::emulated& in) {
    return on_get_authorization_token(in.on, {}).authorization_data.at(0);
}

}

BOOST_AUTO_TEST_SUITE(emulator_authorization)

BOOST_AUTO_TEST_CASE(a_token_is_the_password_of_the_user_aws_for_twelve_hours) {
    test::emulated in;

    const auto data = log_in(in);

    BOOST_TEST(data.authorization_token->starts_with("QVdTO")); // base64 of "AWS:"
    BOOST_TEST((*data.expires_at == test::started + 12h));
    BOOST_TEST(*data.proxy_endpoint == "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com");
}

BOOST_AUTO_TEST_CASE(every_registry_that_is_asked_for_has_its_entry) {
    test::emulated in;

    const auto data =
        on_get_authorization_token(in.on, {.registry_ids = std::vector{test::account, test::other_account}})
            .authorization_data;

    BOOST_REQUIRE(data.size() == 2u);
    BOOST_TEST(data[1].proxy_endpoint->find(test::other_account) != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_token_is_recognized_until_it_expires) {
    test::emulated in;
    const auto token = *log_in(in).authorization_token;

    const auto known = login_of(in.all, token, test::started + 12h - 1ms);

    BOOST_REQUIRE(known.has_value());
    BOOST_TEST(known->account == test::account);
    BOOST_TEST(known->region == "eu-west-1");
    BOOST_TEST(known->caller_arn == in.on.caller_arn);
    BOOST_TEST((known->expires_at == test::started + 12h));
    BOOST_TEST(!login_of(in.all, token, test::started + 12h).has_value());
}

BOOST_AUTO_TEST_CASE(a_token_of_somebody_else_is_not_recognized) {
    test::emulated in;
    test::emulated other;
    other.ids = 100;
    const auto token = *log_in(in).authorization_token;
    const auto foreign = *log_in(other).authorization_token;
    auto changed = token;
    changed[20] = changed[20] == 'A' ? 'B' : 'A';

    for (const auto& wrong :
         {foreign, changed, std::string(), std::string("QVdTOg=="), std::string("QVdTOnh4"),
          std::string("garbage"), token + "AAAA", token.substr(0, 40)}) {
        BOOST_TEST_CONTEXT(wrong) {
            BOOST_TEST(!login_of(in.all, wrong, test::started).has_value());
        }
    }
    BOOST_TEST(login_of(in.all, token, test::started).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
