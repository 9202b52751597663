#include <ecr/emulator/images.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;

struct repository_of_one : test::emulated {
    stored_repository& stored = create("web");
    std::string config = test::upload(*this, "web", "{}");
    std::string layer = test::upload(*this, "web", "layer");
    std::string manifest = test::manifest_text(config, layer);

    void make(image_tag_mutability mutability) { stored.description.image_tag_mutability = mutability; }

    [[nodiscard]] put_image_request request(const std::string& text, const std::string& tag) const {
        return {.repository_name = "web", .image_manifest = text, .image_tag = tag};
    }
};

}

BOOST_AUTO_TEST_SUITE(emulator_put_image)

BOOST_AUTO_TEST_CASE(an_image_keeps_the_bytes_of_its_manifest) {
    repository_of_one in;
    const auto text = in.manifest + " \n";

    const auto image = on_put_image(in.on, in.request(text, "v1")).image.value();

    BOOST_TEST(*image.image_manifest == text);
    BOOST_TEST(*image.image_id->image_digest == test::digest_of(text));
    BOOST_TEST(*image.image_id->image_tag == "v1");
    BOOST_TEST(*image.image_manifest_media_type == test::oci_image);
    BOOST_TEST(*image.registry_id == test::account);
    BOOST_TEST(*image.repository_name == "web");
    const auto& stored = in.stored.images.at(test::digest_of(text));
    BOOST_TEST(stored.size == 5);
    BOOST_TEST((stored.pushed_at == test::started));
}

BOOST_AUTO_TEST_CASE(a_tag_moves_to_the_image_that_is_pushed_with_it) {
    repository_of_one in;
    const auto first = test::put(in, "web", in.manifest, "latest");
    const auto second = test::put(in, "web", in.manifest + "\n", "latest");

    BOOST_TEST(in.stored.image_tags.at("latest") == second);
    BOOST_TEST(in.stored.images.at(first).tags.empty());
    BOOST_TEST(in.stored.images.at(second).tags.size() == 1u);
}

BOOST_AUTO_TEST_CASE(an_image_takes_another_tag_without_its_layers_being_looked_at) {
    repository_of_one in;
    const auto digest = test::put(in, "web", in.manifest, "a");
    in.on.now += std::chrono::hours(1);
    test::put(in, "web", in.manifest, "b");

    BOOST_TEST(in.stored.images.size() == 1u);
    BOOST_TEST(in.stored.images.at(digest).tags.size() == 2u);
    BOOST_TEST((in.stored.images.at(digest).pushed_at == test::started));
}

BOOST_AUTO_TEST_CASE(a_push_that_changes_nothing_is_said_so) {
    repository_of_one in;
    const auto digest = test::put(in, "web", in.manifest, "v1");
    const put_image_request untagged{.repository_name = "web", .image_manifest = in.manifest};

    TEST_FAULT(put_image, in, image_already_exists, digest + "' and tag 'v1'", in.request(in.manifest, "v1"));
    TEST_FAULT(put_image, in, image_already_exists, digest, untagged);
    in.make(image_tag_mutability::immutable);
    TEST_FAULT(put_image, in, image_already_exists, digest, in.request(in.manifest, "v1"));
}

BOOST_AUTO_TEST_CASE(an_immutable_tag_stays_where_it_is) {
    repository_of_one in;
    in.make(image_tag_mutability::immutable);
    const auto first = test::put(in, "web", in.manifest, "v1");

    TEST_FAULT(put_image, in, image_tag_already_exists, "The image tag 'v1' already exists in the 'web'",
               in.request(in.manifest + "\n", "v1"));

    BOOST_TEST(in.stored.image_tags.at("v1") == first);
    BOOST_TEST(in.stored.images.size() == 1u);
}

