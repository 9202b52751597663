#include <ecr/emulator/images.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <support/emulated_images.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;

using ids = std::vector<image_identifier>;
using texts = std::vector<std::string>;
using codes = std::vector<image_failure_code>;

const std::string unknown = test::digest_of("unknown");

codes codes_of(const std::vector<image_failure>& failures) {
    codes found;
    for (const auto& each : failures) found.push_back(each.failure_code->value_or({}));
    return found;
}

texts texts_of(const ids& images) {
    texts found;
    for (const auto& each : images) found.push_back(*each.image_digest + " " + each.image_tag.value_or(""));
    return found;
}

texts digests_of(const describe_images_response& response) {
    texts found;
    for (const auto& each : response.image_details) found.push_back(*each.image_digest);
    return found;
}

void archive(test::emulated& in, const std::string& digest) {
    on_update_image_storage_class(in.on, {.repository_name = "web",
                                          .image_id = {.image_digest = digest},
                                          .target_storage_class = target_storage_class::archive});
}

batch_delete_image_response erase(test::emulated& in, const ids& images) {
    return on_batch_delete_image(in.on, {.repository_name = "web", .image_ids = images});
}

const ids hopeless{{},
                   {.image_digest = "digest"},
                   {.image_tag = "a b"},
                   {.image_tag = "missing"},
                   {.image_digest = unknown},
                   {.image_digest = unknown, .image_tag = "v1"}};
const codes reasons{image_failure_code::missing_digest_and_tag, image_failure_code::invalid_image_digest,
                    image_failure_code::invalid_image_tag,      image_failure_code::image_not_found,
                    image_failure_code::image_not_found,        image_failure_code::image_not_found};

}

BOOST_AUTO_TEST_SUITE(emulator_images)

BOOST_AUTO_TEST_CASE(images_are_got_by_digest_by_tag_and_by_both) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "layer", "v1");

    const auto got = on_batch_get_image(in.on, {.repository_name = "web",
                                                .image_ids = {{.image_digest = digest},
                                                              {.image_tag = "v1"},
                                                              {.image_digest = digest, .image_tag = "v1"}}});

    BOOST_TEST(got.failures.empty());
    BOOST_REQUIRE(got.images.size() == 3u);
    for (const auto& each : got.images) {
        BOOST_TEST(test::digest_of(*each.image_manifest) == digest);
        BOOST_TEST(*each.image_id->image_digest == digest);
    }
    BOOST_TEST(!got.images[0].image_id->image_tag);
    BOOST_TEST(*got.images[1].image_id->image_tag == "v1");
}

BOOST_AUTO_TEST_CASE(images_that_cannot_be_got_are_told_apart) {
    test::emulated in;
    in.create("web");
    const auto first = test::push(in, "web", "a", "v1");
    const auto second = test::push(in, "web", "b", "v2");
    archive(in, second);
    auto wanted = hopeless;
    wanted.push_back({.image_digest = first, .image_tag = "v2"});
    wanted.push_back({.image_tag = "v2"});
    auto expected = reasons;
    expected.push_back(image_failure_code::image_tag_does_not_match_digest);
    expected.push_back(image_failure_code::image_inaccessible);

    const auto got = on_batch_get_image(in.on, {.repository_name = "web", .image_ids = wanted});

    BOOST_TEST(got.images.empty());
    BOOST_TEST((codes_of(got.failures) == expected));
    BOOST_TEST((got.failures[6].image_id == wanted[6]));
    TEST_FAULT(batch_get_image, in, repository_not_found, "'no'",
               batch_get_image_request{.repository_name = "no", .image_ids = wanted});
}

BOOST_AUTO_TEST_CASE(only_accepted_media_types_are_answered) {
    test::emulated in;
    in.create("web");
    test::push(in, "web", "a", "v1");
    batch_get_image_request request{.repository_name = "web", .image_ids = {{.image_tag = "v1"}}};

    request.accepted_media_types = texts{test::docker_image, test::oci_index};
    const auto refused = on_batch_get_image(in.on, request);
    request.accepted_media_types->push_back(test::oci_image);
    const auto accepted = on_batch_get_image(in.on, request);

    BOOST_TEST((codes_of(refused.failures) == codes{image_failure_code::image_not_found}));
    BOOST_TEST(accepted.images.size() == 1u);
}

BOOST_AUTO_TEST_CASE(a_tag_goes_alone_and_an_image_with_its_last_tag) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto digest = test::push(in, "web", "a", "v1");
    stored.tag(stored.images.at(digest), "v2");

    const auto tag = erase(in, {{.image_tag = "v1"}});
    const auto image = erase(in, {{.image_digest = digest, .image_tag = "v2"}});

    BOOST_TEST(texts_of(tag.image_ids) == texts{digest + " v1"}, boost::test_tools::per_element());
    BOOST_TEST(texts_of(image.image_ids) == texts{digest + " v2"}, boost::test_tools::per_element());
    BOOST_TEST(stored.images.empty());
    BOOST_TEST(stored.image_tags.empty());
    BOOST_TEST(stored.layers.empty());
    BOOST_TEST(stored.bytes == 0u);
}

