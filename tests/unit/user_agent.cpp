#include <ecr/detail/user_agent.hpp>
#include <ecr/version.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace feature = ecr::detail::feature;
using ecr::detail::make_user_agent;
using ecr::detail::user_agent_parts;

namespace {

std::string text(const user_agent_parts& parts, const std::vector<std::string_view>& features = {}) {
    std::string out;
    ecr::detail::append_user_agent(out, make_user_agent(parts), features);
    return out;
}

std::string tail(const user_agent_parts& parts, const std::vector<std::string_view>& features = {}) {
    const auto all = text(parts, features);
    return all.substr(all.find("lang/c++#") + 11);
}

std::string metrics(const std::vector<std::string_view>& features) {
    const auto all = text({}, features);
    const auto begin = all.find("m/");
    return begin == std::string::npos ? "" : all.substr(begin, all.find(' ', begin) - begin);
}

}

BOOST_AUTO_TEST_SUITE(user_agent)

BOOST_AUTO_TEST_CASE(the_parts_come_in_the_prescribed_order) {
    const user_agent_parts parts{.os_name = "linux",
                                 .os_version = "6.1.0",
                                 .architecture = "x86_64",
                                 .language = 202002,
                                 .execution_environment = "AWS_Lambda_provided.al2023",
                                 .retry_mode = "standard",
                                 .app_id = "my-app"};

    const auto value = text(parts, {feature::waiter, feature::credentials_environment});

    BOOST_TEST(value == "ecr/" ECR_VERSION_STRING " ua/2.1 os/linux#6.1.0 md/arch#x86_64 lang/c++#20 "
                        "exec-env/AWS_Lambda_provided.al2023 m/B,g cfg/retry-mode#standard app/my-app");
}

BOOST_AUTO_TEST_CASE(parts_without_a_value_are_left_out) {
    const user_agent_parts parts{.os_name = "", .architecture = "", .language = 202002};

    BOOST_TEST(text(parts) == "ecr/" ECR_VERSION_STRING " ua/2.1 os/other lang/c++#20");
}

BOOST_AUTO_TEST_CASE(the_platform_is_known_without_being_told) {
    const auto value = text({});

    BOOST_TEST(value.find(" os/" ECR_OS_NAME " ") != std::string::npos, value);
    BOOST_TEST(value.find(" md/arch#" ECR_ARCH_NAME " ") != std::string::npos, value);
}

BOOST_AUTO_TEST_CASE(the_language_is_named_after_its_standard) {
    const std::pair<long, const char*> standards[] = {
        {202002, "20"}, {202100, "23"}, {202101, "23"}, {202302, "23"}, {202400, "26"}};
    for (const auto& [language, name] : standards) {
        const user_agent_parts parts{.language = language};

        BOOST_TEST(text(parts).find(std::string(" lang/c++#") + name) != std::string::npos, language);
    }
}

BOOST_AUTO_TEST_CASE(it_is_appended_to_what_is_there) {
    std::string out = "user-agent: ";

    ecr::detail::append_user_agent(out, make_user_agent({}), {});

    BOOST_TEST(out.starts_with("user-agent: ecr/"));
}

BOOST_AUTO_TEST_CASE(characters_outside_the_permitted_set_become_hyphens) {
    const std::string permitted = "AZaz09!$%&'*+-.^_`|~,";

    BOOST_TEST(tail({.app_id = permitted}) == " app/" + permitted);
    BOOST_TEST(tail({.app_id = "a b/c#d(e)@f;g=h"}) == " app/a-b-c-d-e--f-g-h");
    BOOST_TEST(tail({.app_id = "x\r\nHost: evil"}) == " app/x--Host--evil");
    BOOST_TEST(tail({.app_id = "\xc3\xa9"}) == " app/--");
    BOOST_TEST(tail({.app_id = std::string("a\0b", 3)}) == " app/a-b");
    BOOST_TEST(tail({.execution_environment = "a b", .retry_mode = "c\nd"}) ==
               " exec-env/a-b cfg/retry-mode#c-d");
    BOOST_TEST(text({.os_name = "my os", .os_version = "1#2"}).find(" os/my-os#1-2 ") != std::string::npos);
    BOOST_TEST(metrics({"a b"}) == "m/a-b");
}

BOOST_AUTO_TEST_CASE(a_feature_is_named_once) {
    BOOST_TEST(metrics({"B", "C", "B", "", "AC", "C"}) == "m/B,C,AC");
    BOOST_TEST(metrics({}) == "");
    BOOST_TEST(metrics({""}) == "");
}

BOOST_AUTO_TEST_CASE(features_are_cut_at_a_comma_when_they_do_not_fit) {
    const std::string long_id(1022, 'x');
    const std::string too_long_id(1023, 'x');
    std::vector<std::string> ids;
    for (int i = 100; i < 600; ++i) ids.push_back(std::to_string(i));
    const std::vector<std::string_view> many(ids.begin(), ids.end());

    BOOST_TEST(metrics({long_id}) == "m/" + long_id);
    BOOST_TEST(metrics({long_id, "B"}) == "m/" + long_id);
    BOOST_TEST(metrics({too_long_id}) == "");
    BOOST_TEST(metrics(many).size() == 1021u);
    BOOST_TEST(metrics(many).ends_with(",354"));
}

BOOST_AUTO_TEST_CASE(a_list_that_fills_the_room_to_the_last_byte_is_kept) {
    const std::string id(1020, 'x');

    BOOST_TEST(metrics({id, "B"}).size() == 1024u);
    BOOST_TEST(metrics({id, "AC"}) == "m/" + id);
}

BOOST_AUTO_TEST_CASE(a_long_application_id_is_sent_and_reported) {
    const std::string longest(50, 'a');
    const std::string longer(51, 'a');

    BOOST_TEST(make_user_agent({.app_id = longest}).notice == "");
    BOOST_TEST(make_user_agent({.app_id = longer}).notice ==
               "application id is longer than 50 characters: \"" + longer + "\"");
    BOOST_TEST(tail({.app_id = longer}) == " app/" + longer);
}

BOOST_AUTO_TEST_SUITE_END()