BOOST_AUTO_TEST_CASE(exclusion_filters_turn_mutability_round) {
    repository_of_one in;
    in.stored.description.image_tag_mutability_exclusion_filters = {
        {.filter_type = image_tag_mutability_exclusion_filter_type::wildcard, .filter = "dev-*"}};
    test::put(in, "web", in.manifest, "v1");
    test::put(in, "web", in.manifest, "dev-1");

    in.make(image_tag_mutability::immutable_with_exclusion);
    TEST_FAULT(put_image, in, image_tag_already_exists, "'v1'", in.request(in.manifest + "\n", "v1"));
    test::put(in, "web", in.manifest + "\n", "dev-1");
    in.make(image_tag_mutability::mutable_with_exclusion);
    TEST_FAULT(put_image, in, image_tag_already_exists, "'dev-1'", in.request(in.manifest + "  ", "dev-1"));
    test::put(in, "web", in.manifest + "\n", "v1");

    BOOST_TEST(in.stored.images.size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_digest_that_is_given_must_be_that_of_the_manifest) {
    repository_of_one in;
    auto request = in.request(in.manifest, "v1");
    request.image_digest = test::digest_of("other");

    TEST_FAULT(put_image, in, image_digest_does_not_match, test::digest_of(in.manifest), request);
    request.image_digest = test::digest_of(in.manifest);
    BOOST_TEST(on_put_image(in.on, request).image.has_value());
}

BOOST_AUTO_TEST_CASE(an_image_needs_its_layers_and_its_configuration) {
    repository_of_one in;
    const auto missing = test::digest_of("missing");

    TEST_FAULT(put_image, in, layers_not_found, missing,
               in.request(test::manifest_text(in.config, missing), "v1"));
    TEST_FAULT(put_image, in, layers_not_found, missing,
               in.request(test::manifest_text(missing, in.layer), "v1"));
    BOOST_TEST(in.stored.images.empty());
    BOOST_TEST(in.stored.image_tags.empty());
}

BOOST_AUTO_TEST_CASE(a_layer_of_another_repository_does_not_count) {
    repository_of_one in;
    in.create("api");

    TEST_FAULT(put_image, in, layers_not_found, "'api'",
               put_image_request{.repository_name = "api", .image_manifest = in.manifest});
}

BOOST_AUTO_TEST_CASE(an_index_needs_its_images) {
    repository_of_one in;
    const auto child = test::put(in, "web", in.manifest);

    TEST_FAULT(put_image, in, referenced_images_not_found, test::digest_of("missing"),
               in.request(test::index_text({child, test::digest_of("missing")}), "all"));
    const auto index = test::put(in, "web", test::index_text({child, child}), "all");

    BOOST_TEST(in.stored.images.at(index).size == 5);
    BOOST_TEST(in.stored.images.at(child).listed_by == 1u);
}

BOOST_AUTO_TEST_CASE(what_is_malformed_is_refused) {
    repository_of_one in;

    TEST_FAULT(put_image, in, invalid_parameter, "imageManifest", in.request("{", "v1"));
    for (const auto* tag : {"", ".a", "-a", "a b", "a/b", "a:b", "\xc3\xa4"}) {
        BOOST_TEST_CONTEXT(tag) {
            TEST_FAULT(put_image, in, invalid_parameter, "imageTag", in.request(in.manifest, tag));
        }
    }
    TEST_FAULT(put_image, in, repository_not_found, "'no'",
               put_image_request{.repository_name = "no", .image_manifest = in.manifest});
}

BOOST_AUTO_TEST_CASE(what_would_be_too_much_is_refused) {
    repository_of_one in;
    test::put(in, "web", in.manifest, "a");
    in.all.limits().tags_per_image = 1;
    in.all.limits().images_per_repository = 1;

    TEST_FAULT(put_image, in, limit_exceeded, "tags", in.request(in.manifest, "b"));
    TEST_FAULT(put_image, in, limit_exceeded, "images", in.request(in.manifest + "\n", "b"));
    in.all.limits().images_per_repository = 2;
    in.all.limits().bytes = in.stored.bytes;
    TEST_FAULT(put_image, in, limit_exceeded, "bytes", in.request(in.manifest + "\n", "b"));
}

BOOST_AUTO_TEST_SUITE_END()
