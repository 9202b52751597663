#include <ecr/emulator/session_keys.hpp>

#include <boost/test/unit_test.hpp>

#include <memory>
#include <string>
#include <support/server_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_session_keys)

namespace {

using namespace std::chrono_literals;
namespace emulation = ecr::emulation;

const emulation::role_name reader{.account = "210987654321", .name = "reader"};

struct scene : test::server_calls {
    emulation::arrival came() {
        return {.clock = test::noon, .now = test::noon + state->ahead.load(), .new_id = [this] {
                    return "id-" + std::to_string(++ids);
                }};
    }
    ecr::credentials issue(std::chrono::seconds life) {
        return emulation::issue_session(*state, came(), reader, "me", life);
    }
    std::string call_with(const ecr::credentials& with) {
        auto request = plain("DescribeRegistry");
        sign(request, with, test::noon);
        return outcome(request);
    }
};

}

BOOST_AUTO_TEST_CASE(the_arn_of_a_role_is_taken_apart) {
    const auto role = emulation::parse_role_arn("arn:aws-cn:iam::210987654321:role/team/a/re-ader");

    BOOST_TEST_REQUIRE(role.has_value());
    BOOST_TEST(role->partition == "aws-cn");
    BOOST_TEST(role->account == "210987654321");
    BOOST_TEST(emulation::role_arn_of(*role) == "arn:aws-cn:iam::210987654321:role/re-ader");
    BOOST_TEST(emulation::session_arn_of(*role, "me") ==
               "arn:aws-cn:sts::210987654321:assumed-role/re-ader/me");
}

BOOST_AUTO_TEST_CASE(other_arns_are_none_of_a_role) {
    for (const auto* const bad :
         {"", "arn", "arn:aws:iam::210987654321:user/me", "arn:aws:s3::210987654321:role/me",
          "arn:aws:iam:eu-west-1:210987654321:role/me", "arn:aws:iam::21098765432:role/me",
          "arn:aws:iam::210987654321:role/", "arn:aws:iam::210987654321:role/team/",
          "arn:aws:iam::210987654321:role/a b", "arn:aws:iam::210987654321:user/x:role/me"})
        BOOST_TEST(!emulation::parse_role_arn(bad).has_value(), bad);
}

BOOST_FIXTURE_TEST_CASE(keys_of_a_session_are_good_until_the_emulators_time_says_not, scene) {
    const auto issued = issue(900s);

    BOOST_TEST(issued.access_key_id.starts_with("ASIA"));
    BOOST_TEST((issued.expiration.value() == test::noon + 900s));
    BOOST_TEST(call_with(issued) == "200");
    BOOST_TEST(state->log.records().back().account == "210987654321");
    state->ahead = 899s;
    BOOST_TEST(call_with(issued) == "200");
    state->ahead = 900s;
    BOOST_TEST(call_with(issued) == "400 ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(keys_of_a_session_need_its_token, scene) {
    auto issued = issue(900s);
    const auto other = issue(900s);
    BOOST_TEST(issued.access_key_id != other.access_key_id);

    issued.session_token = other.session_token;
    BOOST_TEST(call_with(issued) == "400 UnrecognizedClientException");
    issued.session_token = {};
    BOOST_TEST(call_with(issued) == "400 UnrecognizedClientException");
}

BOOST_FIXTURE_TEST_CASE(lasting_keys_stay_the_same_until_they_are_about_to_expire, scene) {
    emulation::lasting_sessions lasting;
    const auto id = [&] { return lasting.get(*state, came(), reader, "i-1").access_key_id; };

    const auto first = id();
    state->ahead = 5h + 45min;
    BOOST_TEST(id() == first);
    state->ahead = 5h + 45min + 1ms;
    const auto second = id();
    BOOST_TEST(second != first);
    BOOST_TEST(lasting.get(*state, came(), reader, "i-2").access_key_id != second);
    state->keys.remove(second);
    BOOST_TEST(id() != second);
}

BOOST_AUTO_TEST_CASE(of_too_many_sessions_the_one_that_expires_first_goes) {
    emulation::key_ring ring;
    ring.add({.keys = {.access_key_id = "for ever"}});
    for (const int minute : {2, 1, 3}) {
        ecr::credentials keys{.access_key_id = std::to_string(minute)};
        keys.expiration = test::noon + std::chrono::minutes(minute);
        ring.add_session({.keys = keys}, 2);
    }

    BOOST_TEST(!ring.find("1"));
    BOOST_TEST((ring.find("2") && ring.find("3") && ring.find("for ever")));
}

BOOST_AUTO_TEST_CASE(a_session_that_was_removed_counts_no_more) {
    emulation::key_ring ring;
    for (const int minute : {1, 2}) {
        ecr::credentials keys{.access_key_id = std::to_string(minute)};
        keys.expiration = test::noon + std::chrono::minutes(minute);
        ring.add_session({.keys = keys}, 2);
    }

    ring.remove("1");
    ring.remove("1");
    ring.add_session({.keys = {.access_key_id = "3", .expiration = test::noon + 3min}}, 2);

    BOOST_TEST((ring.find("2") && ring.find("3")));
}

BOOST_AUTO_TEST_SUITE_END()
