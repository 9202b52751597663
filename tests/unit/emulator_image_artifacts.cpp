#include <ecr/emulator/images.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <support/emulated_images.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;

std::string about(const std::string& subject, const std::string& type) {
    return R"(,"subject":)" + test::descriptor(test::oci_image, subject) + R"(,"artifactType":")" + type +
           R"(","annotations":{"kind":")" + type + R"("})";
}

struct signed_image : test::emulated {
    stored_repository& stored = create("web");
    std::string subject = test::push(*this, "web", "image", "v1");
    std::string signature = test::push(*this, "web", "signature", std::nullopt, about(subject, "sig"));
    std::string bill = test::push(*this, "web", "bill", std::nullopt, about(subject, "sbom"));

    [[nodiscard]] list_image_referrers_request request() const {
        return {.repository_name = "web", .subject_id = {.image_digest = subject}};
    }
    [[nodiscard]] update_image_storage_class_request move(const std::string& digest,
                                                          target_storage_class to) const {
        return {.repository_name = "web", .image_id = {.image_digest = digest}, .target_storage_class = to};
    }
};

}

BOOST_AUTO_TEST_SUITE(emulator_image_artifacts)

BOOST_AUTO_TEST_CASE(referrers_are_listed_by_their_subject) {
    signed_image in;

    const auto all = on_list_image_referrers(in.on, in.request()).referrers;
    auto none = in.request();
    none.subject_id.image_digest = in.bill;

    BOOST_REQUIRE(all.size() == 2u);
    const auto& bill = all[0].digest == in.bill ? all[0] : all[1];
    BOOST_TEST(bill.digest == in.bill);
    BOOST_TEST(bill.media_type == test::oci_image);
    BOOST_TEST(*bill.artifact_type == "sbom");
    BOOST_TEST(bill.annotations.at("kind") == "sbom");
    BOOST_TEST(bill.size == static_cast<std::int64_t>(in.stored.images.at(in.bill).manifest.size()));
    BOOST_TEST((*bill.artifact_status == artifact_status::active));
    BOOST_TEST(on_list_image_referrers(in.on, none).referrers.empty());
}

BOOST_AUTO_TEST_CASE(referrers_are_chosen_by_kind_and_by_status) {
    signed_image in;
    on_update_image_storage_class(in.on, in.move(in.bill, target_storage_class::archive));
    auto request = in.request();
    const auto count = [&](std::optional<std::vector<std::string>> types,
                           std::optional<open_enum<artifact_status_filter>> status) {
        request.filter = list_image_referrers_filter{.artifact_types = types, .artifact_status = status};
        return on_list_image_referrers(in.on, request).referrers.size();
    };
    const std::vector<std::string> sbom{"sbom"};
    const std::vector<std::string> both{"sbom", "sig"};

    BOOST_TEST(on_list_image_referrers(in.on, request).referrers.size() == 1u);
    BOOST_TEST(count({}, {}) == 1u);
    BOOST_TEST(count({}, artifact_status_filter::any) == 2u);
    BOOST_TEST(count({}, artifact_status_filter::archived) == 1u);
    BOOST_TEST(count(sbom, {}) == 0u);
    BOOST_TEST(count(sbom, artifact_status_filter::any) == 1u);
    BOOST_TEST(count(both, artifact_status_filter::any) == 2u);
    BOOST_TEST(count(std::vector<std::string>(), artifact_status_filter::any) == 2u);
}

BOOST_AUTO_TEST_CASE(referrers_are_paged) {
    signed_image in;
    auto request = in.request();
    request.max_results = 1;

    const auto first = on_list_image_referrers(in.on, request);
    request.next_token = first.next_token;
    const auto second = on_list_image_referrers(in.on, request);

    BOOST_TEST(first.referrers.size() == 1u);
    BOOST_TEST(second.referrers.size() == 1u);
    BOOST_TEST(!second.next_token);
    BOOST_TEST(first.referrers[0].digest != second.referrers[0].digest);
    request.subject_id.image_digest = in.bill;
    TEST_FAULT(list_image_referrers, in, invalid_parameter, "nextToken", request);
    request.subject_id.image_digest = "subject";
    TEST_FAULT(list_image_referrers, in, invalid_parameter, "subjectId", request);
    request.repository_name = "no";
    request.subject_id.image_digest = in.bill;
    TEST_FAULT(list_image_referrers, in, repository_not_found, "'no'", request);
}

