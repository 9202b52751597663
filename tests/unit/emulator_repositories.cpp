#include <ecr/emulator/repositories.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using names = std::vector<std::string>;
using mutability = image_tag_mutability;

image_tag_mutability_exclusion_filter filter(const std::string& text) {
    return {.filter_type = image_tag_mutability_exclusion_filter_type::wildcard, .filter = text};
}

names names_in(const describe_repositories_response& response) {
    names found;
    for (const auto& each : response.repositories) found.push_back(*each.repository_name);
    return found;
}

}

BOOST_AUTO_TEST_SUITE(emulator_repositories)

BOOST_AUTO_TEST_CASE(a_new_repository_has_the_defaults_of_the_service) {
    test::emulated in;

    const auto made = on_create_repository(in.on, {.repository_name = "team/web"}).repository.value();

    BOOST_TEST(*made.repository_arn == "arn:aws:ecr:eu-west-1:123456789012:repository/team/web");
    BOOST_TEST(*made.repository_uri == "123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web");
    BOOST_TEST(*made.registry_id == test::account);
    BOOST_TEST(*made.repository_name == "team/web");
    BOOST_TEST((*made.created_at == test::started));
    BOOST_TEST((*made.image_tag_mutability == mutability::mutable_));
    BOOST_TEST(!*made.image_scanning_configuration->scan_on_push);
    BOOST_TEST((made.encryption_configuration->encryption_type == encryption_type::aes256));
}

BOOST_AUTO_TEST_CASE(a_repository_keeps_the_settings_it_is_made_with) {
    test::emulated in;
    create_repository_request request{.repository_name = "web"};
    request.tags = std::vector<ecr::tag>{{.key = "team", .value = "a"}};
    request.image_tag_mutability = mutability::immutable_with_exclusion;
    request.image_tag_mutability_exclusion_filters = std::vector{filter("dev-*")};
    request.image_scanning_configuration = image_scanning_configuration{.scan_on_push = true};
    request.encryption_configuration = encryption_configuration{.encryption_type = encryption_type::kms};

    const auto made = on_create_repository(in.on, request).repository.value();

    BOOST_TEST((*made.image_tag_mutability == mutability::immutable_with_exclusion));
    BOOST_TEST(made.image_tag_mutability_exclusion_filters.front().filter == "dev-*");
    BOOST_TEST(*made.image_scanning_configuration->scan_on_push);
    BOOST_TEST(*made.encryption_configuration->kms_key == "arn:aws:kms:eu-west-1:123456789012:alias/aws/ecr");
}

BOOST_AUTO_TEST_CASE(a_repository_that_is_there_is_not_made_again) {
    test::emulated in;
    in.create("web");

    TEST_FAULT(create_repository, in, repository_already_exists,
               "The repository with name 'web' already exists in the registry with id '123456789012'",
               create_repository_request{.repository_name = "web"});
}

BOOST_AUTO_TEST_CASE(registries_of_other_accounts_and_regions_are_apart) {
    test::emulated in;
    in.create("web");

    on_create_repository(in.on, {.registry_id = test::other_account, .repository_name = "web"});
    in.on.region = "cn-north-1";
    const auto made = on_create_repository(in.on, {.repository_name = "web"}).repository.value();

    BOOST_TEST(*made.repository_arn == "arn:aws-cn:ecr:cn-north-1:123456789012:repository/web");
    BOOST_TEST(in.all.registries().size() == 3u);
}

BOOST_AUTO_TEST_CASE(settings_that_contradict_each_other_are_refused) {
    test::emulated in;
    create_repository_request filters{.repository_name = "web"};
    filters.image_tag_mutability_exclusion_filters = std::vector{filter("dev-*")};
    create_repository_request no_filters{.repository_name = "web"};
    no_filters.image_tag_mutability = mutability::mutable_with_exclusion;
    auto wildcards = no_filters;
    wildcards.image_tag_mutability_exclusion_filters = std::vector{filter("*a*b*")};
    create_repository_request key{.repository_name = "web"};
    key.encryption_configuration =
        encryption_configuration{.encryption_type = encryption_type::aes256, .kms_key = "alias/mine"};
    create_repository_request elsewhere{.repository_name = "web"};
    elsewhere.encryption_configuration = encryption_configuration{
        .encryption_type = encryption_type::kms, .kms_key = "arn:aws:kms:us-east-1:123456789012:key/1"};

    TEST_FAULT(create_repository, in, invalid_parameter, "imageTagMutabilityExclusionFilters", filters);
    TEST_FAULT(create_repository, in, invalid_parameter, "imageTagMutabilityExclusionFilters", no_filters);
    TEST_FAULT(create_repository, in, invalid_parameter, "two wildcards", wildcards);
    TEST_FAULT(create_repository, in, invalid_parameter, "kmsKey", key);
    TEST_FAULT(create_repository, in, kms, "eu-west-1", elsewhere);
    BOOST_TEST(in.all.registries().empty());
}

BOOST_AUTO_TEST_CASE(a_registry_that_is_full_takes_no_more_repositories) {
    test::emulated in;
    in.all.limits().repositories = 1;
    in.create("a");

    TEST_FAULT(create_repository, in, limit_exceeded, "123456789012",
               create_repository_request{.repository_name = "b"});
}

