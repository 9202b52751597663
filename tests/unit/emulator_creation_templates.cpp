#include <ecr/emulator/creation_templates.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <support/emulated_images.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using ecr::rct_applied_for;
using mutability = ecr::image_tag_mutability;
using tags = std::vector<ecr::tag>;

ecr::create_repository_creation_template_request
wanted(const std::string& prefix, rct_applied_for reason = rct_applied_for::replication) {
    return {.prefix = prefix, .applied_for = {reason}};
}

std::vector<std::string> prefixes(const ecr::describe_repository_creation_templates_response& of) {
    std::vector<std::string> found;
    for (const auto& each : of.repository_creation_templates) found.push_back(*each.prefix);
    return found;
}

}

BOOST_AUTO_TEST_SUITE(emulator_creation_templates)

BOOST_AUTO_TEST_CASE(a_template_has_the_defaults_of_a_repository) {
    test::emulated in;

    const auto made = on_create_repository_creation_template(in.on, wanted("prod"));
    const auto& stored = made.repository_creation_template.value();

    BOOST_TEST(made.registry_id.value() == test::account);
    BOOST_TEST(stored.prefix.value() == "prod");
    BOOST_TEST((stored.image_tag_mutability == ecr::open_enum(mutability::mutable_)));
    BOOST_TEST((stored.encryption_configuration->encryption_type == ecr::encryption_type::aes256));
    BOOST_TEST((stored.created_at == test::started));
    BOOST_TEST((stored.updated_at == test::started));
}

BOOST_AUTO_TEST_CASE(a_template_keeps_all_it_is_made_with) {
    test::emulated in;
    auto request = wanted("prod");
    request.description = "for production";
    request.resource_tags = tags{{"team", "a"}};
    request.custom_role_arn = "arn:aws:iam::123456789012:role/maker";
    request.image_tag_mutability = mutability::immutable_with_exclusion;
    request.image_tag_mutability_exclusion_filters = {
        {.filter_type = ecr::image_tag_mutability_exclusion_filter_type::wildcard, .filter = "dev-*"}};
    request.encryption_configuration = {.encryption_type = ecr::encryption_type::kms};
    request.repository_policy = R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}})";

    on_create_repository_creation_template(in.on, request);
    const auto kept =
        on_describe_repository_creation_templates(in.on, {}).repository_creation_templates.at(0);

    BOOST_TEST(kept.description.value() == "for production");
    BOOST_TEST(kept.resource_tags.at(0).value == "a");
    BOOST_TEST(kept.image_tag_mutability_exclusion_filters.at(0).filter == "dev-*");
    BOOST_TEST((kept.encryption_configuration->encryption_type == ecr::encryption_type::kms));
    BOOST_TEST(kept.repository_policy.value() == request.repository_policy.value());
}

BOOST_AUTO_TEST_CASE(settings_that_contradict_each_other_are_refused) {
    test::emulated in;
    const auto refuses = [&](std::string_view member, auto change) {
        auto request = wanted("prod");
        request.custom_role_arn = "role";
        change(request);
        TEST_FAULT(create_repository_creation_template, in, invalid_parameter, member, request);
    };

    refuses("appliedFor", [](auto& request) { request.applied_for.clear(); });
    refuses("ExclusionFilters",
            [](auto& request) { request.image_tag_mutability = mutability::mutable_with_exclusion; });
    refuses("ExclusionFilters",
            [](auto& request) { request.image_tag_mutability_exclusion_filters.emplace(1); });
    refuses("encryptionConfiguration", [](auto& request) {
        request.encryption_configuration = {.encryption_type = ecr::encryption_type::aes256,
                                            .kms_key = "key"};
    });
    refuses("customRoleArn", [](auto& request) {
        request.custom_role_arn.reset();
        request.resource_tags = tags{{"team", "a"}};
    });
    refuses("resourceTags", [](auto& request) { request.resource_tags = tags{{"a", "1"}, {"a", "2"}}; });
    refuses("resourceTags", [](auto& request) { request.resource_tags = tags{{"aws:a", "1"}}; });
    refuses("repositoryPolicy", [](auto& request) { request.repository_policy = "{}"; });
    refuses("", [](auto& request) { request.lifecycle_policy = R"({"rules":[{}]})"; });
    BOOST_TEST(on_describe_repository_creation_templates(in.on, {}).repository_creation_templates.empty());
}

BOOST_AUTO_TEST_CASE(a_prefix_has_one_template_with_or_without_its_slash) {
    test::emulated in;
    on_create_repository_creation_template(in.on, wanted("prod/"));

    TEST_FAULT(create_repository_creation_template, in, template_already_exists,
               "in the registry with id '123456789012'", wanted("prod"));
}

BOOST_AUTO_TEST_CASE(a_registry_has_at_most_50_templates) {
    test::emulated in;
    for (int at = 0; at != 50; ++at)
        on_create_repository_creation_template(in.on, wanted("team" + std::to_string(at)));

    TEST_FAULT(create_repository_creation_template, in, limit_exceeded, "50", wanted("more"));
}

