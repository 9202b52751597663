#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/image_replications.hpp>
#include <ecr/emulator/registry_policy.hpp>
#include <ecr/emulator/replication_rules.hpp>
#include <ecr/emulator/scanning_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>
#include <support/routes.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;
using namespace std::chrono_literals;
using ecr::replication_status;

const ecr::replication_destination virginia{.region = "us-east-1", .registry_id = test::account};
const ecr::replication_destination partner{.region = "eu-west-1", .registry_id = test::other_account};

void replicate_to(test::emulated& in, const std::vector<ecr::replication_destination>& places) {
    on_put_replication_configuration(in.on, {{{{.destinations = places}}}});
}

/// The same world seen from a destination.
handling at(const test::emulated& in, const ecr::replication_destination& place) {
    auto there = in.on;
    there.account = place.registry_id;
    there.region = place.region;
    return there;
}

void let_in(const test::emulated& in, const std::string& actions) {
    on_put_registry_policy(at(in, partner),
                           {R"({"Statement":{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::)" +
                            test::account + R"(:root"},"Action":)" + actions + "}}"});
}

std::vector<ecr::image_replication_status> copies_of(test::emulated& in, const std::string& digest) {
    return on_describe_image_replication_status(
               in.on, {.repository_name = "web", .image_id = {.image_digest = digest}})
        .replication_statuses;
}

stored_image* image_at(test::emulated& in, const ecr::replication_destination& place,
                       const std::string& digest) {
    auto& repositories = in.all.at(place.registry_id, place.region).repositories;
    const auto found = repositories.find("web");
    return found == repositories.end() ? nullptr : found->second.find({.image_digest = digest});
}

}

BOOST_AUTO_TEST_SUITE(emulator_image_replications)

BOOST_AUTO_TEST_CASE(a_pushed_image_is_in_the_destination_when_its_copy_is_complete) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    const auto digest = test::push(in, "web", "a", "v1");

    const auto early = copies_of(in, digest);
    in.on.now += 2'999ms;
    advance(in.on);
    const auto* const too_early = image_at(in, virginia, digest);
    in.on.now += 1ms;
    const auto late = copies_of(in, digest);

    BOOST_TEST(early.size() == 1U);
    BOOST_TEST(early.at(0).region.value() == "us-east-1");
    BOOST_TEST(early.at(0).registry_id.value() == test::account);
    BOOST_TEST((early.at(0).status == ecr::open_enum(replication_status::in_progress)));
    BOOST_TEST(!too_early);
    BOOST_TEST((late.at(0).status == ecr::open_enum(replication_status::complete)));
    BOOST_REQUIRE(image_at(in, virginia, digest));
    BOOST_TEST(image_at(in, virginia, digest)->tags.contains("v1"));
    BOOST_TEST((image_at(in, virginia, digest)->pushed_at == in.on.now));
}

BOOST_AUTO_TEST_CASE(a_copy_can_be_pulled_whole) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    const auto digest = test::push(in, "web", "content", "v1");
    in.on.now += 1h;
    advance(in.on);

    const auto there = at(in, virginia);
    const auto pulled =
        on_batch_get_image(there, {.repository_name = "web", .image_ids = {{.image_tag = "v1"}}});
    const auto layers = on_batch_check_layer_availability(
        there,
        {.repository_name = "web", .layer_digests = {test::digest_of("content"), test::digest_of("{}")}});

    BOOST_TEST(pulled.images.size() == 1U);
    BOOST_TEST(pulled.images.at(0).image_id->image_digest.value() == digest);
    BOOST_TEST(layers.layers.size() == 2U);
    BOOST_TEST(layers.failures.empty());
    BOOST_TEST(
        (layers.layers.at(0).layer_availability == ecr::open_enum(ecr::layer_availability::available)));
}