BOOST_AUTO_TEST_CASE(only_an_empty_repository_goes_without_force) {
    test::emulated in;
    in.create("web").images.emplace("sha256:00", stored_image{});

    TEST_FAULT(delete_repository, in, repository_not_empty, "'web' in registry with id '123456789012'",
               delete_repository_request{.repository_name = "web"});
    const auto gone = on_delete_repository(in.on, {.repository_name = "web", .force = true});

    BOOST_TEST(*gone.repository->repository_name == "web");
    TEST_FAULT(delete_repository, in, repository_not_found,
               "The repository with name 'web' does not exist in the registry with id '123456789012'",
               delete_repository_request{.repository_name = "web"});
}

BOOST_AUTO_TEST_CASE(repositories_are_described_in_pages) {
    test::emulated in;
    for (const auto* name : {"cc", "aa", "bb"}) in.create(name);
    describe_repositories_request request{.max_results = 2};

    const auto first = on_describe_repositories(in.on, request);
    request.next_token = first.next_token;
    const auto second = on_describe_repositories(in.on, request);

    BOOST_TEST(names_in(first) == (names{"aa", "bb"}), boost::test_tools::per_element());
    BOOST_TEST(names_in(second) == names{"cc"}, boost::test_tools::per_element());
    BOOST_TEST(!second.next_token);
    request.registry_id = test::other_account;
    TEST_FAULT(describe_repositories, in, invalid_parameter, "nextToken", request);
}

BOOST_AUTO_TEST_CASE(repositories_are_described_by_name) {
    test::emulated in;
    in.create("aa");
    in.create("bb");

    const auto named = on_describe_repositories(in.on, {.repository_names = names{"bb"}});

    BOOST_TEST(names_in(named) == names{"bb"}, boost::test_tools::per_element());
    TEST_FAULT(describe_repositories, in, repository_not_found, "'cc'",
               describe_repositories_request{.repository_names = names{"aa", "cc"}});
    TEST_FAULT(describe_repositories, in, invalid_parameter, "maxResults",
               describe_repositories_request{.repository_names = names{"aa"}, .max_results = 1});
}

BOOST_AUTO_TEST_CASE(looking_for_repositories_makes_no_registry) {
    test::emulated in;

    const auto none = on_describe_repositories(in.on, {.registry_id = test::other_account});

    BOOST_TEST(none.repositories.empty());
    TEST_FAULT(delete_repository, in, repository_not_found, test::other_account,
               delete_repository_request{.registry_id = test::other_account, .repository_name = "web"});
    BOOST_TEST(in.all.registries().empty());
}

BOOST_AUTO_TEST_CASE(tag_mutability_is_changed_with_its_filters) {
    test::emulated in;
    const auto& stored = in.create("web").description;
    put_image_tag_mutability_request request{.repository_name = "web",
                                             .image_tag_mutability = mutability::mutable_with_exclusion};
    request.image_tag_mutability_exclusion_filters = std::vector{filter("v*")};

    const auto changed = on_put_image_tag_mutability(in.on, request);

    BOOST_TEST(changed.image_tag_mutability_exclusion_filters.size() == 1u);
    BOOST_TEST(!may_move(stored, "v1"));
    BOOST_TEST(may_move(stored, "latest"));
    on_put_image_tag_mutability(in.on,
                                {.repository_name = "web", .image_tag_mutability = mutability::immutable});
    BOOST_TEST(!may_move(stored, "latest"));
    BOOST_TEST(stored.image_tag_mutability_exclusion_filters.empty());
    request.image_tag_mutability = mutability::immutable;
    TEST_FAULT(put_image_tag_mutability, in, invalid_parameter, "must be absent", request);
    request = {.repository_name = "no", .image_tag_mutability = mutability::immutable};
    TEST_FAULT(put_image_tag_mutability, in, repository_not_found, "'no'", request);
}

BOOST_AUTO_TEST_CASE(scan_on_push_is_switched) {
    test::emulated in;
    const auto& stored = in.create("web").description;

    const auto changed = on_put_image_scanning_configuration(
        in.on, {.repository_name = "web", .image_scanning_configuration = {.scan_on_push = true}});

    BOOST_TEST(*changed.image_scanning_configuration->scan_on_push);
    BOOST_TEST(*stored.image_scanning_configuration->scan_on_push);
    TEST_FAULT(put_image_scanning_configuration, in, repository_not_found, "'no'",
               put_image_scanning_configuration_request{.repository_name = "no"});
}

BOOST_AUTO_TEST_CASE(requests_and_responses_go_as_text_along_the_routes) {
    test::emulated in;
    const auto routes = repositories_routes();

    BOOST_TEST(routes.size() == 5u);
    BOOST_TEST(routes[0].operation == "CreateRepository");
    BOOST_TEST(routes[0].answer(in.on, R"({"repositoryName":"web"})").starts_with(R"({"repository":{)"));
    BOOST_TEST(routes[0].declares(errc::repository_already_exists));
    BOOST_CHECK_THROW(static_cast<void>(routes[0].answer(in.on, R"({"repositoryName":"WEB"})")),
                      service_fault);
}

BOOST_AUTO_TEST_SUITE_END()