BOOST_AUTO_TEST_CASE(an_image_deleted_by_digest_goes_with_all_its_tags) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto digest = test::push(in, "web", "a", "v1");
    stored.tag(stored.images.at(digest), "v2");
    const auto untagged = test::push(in, "web", "b");

    const auto gone = erase(in, {{.image_digest = digest}, {.image_digest = untagged}});

    BOOST_TEST(texts_of(gone.image_ids) == (texts{digest + " v1", digest + " v2", untagged + " "}),
               boost::test_tools::per_element());
    BOOST_TEST(stored.images.empty());
}

BOOST_AUTO_TEST_CASE(a_layer_stays_while_an_image_uses_it) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto one = test::push(in, "web", "shared", "v1");
    const auto two = test::push(in, "web", "shared", "v2", R"(,"annotations":{"a":"b"})");

    erase(in, {{.image_digest = one}});
    BOOST_TEST(stored.layers.contains(test::digest_of("shared")));
    erase(in, {{.image_digest = two}});
    BOOST_TEST(stored.layers.empty());
}

BOOST_AUTO_TEST_CASE(an_image_of_a_list_stays_until_the_list_is_gone) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto child = test::push(in, "web", "a");
    stored.tag(stored.images.at(child), "v1");
    stored.tag(stored.images.at(child), "v2");
    const auto list = test::put(in, "web", test::index_text({child}), "all");

    const auto refused = erase(in, {{.image_digest = child}});
    const auto untagged = erase(in, {{.image_tag = "v2"}});
    const auto last = erase(in, {{.image_tag = "v1"}});
    const auto gone = erase(in, {{.image_digest = list}, {.image_digest = child}});

    const codes referenced{image_failure_code::image_referenced_by_manifest_list};
    BOOST_TEST((codes_of(refused.failures) == referenced));
    BOOST_TEST(refused.failures[0].failure_reason->find(list) != std::string::npos);
    BOOST_TEST(untagged.failures.empty());
    BOOST_TEST((codes_of(last.failures) == referenced));
    BOOST_TEST(gone.failures.empty());
    BOOST_TEST(stored.images.empty());
}

BOOST_AUTO_TEST_CASE(deletions_that_fail_are_told_apart) {
    test::emulated in;
    in.create("web");
    const auto first = test::push(in, "web", "a", "v1");
    test::push(in, "web", "b", "v2");
    auto wanted = hopeless;
    wanted.push_back({.image_digest = first, .image_tag = "v2"});
    auto expected = reasons;
    expected.push_back(image_failure_code::image_tag_does_not_match_digest);

    const auto response = erase(in, wanted);

    BOOST_TEST((codes_of(response.failures) == expected));
    BOOST_TEST(response.image_ids.empty());
    TEST_FAULT(batch_delete_image, in, repository_not_found, "'no'",
               batch_delete_image_request{.repository_name = "no", .image_ids = wanted});
}

BOOST_AUTO_TEST_CASE(images_are_described_in_detail) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto digest = test::push(in, "web", "layer", "v1");
    stored.tag(stored.images.at(digest), "v2");
    in.on.now += 1h;
    on_batch_get_image(in.on, {.repository_name = "web", .image_ids = {{.image_tag = "v1"}}});

    const auto details = on_describe_images(in.on, {.repository_name = "web"}).image_details;

    BOOST_REQUIRE(details.size() == 1u);
    const auto& detail = details.front();
    BOOST_TEST(*detail.registry_id == test::account);
    BOOST_TEST(*detail.repository_name == "web");
    BOOST_TEST(*detail.image_digest == digest);
    BOOST_TEST(detail.image_tags == (texts{"v1", "v2"}), boost::test_tools::per_element());
    BOOST_TEST(*detail.image_size_in_bytes == 5);
    BOOST_TEST((*detail.image_pushed_at == test::started));
    BOOST_TEST((*detail.last_recorded_pull_time == test::started + 1h));
    BOOST_TEST(*detail.image_manifest_media_type == test::oci_image);
    BOOST_TEST(*detail.artifact_media_type == "application/vnd.oci.image.config.v1+json");
    BOOST_TEST((*detail.image_status == image_status::active));
    BOOST_TEST(!detail.last_archived_at);
}

BOOST_AUTO_TEST_CASE(a_pull_of_an_excluded_principal_is_not_recorded) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto digest = test::push(in, "web", "layer", "v1");
    const batch_get_image_request pull{.repository_name = "web", .image_ids = {{.image_tag = "v1"}}};
    on_register_pull_time_update_exclusion(in.on, {.principal_arn = in.on.caller_arn});

    on_batch_get_image(in.on, pull);
    BOOST_TEST(!stored.images.at(digest).last_pulled_at.has_value());
    in.on.caller_arn += "-of-others";
    on_batch_get_image(in.on, pull);
    BOOST_TEST(stored.images.at(digest).last_pulled_at.has_value());
}