BOOST_AUTO_TEST_CASE(an_update_changes_what_it_names) {
    test::emulated in;
    auto request = wanted("prod");
    request.description = "old";
    request.custom_role_arn = "role";
    on_create_repository_creation_template(in.on, request);
    in.on.now += std::chrono::seconds(3);

    const auto changed =
        on_update_repository_creation_template(
            in.on, {.prefix = "prod/", .description = "", .image_tag_mutability = mutability::immutable})
            .repository_creation_template.value();

    BOOST_TEST(!changed.description);
    BOOST_TEST(changed.custom_role_arn.value() == "role");
    BOOST_TEST((changed.image_tag_mutability == ecr::open_enum(mutability::immutable)));
    BOOST_TEST((changed.created_at == test::started));
    BOOST_TEST((changed.updated_at == in.on.now));
}

BOOST_AUTO_TEST_CASE(an_update_that_is_refused_changes_nothing) {
    test::emulated in;
    on_create_repository_creation_template(in.on, wanted("prod"));

    TEST_FAULT(update_repository_creation_template, in, invalid_parameter, "repositoryPolicy",
               {.prefix = "prod", .description = "new", .repository_policy = "[]"});

    const auto kept =
        on_describe_repository_creation_templates(in.on, {}).repository_creation_templates.at(0);
    BOOST_TEST(!kept.description);
}

BOOST_AUTO_TEST_CASE(a_template_that_is_not_there_is_not_found) {
    test::emulated in;

    TEST_FAULT(update_repository_creation_template, in, template_not_found, "'prod'", {.prefix = "prod"});
    TEST_FAULT(delete_repository_creation_template, in, template_not_found, "123456789012", {"prod"});
}

BOOST_AUTO_TEST_CASE(a_deleted_template_is_answered_and_gone) {
    test::emulated in;
    on_create_repository_creation_template(in.on, wanted("prod"));

    const auto deleted = on_delete_repository_creation_template(in.on, {"prod"});

    BOOST_TEST(deleted.repository_creation_template->prefix.value() == "prod");
    BOOST_TEST(on_describe_repository_creation_templates(in.on, {}).repository_creation_templates.empty());
}

BOOST_AUTO_TEST_CASE(templates_are_described_page_by_page_and_by_prefix) {
    test::emulated in;
    for (const std::string prefix : {"c", "a", "b"})
        on_create_repository_creation_template(in.on, wanted(prefix));

    const auto first = on_describe_repository_creation_templates(in.on, {.max_results = 2});
    const auto second = on_describe_repository_creation_templates(in.on, {.next_token = first.next_token});
    const auto some = on_describe_repository_creation_templates(
        in.on, {.prefixes = std::vector<std::string>{"b/", "unknown"}});

    BOOST_TEST(prefixes(first) == (std::vector<std::string>{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(prefixes(second) == (std::vector<std::string>{"c"}), boost::test_tools::per_element());
    BOOST_TEST(!second.next_token);
    BOOST_TEST(prefixes(some) == (std::vector<std::string>{"b"}), boost::test_tools::per_element());
    TEST_FAULT(describe_repository_creation_templates, in, invalid_parameter, "nextToken",
               {.prefixes = std::vector<std::string>{"a"}, .next_token = first.next_token});
}

BOOST_AUTO_TEST_CASE(the_longest_prefix_among_those_for_the_reason_wins) {
    test::emulated in;
    on_create_repository_creation_template(in.on, wanted("ROOT", rct_applied_for::create_on_push));
    on_create_repository_creation_template(in.on, wanted("prod", rct_applied_for::create_on_push));
    on_create_repository_creation_template(in.on, wanted("prod/web", rct_applied_for::replication));
    const auto chosen = [&](std::string_view repository, rct_applied_for reason) {
        const auto* found = template_for(in.all.at(test::account, in.on.region), repository, reason);
        return found ? *found->prefix : std::string("none");
    };

    BOOST_TEST(chosen("prod/web/api", rct_applied_for::create_on_push) == "prod");
    BOOST_TEST(chosen("prod/web/api", rct_applied_for::replication) == "prod/web");
    BOOST_TEST(chosen("prod", rct_applied_for::create_on_push) == "ROOT");
    BOOST_TEST(chosen("prod/web", rct_applied_for::replication) == "none");
    BOOST_TEST(chosen("prod/web/api", rct_applied_for::pull_through_cache) == "none");
}

BOOST_AUTO_TEST_CASE(a_push_creates_the_repository_that_a_template_is_for) {
    test::emulated in;
    auto request = wanted("team", rct_applied_for::create_on_push);
    request.image_tag_mutability = mutability::immutable;
    request.repository_policy = R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}})";
    on_create_repository_creation_template(in.on, request);

    const auto digest = test::push(in, "team/web", "a", "v1");

    const auto& made = in.all.at(test::account, in.on.region).repositories.at("team/web");
    BOOST_TEST(made.image_tags.at("v1") == digest);
    BOOST_TEST((made.description.image_tag_mutability == ecr::open_enum(mutability::immutable)));
    BOOST_TEST(made.policy.value() == request.repository_policy.value());
    TEST_FAULT(initiate_layer_upload, in, repository_not_found, "'web'", {.repository_name = "web"});
    in.all.limits().repositories = 1;
    TEST_FAULT(initiate_layer_upload, in, repository_not_found, "team/api", {.repository_name = "team/api"});
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(creation_templates_routes(),
                       {"CreateRepositoryCreationTemplate", "DescribeRepositoryCreationTemplates",
                        "UpdateRepositoryCreationTemplate", "DeleteRepositoryCreationTemplate"});
}

BOOST_AUTO_TEST_SUITE_END()
