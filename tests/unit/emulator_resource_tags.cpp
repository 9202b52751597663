#include <ecr/emulator/resource_tags.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <support/emulated.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;

const std::string arn = "arn:aws:ecr:eu-west-1:123456789012:repository/team/web";

tag_resource_request tagging(const std::string& key, const std::string& value = "value") {
    return {.resource_arn = arn, .tags = {{.key = key, .value = value}}};
}

std::string repeated(const std::string& text, int count) {
    std::string all;
    for (int i = 0; i != count; ++i) all += text;
    return all;
}

}

BOOST_AUTO_TEST_SUITE(emulator_resource_tags)

BOOST_AUTO_TEST_CASE(tags_are_added_changed_listed_and_removed) {
    test::emulated in;
    in.create("team/web");

    on_tag_resource(in.on,
                    {.resource_arn = arn, .tags = {{.key = "b", .value = "2"}, {.key = "a", .value = ""}}});
    on_tag_resource(in.on, {.resource_arn = arn, .tags = {{.key = "b", .value = "3"}}});
    const auto listed = on_list_tags_for_resource(in.on, {.resource_arn = arn}).tags;
    on_untag_resource(in.on, {.resource_arn = arn, .tag_keys = {"b", "missing"}});
    const auto left = on_list_tags_for_resource(in.on, {.resource_arn = arn}).tags;

    BOOST_TEST((listed == std::vector<ecr::tag>{{.key = "a", .value = ""}, {.key = "b", .value = "3"}}));
    BOOST_TEST((left == std::vector<ecr::tag>{{.key = "a", .value = ""}}));
}

BOOST_AUTO_TEST_CASE(tags_that_the_service_does_not_accept_are_refused) {
    test::emulated in;
    in.create("team/web");

    for (const auto& key :
         {std::string(), std::string(129, 'k'), std::string("aws:mine"), std::string("AWS:mine"),
          std::string("a*"), std::string("a\nb"), repeated("\xc3\xa4", 129)}) {
        BOOST_TEST_CONTEXT(key) {
            TEST_FAULT(tag_resource, in, invalid_tag_parameter, "ag", tagging(key));
            TEST_FAULT(untag_resource, in, invalid_tag_parameter, "ag",
                       untag_resource_request{.resource_arn = arn, .tag_keys = {key}});
        }
    }
    TEST_FAULT(tag_resource, in, invalid_tag_parameter, "256", tagging("k", std::string(257, 'v')));
    auto twice = tagging("k");
    twice.tags.push_back(twice.tags.front());
    TEST_FAULT(tag_resource, in, invalid_tag_parameter, "more than once", twice);
    on_tag_resource(in.on, tagging(repeated("\xc3\xa4", 128), repeated("\xc3\xa4", 256)));
    on_tag_resource(in.on, tagging("a_.:/=+-@ 9", ""));
    BOOST_TEST(on_list_tags_for_resource(in.on, {.resource_arn = arn}).tags.size() == 2u);
}

BOOST_AUTO_TEST_CASE(a_repository_has_at_most_fifty_tags) {
    test::emulated in;
    auto& stored = in.create("team/web");
    for (int i = 0; i != 49; ++i) stored.resource_tags.emplace("key" + std::to_string(i), "");

    on_tag_resource(in.on, tagging("one more"));
    TEST_FAULT(tag_resource, in, too_many_tags, "50", tagging("too many"));
    on_tag_resource(in.on, tagging("one more", "changed"));

    BOOST_TEST(stored.resource_tags.size() == 50u);
    create_repository_request request{.repository_name = "api", .tags = std::vector<ecr::tag>()};
    for (int i = 0; i != 51; ++i) request.tags->push_back({.key = std::to_string(i), .value = ""});
    TEST_FAULT(create_repository, in, too_many_tags, "50", request);
}

BOOST_AUTO_TEST_CASE(only_arns_of_repositories_in_this_region_are_accepted) {
    test::emulated in;
    in.create("team/web");

    for (const auto* wrong :
         {"", "arn", "team/web", "arn:aws:ecr:eu-west-1:123456789012:repository/",
          "arn:aws:ecr:eu-west-1:123456789012:repository/Team", "arn:aws:ecr:eu-west-1:123456789012:team/web",
          "arn:aws:ecr:us-east-1:123456789012:repository/team/web",
          "arn:aws-cn:ecr:eu-west-1:123456789012:repository/team/web",
          "arn:aws:s3:eu-west-1:123456789012:repository/team/web",
          "arn:aws:ecr:eu-west-1:12345678901x:repository/team/web",
          "arn:aws:ecr:eu-west-1:12345:repository/team/web",
          "arn:aws:ecr:eu-west-1:123456789012:repository/team/web/"}) {
        BOOST_TEST_CONTEXT(wrong) {
            TEST_FAULT(list_tags_for_resource, in, invalid_parameter, "resourceArn",
                       list_tags_for_resource_request{.resource_arn = wrong});
        }
    }
    TEST_FAULT(
        list_tags_for_resource, in, repository_not_found, "'no' does not exist",
        list_tags_for_resource_request{.resource_arn = "arn:aws:ecr:eu-west-1:123456789012:repository/no"});
    TEST_FAULT(
        tag_resource, in, repository_not_found, test::other_account,
        tag_resource_request{.resource_arn = "arn:aws:ecr:eu-west-1:210987654321:repository/team/web"});
}

BOOST_AUTO_TEST_SUITE_END()