BOOST_AUTO_TEST_CASE(an_image_that_is_not_there_fails_the_description) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "a", "v1");
    describe_images_request request{.repository_name = "web"};

    request.image_ids = ids{{.image_tag = "v1"}, {.image_tag = "latest"}};
    TEST_FAULT(describe_images, in, image_not_found,
               "The image with imageId {imageDigest:'null', imageTag:'latest'} does not exist within the "
               "repository with name 'web' in the registry with id '123456789012'",
               request);
    request.image_ids = ids{{}};
    TEST_FAULT(describe_images, in, invalid_parameter, "both tag and digest", request);
    request.image_ids = ids{{.image_tag = "v1"}};
    BOOST_TEST(digests_of(on_describe_images(in.on, request)) == texts{digest},
               boost::test_tools::per_element());
    request.max_results = 1;
    TEST_FAULT(describe_images, in, invalid_parameter, "imageIds", request);
    TEST_FAULT(describe_images, in, repository_not_found, "'no'",
               describe_images_request{.repository_name = "no"});
}

BOOST_AUTO_TEST_CASE(filters_choose_by_tag_and_by_status) {
    test::emulated in;
    in.create("web");
    const auto tagged = test::push(in, "web", "a", "v1");
    const auto untagged = test::push(in, "web", "b");
    const auto archived = test::push(in, "web", "c", "v3");
    archive(in, archived);
    const auto described = [&](std::optional<open_enum<tag_status>> tags,
                               std::optional<open_enum<image_status_filter>> status) {
        const auto response = on_describe_images(
            in.on, {.repository_name = "web",
                    .filter = describe_images_filter{.tag_status = tags, .image_status = status}});
        const auto digests = digests_of(response);
        const auto listed =
            on_list_images(in.on, {.repository_name = "web",
                                   .filter = list_images_filter{.tag_status = tags, .image_status = status}});
        BOOST_TEST(listed.image_ids.size() == digests.size());
        return std::set(digests.begin(), digests.end());
    };
    using set = std::set<std::string>;

    BOOST_TEST((described({}, {}) == set{tagged, untagged}));
    BOOST_TEST((described(tag_status::tagged, {}) == set{tagged}));
    BOOST_TEST((described(tag_status::untagged, {}) == set{untagged}));
    BOOST_TEST((described(tag_status::any, image_status_filter::any) == set{tagged, untagged, archived}));
    BOOST_TEST((described({}, image_status_filter::archived) == set{archived}));
    BOOST_TEST((described({}, image_status_filter::activating) == set{}));
    BOOST_TEST(on_list_images(in.on, {.repository_name = "web"}).image_ids.size() == 2u);
}

BOOST_AUTO_TEST_CASE(pages_of_ids_may_end_within_an_image) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto digest = test::push(in, "web", "a", "t1");
    for (const auto* tag : {"t2", "t3"}) stored.tag(stored.images.at(digest), tag);
    test::push(in, "web", "b");
    test::push(in, "web", "c", "c1");
    const auto all = texts_of(on_list_images(in.on, {.repository_name = "web"}).image_ids);

    for (const std::int32_t size : {1, 2, 3, 4, 5, 6}) {
        BOOST_TEST_CONTEXT(size) {
            list_images_request request{.repository_name = "web", .max_results = size};
            texts found;
            do {
                const auto page = on_list_images(in.on, request);
                BOOST_TEST(page.image_ids.size() <= static_cast<std::size_t>(size));
                for (auto& each : texts_of(page.image_ids)) found.push_back(std::move(each));
                request.next_token = page.next_token;
            } while (request.next_token && found.size() < 10);
            BOOST_TEST(found == all, boost::test_tools::per_element());
        }
    }
    BOOST_TEST(all.size() == 5u);
}

BOOST_AUTO_TEST_CASE(descriptions_are_paged_and_refuse_foreign_tokens) {
    test::emulated in;
    in.create("web");
    std::set<std::string> pushed;
    for (const auto* bytes : {"a", "b", "c"}) pushed.insert(test::push(in, "web", bytes));
    describe_images_request request{.repository_name = "web", .max_results = 2};

    const auto first = on_describe_images(in.on, request);
    request.next_token = first.next_token;
    const auto second = on_describe_images(in.on, request);

    BOOST_TEST(first.image_details.size() == 2u);
    BOOST_TEST(second.image_details.size() == 1u);
    BOOST_TEST(!second.next_token);
    const list_images_request other{.repository_name = "web", .next_token = first.next_token};
    TEST_FAULT(list_images, in, invalid_parameter, "nextToken", other);
    request.filter = describe_images_filter{.tag_status = tag_status::any};
    TEST_FAULT(describe_images, in, invalid_parameter, "nextToken", request);
}

BOOST_AUTO_TEST_SUITE_END()