BOOST_AUTO_TEST_CASE(an_index_brings_its_images_along) {
    test::emulated in;
    in.create("web");
    const auto child = test::push(in, "web", "a");
    const auto inner = test::put(in, "web", test::index_text({child}));
    replicate_to(in, {virginia});

    const auto outer = test::put(in, "web", test::index_text({inner, child}), "all");
    in.on.now += 3s;
    advance(in.on);

    for (const auto& digest : {child, inner, outer}) BOOST_TEST(image_at(in, virginia, digest), digest);
    BOOST_TEST(image_at(in, virginia, child)->listed_by == 2U);
}

BOOST_AUTO_TEST_CASE(a_new_tag_follows_its_image) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    const auto digest = test::push(in, "web", "a", "v1");
    in.on.now += 1h;
    advance(in.on);

    test::push(in, "web", "a", "v2");
    const auto again = copies_of(in, digest);
    in.on.now += 3s;
    advance(in.on);

    BOOST_TEST((again.at(0).status == ecr::open_enum(replication_status::in_progress)));
    BOOST_TEST(image_at(in, virginia, digest)->tags.size() == 2U);
}

BOOST_AUTO_TEST_CASE(another_account_must_allow_copies_and_new_repositories) {
    struct permission {
        std::string actions;
        bool repository_is_there;
        bool is_copied;
    };
    for (const auto& [actions, repository_is_there, is_copied] : {
             permission{R"("ecr:GetImage")", true, false},
             permission{R"("ecr:ReplicateImage")", false, false},
             permission{R"("ecr:ReplicateImage")", true, true},
             permission{R"(["ecr:ReplicateImage","ecr:CreateRepository"])", false, true},
         }) {
        test::emulated in;
        in.create("web");
        let_in(in, actions);
        if (repository_is_there) on_create_repository(at(in, partner), {.repository_name = "web"});
        replicate_to(in, {partner});
        const auto digest = test::push(in, "web", "a");
        in.on.now += 3s;

        const auto copy = copies_of(in, digest).at(0);

        const auto expected = is_copied ? replication_status::complete : replication_status::failed;
        BOOST_TEST((copy.status == ecr::open_enum(expected)), actions);
        BOOST_TEST(copy.failure_code.value_or("") == (is_copied ? "" : "AccessDeniedException"), actions);
        BOOST_TEST((image_at(in, partner, digest) != nullptr) == is_copied, actions);
    }
}

BOOST_AUTO_TEST_CASE(a_repository_is_created_from_the_template_of_the_destination) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    on_create_repository_creation_template(at(in, virginia),
                                           {.prefix = "ROOT",
                                            .resource_tags = std::vector<ecr::tag>{{"made", "here"}},
                                            .image_tag_mutability = ecr::image_tag_mutability::immutable,
                                            .applied_for = {ecr::rct_applied_for::replication},
                                            .custom_role_arn = "arn:aws:iam::123456789012:role/maker"});
    test::push(in, "web", "a", "v1");
    in.on.now += 3s;
    advance(in.on);

    const auto& made = in.all.at(virginia.registry_id, virginia.region).repositories.at("web");
    BOOST_TEST(
        (made.description.image_tag_mutability == ecr::open_enum(ecr::image_tag_mutability::immutable)));
    BOOST_TEST(made.resource_tags.at("made") == "here");
    BOOST_TEST(*made.description.repository_arn == "arn:aws:ecr:us-east-1:123456789012:repository/web");
}

BOOST_AUTO_TEST_CASE(a_tag_that_may_not_move_in_the_destination_fails_the_copy) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    test::push(in, "web", "a", "v1");
    in.on.now += 3s;
    advance(in.on);
    in.all.at(virginia.registry_id, virginia.region).repositories.at("web").description.image_tag_mutability =
        ecr::image_tag_mutability::immutable;

    const auto second = test::push(in, "web", "b", "v1");
    in.on.now += 3s;
    const auto copy = copies_of(in, second).at(0);

    BOOST_TEST((copy.status == ecr::open_enum(replication_status::failed)));
    BOOST_TEST(copy.failure_code.value() == "ImageTagAlreadyExistsException");
    BOOST_TEST(!image_at(in, virginia, second)->tags.contains("v1"));
}

