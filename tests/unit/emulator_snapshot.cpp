#include <ecr/emulator/authorization.hpp>
#include <ecr/emulator/lifecycle.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>
#include <ecr/emulator/repository_policy.hpp>
#include <ecr/emulator/resource_tags.hpp>
#include <ecr/emulator/snapshot.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <stdexcept>
#include <string>
#include <string_view>
#include <support/emulated_images.hpp>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;

const std::string expire_untagged =
    R"({"rules":[{"rulePriority":1,"description":"images without tags go after a single day","selection":)"
    R"({"tagStatus":"untagged","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]})";

/// A world with some of everything that images have.
struct full_world : test::emulated {
    std::string child{};
    std::string index{};
    std::string restoring{};
    std::string upload{};

    full_world() {
        create("web");
        child = test::push(*this, "web", "layer", "v1");
        index = test::put(*this, "web", test::index_text({child}), "all");
        restoring = test::push(*this, "web", "cold", "cold");
        test::push(*this, "web", "signature", std::nullopt,
                   R"(,"subject":)" + test::descriptor(test::oci_image, child));
        for (const auto to : {target_storage_class::archive, target_storage_class::standard}) {
            on_update_image_storage_class(on, {.repository_name = "web",
                                               .image_id = {.image_digest = restoring},
                                               .target_storage_class = to});
        }
        upload = on_initiate_layer_upload(on, {.repository_name = "web"}).upload_id.value();
        on_upload_layer_part(on, test::part("web", upload, 0, "half"));
        on_put_lifecycle_policy(on, {.repository_name = "web", .lifecycle_policy_text = expire_untagged});
        on_start_lifecycle_policy_preview(on, {.repository_name = "web"});
        on_register_pull_time_update_exclusion(on, {.principal_arn = "arn:aws:iam::123456789012:role/ci"});
        on_tag_resource(on, {.resource_arn = "arn:aws:ecr:eu-west-1:123456789012:repository/web",
                             .tags = {{.key = "team", .value = "a"}}});
    }
};

/// Changes the only place where the text is.
std::string changed(std::string text, std::string_view what, std::string_view by) {
    const auto at = text.find(what);
    BOOST_REQUIRE(at != text.npos);
    return text.replace(at, what.size(), by);
}

}

BOOST_AUTO_TEST_SUITE(emulator_snapshot)

BOOST_AUTO_TEST_CASE(a_world_is_the_same_after_it_was_saved_and_loaded) {
    const full_world in;
    const auto text = save(in.all);

    test::emulated other;
    load(other.all, text);

    BOOST_TEST(save(other.all) == text);
    const auto& before = in.all.registries().begin()->second.repositories.at("web");
    const auto& after = other.all.registries().begin()->second.repositories.at("web");
    BOOST_TEST(after.bytes == before.bytes);
    BOOST_TEST(after.images.size() == 4u);
    BOOST_TEST(after.images.at(in.child).listed_by == 1u);
    BOOST_TEST(after.images.at(in.index).size == before.images.at(in.index).size);
    BOOST_TEST(after.referrers.size() == 1u);
    for (const auto& [digest, layer] : before.layers) {
        BOOST_TEST(after.layers.at(digest).images == layer.images);
        BOOST_TEST(after.layers.at(digest).active_images == layer.active_images);
        BOOST_TEST((after.layers.at(digest).media_type == layer.media_type));
    }
}

BOOST_AUTO_TEST_CASE(a_loaded_world_goes_on_where_it_was_saved) {
    full_world in;
    const auto token = *on_get_authorization_token(in.on, {}).authorization_data[0].authorization_token;
    test::emulated other;
    load(other.all, save(in.all));

    on_complete_layer_upload(
        other.on,
        {.repository_name = "web", .upload_id = in.upload, .layer_digests = {test::digest_of("half")}});
    other.on.now += 1h;
    describe_images_request request{.repository_name = "web"};
    request.image_ids = std::vector<image_identifier>{{.image_digest = in.restoring}};

    BOOST_TEST((on_describe_images(other.on, request).image_details[0].image_status == image_status::active));
    BOOST_TEST((on_get_lifecycle_policy_preview(other.on, {.repository_name = "web"}).status ==
                lifecycle_policy_preview_status::complete));
    BOOST_TEST(login_of(other.all, token, other.on.now).has_value());
    on_delete_repository(other.on, {.repository_name = "web", .force = true});
}

BOOST_AUTO_TEST_CASE(what_is_no_snapshot_changes_nothing) {
    full_world in;
    const auto good = save(in.all);
    const std::string manifest = "schemaVersion";

    for (const auto& text :
         {std::string(), std::string("{}"), std::string("[]"), good.substr(0, good.size() / 2),
          changed(good, R"("version":1)", R"("version":2)"), changed(good, manifest, "schemaVersions"),
          changed(good, R"("bytes":"bGF5ZXI=")", R"("bytes":"bGF5ZXM=")"),
          changed(good, R"("bytes":"bGF5ZXI=")", R"("bytes":"?")")}) {
        BOOST_TEST_CONTEXT(text.substr(0, 60)) {
            BOOST_CHECK_THROW(load(in.all, text), std::invalid_argument);
        }
    }
    BOOST_TEST(save(in.all) == good);
}

BOOST_AUTO_TEST_CASE(a_snapshot_that_says_things_twice_is_loaded_once) {
    full_world in;
    const auto good = save(in.all);
    const auto begin = good.find(R"("images":[)") + 10;
    const auto end = good.find(R"(],"layers")", begin);
    const auto twice = std::string(good).insert(end, "," + good.substr(begin, end - begin));

    load(in.all, twice);
    in.on.now += 1h;
    on_list_images(in.on, {.repository_name = "web"});

    const auto& stored = in.all.registries().begin()->second.repositories.at("web");
    BOOST_TEST(stored.images.size() == 4u);
    for (const auto& [digest, layer] : stored.layers) BOOST_TEST(layer.active_images == layer.images);
}

BOOST_AUTO_TEST_SUITE_END()
