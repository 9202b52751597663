#include <ecr/emulator/lifecycle.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <set>
#include <string>
#include <support/emulated_images.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;
using status = lifecycle_policy_preview_status;

const std::string keep_one =
    R"({"rules":[{"rulePriority":1,"description":"keep the youngest image and no other","selection":)"
    R"({"tagStatus":"any","countType":"imageCountMoreThan","countNumber":1},"action":{"type":"expire"}}]})";

/// With three images, the last of which is the youngest and has a tag, as has the first.
struct gallery : test::emulated {
    stored_repository& stored = create("web");
    std::string first = test::push(*this, "web", "1", "old");
    std::string second = (on.now += 1s, test::push(*this, "web", "2"));
    std::string third = (on.now += 1s, test::push(*this, "web", "3", "new"));

    void preview() {
        on_start_lifecycle_policy_preview(on, {.repository_name = "web", .lifecycle_policy_text = keep_one});
    }
    [[nodiscard]] get_lifecycle_policy_preview_response get() const {
        return on_get_lifecycle_policy_preview(on, {.repository_name = "web"});
    }
};

const put_lifecycle_policy_request put_keep_one{.repository_name = "web", .lifecycle_policy_text = keep_one};

}

BOOST_AUTO_TEST_SUITE(emulator_lifecycle)

BOOST_AUTO_TEST_CASE(a_policy_is_put_got_and_deleted) {
    test::emulated in;
    in.create("web");

    const auto put = on_put_lifecycle_policy(in.on, put_keep_one);
    const auto got = on_get_lifecycle_policy(in.on, {.repository_name = "web"});
    const auto gone = on_delete_lifecycle_policy(in.on, {.repository_name = "web"});

    BOOST_TEST(*put.lifecycle_policy_text == keep_one);
    BOOST_TEST(*got.lifecycle_policy_text == keep_one);
    BOOST_TEST(*got.registry_id == test::account);
    BOOST_TEST(*gone.lifecycle_policy_text == keep_one);
    TEST_FAULT(get_lifecycle_policy, in, lifecycle_policy_not_found,
               "Lifecycle policy does not exist for the repository with name 'web' in the registry with id "
               "'123456789012'",
               get_lifecycle_policy_request{.repository_name = "web"});
    TEST_FAULT(delete_lifecycle_policy, in, lifecycle_policy_not_found, "'web'",
               delete_lifecycle_policy_request{.repository_name = "web"});
}

BOOST_AUTO_TEST_CASE(a_policy_that_is_refused_leaves_the_one_that_is_there) {
    test::emulated in;
    auto& stored = in.create("web");
    on_put_lifecycle_policy(in.on, put_keep_one);
    auto wrong = put_keep_one;
    wrong.lifecycle_policy_text = "{}";

    TEST_FAULT(put_lifecycle_policy, in, invalid_parameter, "rules", wrong);
    wrong = put_keep_one;
    wrong.repository_name = "no";
    TEST_FAULT(put_lifecycle_policy, in, repository_not_found, "'no'", wrong);

    BOOST_TEST(*stored.lifecycle_policy == keep_one);
}

BOOST_AUTO_TEST_CASE(a_preview_is_in_progress_then_complete_then_expired) {
    gallery in;
    in.preview();

    BOOST_TEST((in.get().status == status::in_progress));
    BOOST_TEST(in.get().preview_results.empty());
    BOOST_TEST(!in.get().summary.has_value());
    in.on.now += in.all.times().lifecycle_preview;
    const auto done = in.get();
    BOOST_TEST((done.status == status::complete));
    BOOST_TEST(done.preview_results.size() == 2u);
    BOOST_TEST(*done.summary->expiring_image_total_count == 2);
    BOOST_TEST(done.summary->transitioning_image_total_counts.empty());
    BOOST_TEST(*done.lifecycle_policy_text == keep_one);
    in.on.now += in.all.times().preview_results;
    BOOST_TEST((in.get().status == status::expired));
    BOOST_TEST(in.get().preview_results.empty());
    BOOST_TEST(in.stored.images.size() == 3u);
}

BOOST_AUTO_TEST_CASE(a_preview_counts_what_moves_to_the_archive) {
    gallery in;
    auto text = keep_one;
    text.replace(text.find(R"("expire")"), 8, R"("transition","targetStorageClass":"archive")");
    on_start_lifecycle_policy_preview(in.on, {.repository_name = "web", .lifecycle_policy_text = text});
    in.on.now += 1h;

    const auto summary = in.get().summary.value();

    BOOST_TEST(*summary.expiring_image_total_count == 0);
    BOOST_REQUIRE(summary.transitioning_image_total_counts.size() == 1u);
    BOOST_TEST(*summary.transitioning_image_total_counts[0].image_total_count == 2);
}

BOOST_AUTO_TEST_CASE(one_preview_runs_at_a_time) {
    gallery in;
    start_lifecycle_policy_preview_request request{.repository_name = "web"};

    TEST_FAULT(start_lifecycle_policy_preview, in, lifecycle_policy_not_found, "'web'", request);
    on_put_lifecycle_policy(in.on, put_keep_one);
    const auto begun = on_start_lifecycle_policy_preview(in.on, request);
    BOOST_TEST((begun.status == status::in_progress));
    BOOST_TEST(*begun.lifecycle_policy_text == keep_one);
    TEST_FAULT(start_lifecycle_policy_preview, in, lifecycle_policy_preview_in_progress, "'web'", request);
    in.on.now += in.all.times().lifecycle_preview;
    on_start_lifecycle_policy_preview(in.on, request);
    request.lifecycle_policy_text = "{}";
    TEST_FAULT(start_lifecycle_policy_preview, in, invalid_parameter, "rules", request);
}

BOOST_AUTO_TEST_CASE(results_are_chosen_and_paged) {
    gallery in;
    in.preview();
    in.on.now += 1h;
    get_lifecycle_policy_preview_request request{.repository_name = "web"};
    const auto found = [&] {
        std::set<std::string> digests;
        for (const auto& each : on_get_lifecycle_policy_preview(in.on, request).preview_results)
            digests.insert(*each.image_digest);
        return digests;
    };
    using set = std::set<std::string>;

    request.filter = lifecycle_policy_preview_filter{.tag_status = tag_status::tagged};
    BOOST_TEST((found() == set{in.first}));
    request.filter->tag_status = tag_status::untagged;
    BOOST_TEST((found() == set{in.second}));
    request.filter.reset();
    request.image_ids = std::vector<image_identifier>{{.image_tag = "old"}, {.image_digest = in.third}, {}};
    BOOST_TEST((found() == set{in.first}));
    request.max_results = 1;
    TEST_FAULT(get_lifecycle_policy_preview, in, invalid_parameter, "imageIds", request);
    request.image_ids.reset();
    auto both = found();
    request.next_token = on_get_lifecycle_policy_preview(in.on, request).next_token;
    both.merge(found());
    BOOST_TEST((both == set{in.first, in.second}));
    BOOST_TEST(!on_get_lifecycle_policy_preview(in.on, request).next_token.has_value());
}

BOOST_AUTO_TEST_CASE(a_preview_that_was_not_started_is_not_there) {
    test::emulated in;
    in.create("web");

    TEST_FAULT(get_lifecycle_policy_preview, in, lifecycle_policy_preview_not_found, "'web'",
               get_lifecycle_policy_preview_request{.repository_name = "web"});
    TEST_FAULT(get_lifecycle_policy_preview, in, repository_not_found, "'no'",
               get_lifecycle_policy_preview_request{.repository_name = "no"});
}

BOOST_AUTO_TEST_SUITE_END()