BOOST_AUTO_TEST_CASE(a_referrer_may_come_before_its_subject_and_go_without_it) {
    signed_image in;

    on_batch_delete_image(in.on, {.repository_name = "web", .image_ids = {{.image_digest = in.subject}}});
    BOOST_TEST(on_list_image_referrers(in.on, in.request()).referrers.size() == 2u);
    on_batch_delete_image(in.on, {.repository_name = "web",
                                  .image_ids = {{.image_digest = in.bill}, {.image_digest = in.signature}}});

    BOOST_TEST(on_list_image_referrers(in.on, in.request()).referrers.empty());
    BOOST_TEST(in.stored.referrers.empty());
}

BOOST_AUTO_TEST_CASE(an_image_is_archived_and_restored) {
    signed_image in;
    const auto status = [&] {
        describe_images_request request{.repository_name = "web"};
        request.image_ids = std::vector<image_identifier>{{.image_digest = in.subject}};
        return on_describe_images(in.on, request).image_details.at(0);
    };

    const auto archived =
        on_update_image_storage_class(in.on, in.move(in.subject, target_storage_class::archive));
    BOOST_TEST((*archived.image_status == image_status::archived));
    BOOST_TEST(*archived.image_id->image_digest == in.subject);
    BOOST_TEST((*status().last_archived_at == in.on.now));

    in.on.now += std::chrono::hours(1);
    const auto restored =
        on_update_image_storage_class(in.on, in.move(in.subject, target_storage_class::standard));
    const auto done_at = in.on.now + in.all.times().restore;
    BOOST_TEST((*restored.image_status == image_status::activating));
    in.on.now = done_at - std::chrono::milliseconds(1);
    BOOST_TEST((*status().image_status == image_status::activating));
    in.on.now = done_at + std::chrono::hours(1);
    BOOST_TEST((*status().image_status == image_status::active));
    BOOST_TEST((*status().last_activated_at == done_at));
    BOOST_TEST(on_batch_get_image(in.on, {.repository_name = "web", .image_ids = {{.image_tag = "v1"}}})
                   .failures.empty());
    BOOST_TEST(in.stored.layers.at(test::digest_of("image")).active_images == 1u);
}

BOOST_AUTO_TEST_CASE(an_image_moves_only_to_the_other_storage_class) {
    signed_image in;
    const auto archive = in.move(in.subject, target_storage_class::archive);
    const auto restore = in.move(in.subject, target_storage_class::standard);

    TEST_FAULT(update_image_storage_class, in, image_storage_class_update_not_supported, "ACTIVE", restore);
    on_update_image_storage_class(in.on, archive);
    TEST_FAULT(update_image_storage_class, in, image_storage_class_update_not_supported, "ARCHIVED", archive);
    on_update_image_storage_class(in.on, restore);
    TEST_FAULT(update_image_storage_class, in, image_storage_class_update_not_supported, "ACTIVATING",
               archive);
    TEST_FAULT(update_image_storage_class, in, image_not_found, "sha256:00",
               in.move("sha256:00", target_storage_class::archive));
    TEST_FAULT(update_image_storage_class, in, invalid_parameter, "digest",
               in.move("digest", target_storage_class::archive));
    const auto list = test::index_text({in.bill});
    test::put(in, "web", list);
    TEST_FAULT(update_image_storage_class, in, image_storage_class_update_not_supported, "manifest list",
               in.move(in.bill, target_storage_class::archive));
}

BOOST_AUTO_TEST_CASE(an_image_deleted_while_it_is_restored_and_pushed_again_is_whole) {
    signed_image in;
    on_update_image_storage_class(in.on, in.move(in.subject, target_storage_class::archive));
    on_update_image_storage_class(in.on, in.move(in.subject, target_storage_class::standard));
    on_batch_delete_image(in.on, {.repository_name = "web", .image_ids = {{.image_digest = in.subject}}});
    test::push(in, "web", "image", "v1");
    in.on.now += std::chrono::hours(1);

    on_list_images(in.on, {.repository_name = "web"});

    const auto& layer = in.stored.layers.at(test::digest_of("image"));
    BOOST_TEST(layer.images == 1u);
    BOOST_TEST(layer.active_images == 1u);
}

BOOST_AUTO_TEST_SUITE_END()