BOOST_AUTO_TEST_CASE(copies_do_not_go_on_to_further_registries_but_are_scanned_there) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    on_put_replication_configuration(at(in, virginia),
                                     {{{{.destinations = {{"us-west-2", test::account}}}}}});
    const ecr::scanning_repository_filter every{"*", ecr::scanning_repository_filter_type::wildcard};
    on_put_registry_scanning_configuration(
        at(in, virginia),
        {ecr::scan_type::basic,
         {{{.scan_frequency = ecr::scan_frequency::scan_on_push, .repository_filters = {every}}}}});
    const auto digest = test::push(in, "web", "a");
    in.on.now += 1h;
    advance(in.on);
    in.on.now += 1h;
    advance(in.on);

    BOOST_TEST(!image_at(in, {"us-west-2", test::account}, digest));
    BOOST_REQUIRE(image_at(in, virginia, digest)->work.scan);
    BOOST_TEST((image_at(in, virginia, digest)->work.scan->requested_at == test::started + 3s));
}

BOOST_AUTO_TEST_CASE(an_image_that_is_deleted_in_time_is_not_copied) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    const auto digest = test::push(in, "web", "a");
    on_batch_delete_image(in.on, {.repository_name = "web", .image_ids = {{.image_digest = digest}}});
    in.on.now += 1h;
    advance(in.on);

    BOOST_TEST(!image_at(in, virginia, digest));
    BOOST_TEST(in.all.at(test::account, in.on.region).copying.pending.empty());
}

BOOST_AUTO_TEST_CASE(a_full_destination_fails_the_copy) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia});
    const auto digest = test::push(in, "web", "a");
    in.all.limits().bytes = 0;
    in.on.now += 3s;

    const auto copy = copies_of(in, digest).at(0);

    BOOST_TEST((copy.status == ecr::open_enum(replication_status::failed)));
    BOOST_TEST(copy.failure_code.value() == "LimitExceededException");
}

BOOST_AUTO_TEST_CASE(images_that_no_rule_matches_have_no_copies) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a");
    replicate_to(in, {virginia});

    BOOST_TEST(copies_of(in, digest).empty());
}

BOOST_AUTO_TEST_CASE(repositories_and_images_that_are_not_there_are_not_found) {
    test::emulated in;
    in.create("web");

    TEST_FAULT(describe_image_replication_status, in, repository_not_found, "'none'",
               {.repository_name = "none", .image_id = {.image_tag = "v1"}});
    TEST_FAULT(
        describe_image_replication_status, in, repository_not_found, "210987654321",
        {.repository_name = "web", .image_id = {.image_tag = "v1"}, .registry_id = test::other_account});
    TEST_FAULT(describe_image_replication_status, in, image_not_found, "v1",
               {.repository_name = "web", .image_id = {.image_tag = "v1"}});
    TEST_FAULT(describe_image_replication_status, in, invalid_parameter, "null", {.repository_name = "web"});
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(image_replications_routes(), {"DescribeImageReplicationStatus"});
}

BOOST_AUTO_TEST_CASE(a_copy_into_one_registry_too_many_fails) {
    test::emulated in;
    in.create("web");
    replicate_to(in, {virginia, partner});
    in.all.limits().registries = 1;
    const auto digest = test::push(in, "web", "a", "v1");

    in.on.now += 3s;
    const auto copies = copies_of(in, digest);

    BOOST_TEST_REQUIRE(copies.size() == 2U);
    BOOST_TEST(copies[0].failure_code.value() == "LimitExceededException");
    BOOST_TEST(copies[1].failure_code.value() == "AccessDeniedException");
    BOOST_TEST(in.all.registries().size() == 1U);
}

BOOST_AUTO_TEST_SUITE_END()
