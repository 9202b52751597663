#include <ecr/operations.hpp>
#include <ecr/validation.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using ecr::validation_level;

namespace {

template <class Request>
std::vector<std::string> problems(const Request& request, validation_level level = validation_level::full) {
    std::vector<std::string> texts;
    for (const auto& each : ecr::validate(request, level)) texts.push_back(each.path + " " + each.problem);
    return texts;
}

using texts = std::vector<std::string>;

}

namespace my {

struct request {
    std::string name_without_limit{};
    std::optional<std::string> wrong_form{};
};
inline constexpr ecr::detail::limit unreadable{.pattern = "(("};
ECR_SHAPE(request, name_without_limit, (wrong_form, .bounds = &unreadable));

}

BOOST_AUTO_TEST_SUITE(validation)

BOOST_AUTO_TEST_CASE(a_good_request_has_no_problem) {
    const ecr::list_images_request request{
        .registry_id = "123456789012", .repository_name = "team/web", .max_results = 1000};

    BOOST_TEST(problems(request) == texts{});
}

BOOST_AUTO_TEST_CASE(a_required_text_or_enum_that_is_empty_is_missing) {
    const ecr::put_image_tag_mutability_request request;
    const texts expected{"repository_name is required", "image_tag_mutability is required"};

    BOOST_TEST(problems(request, validation_level::required) == expected);
    BOOST_TEST(problems(request, validation_level::full) == expected);
    BOOST_TEST(problems(request, validation_level::off) == texts{});
}

BOOST_AUTO_TEST_CASE(a_required_list_that_must_have_elements_is_missing_when_empty) {
    const ecr::batch_get_image_request request{.repository_name = "web"};

    BOOST_TEST(problems(request, validation_level::required) ==
               texts{"image_ids needs at least one element"});
}

BOOST_AUTO_TEST_CASE(a_required_list_that_may_be_empty_is_there) {
    const ecr::put_replication_configuration_request request;

    BOOST_TEST(problems(request, validation_level::full) == texts{});
}

BOOST_AUTO_TEST_CASE(a_required_text_that_may_be_empty_is_there) {
    const ecr::put_registry_policy_request policy;
    const ecr::tag_resource_request tags{.resource_arn = "arn", .tags = {{.key = "team", .value = ""}}};

    BOOST_TEST(problems(policy, validation_level::required) == texts{});
    BOOST_TEST(problems(tags, validation_level::full) == texts{});
}

BOOST_AUTO_TEST_CASE(problems_inside_lists_and_structures_have_their_path) {
    const ecr::put_replication_configuration_request request{
        .replication_configuration = {
            .rules = {{.destinations = {{.region = "eu-west-1", .registry_id = "123456789012"}}},
                      {.destinations = {{.region = "", .registry_id = "12345678901"}},
                       .repository_filters = std::vector<ecr::repository_filter>{}}}}};
    const std::string rule = "replication_configuration.rules[1].";

    BOOST_TEST(problems(request, validation_level::required) ==
               texts{rule + "destinations[0].region is required"});
    BOOST_TEST(
        problems(request, validation_level::full) ==
        (texts{rule + "destinations[0].region is required",
               rule + "destinations[0].registry_id is \"12345678901\", which is not of the form [0-9]{12}",
               rule + "repository_filters has 0 elements, at least 1 are allowed"}));
}

BOOST_AUTO_TEST_CASE(limits_are_checked_at_their_edges_and_only_at_the_full_level) {
    ecr::list_images_request request{.repository_name = "web"};
    for (const std::int32_t good : {1, 2, 999, 1000}) {
        request.max_results = good;
        BOOST_TEST(problems(request) == texts{});
    }
    request.max_results = 0;
    BOOST_TEST(problems(request) == texts{"max_results is 0, at least 1 is allowed"});
    request.max_results = 1001;
    BOOST_TEST(problems(request) == texts{"max_results is 1001, at most 1000 is allowed"});
    BOOST_TEST(problems(request, validation_level::required) == texts{});
}

BOOST_AUTO_TEST_CASE(a_limit_beside_the_shape_wins_over_that_of_the_name) {
    ecr::list_image_referrers_request request{
        .repository_name = "web", .subject_id = {.image_digest = "sha256:ab"}, .max_results = 51};

    BOOST_TEST(problems(request) == texts{"max_results is 51, at most 50 is allowed"});
}

BOOST_AUTO_TEST_CASE(lengths_of_texts_are_counted_in_characters) {
    ecr::put_image_request request{.repository_name = "web", .image_manifest = "{}"};
    request.image_tag = std::string();
    BOOST_TEST(problems(request) == texts{"image_tag has 0 characters, at least 1 are allowed"});

    request.image_tag->clear();
    for (int count = 0; count != 300; ++count) *request.image_tag += "é";
    BOOST_TEST(problems(request) == texts{});

    *request.image_tag += "é";
    BOOST_TEST(problems(request) == texts{"image_tag has 301 characters, at most 300 are allowed"});
}

BOOST_AUTO_TEST_CASE(sizes_of_lists_and_their_elements_are_checked) {
    ecr::list_image_referrers_request request{.repository_name = "web",
                                              .subject_id = {.image_digest = "sha256:ab"}};
    request.filter.emplace().artifact_types.emplace(6, "application/spdx+json");
    request.filter->artifact_types->at(2) = std::string(256, 'x');

    BOOST_TEST(problems(request) ==
               (texts{"filter.artifact_types has 6 elements, at most 5 are allowed",
                      "filter.artifact_types[2] has 256 characters, at most 255 are allowed"}));
}

BOOST_AUTO_TEST_CASE(layer_data_is_counted_in_bytes) {
    const std::vector<std::byte> bytes(20971521);
    ecr::upload_layer_part_request request{.repository_name = "web",
                                           .upload_id = "01234567-89ab-cdef-0123-456789abcdef",
                                           .part_first_byte = 0,
                                           .part_last_byte = 20971519};
    request.layer_part_blob = ecr::blob::view(std::span(bytes).first(20971520));
    BOOST_TEST(problems(request) == texts{});

    request.layer_part_blob = ecr::blob::view(bytes);
    BOOST_TEST(problems(request) ==
               texts{"layer_part_blob has 20971521 bytes, at most 20971520 are allowed"});
}

BOOST_AUTO_TEST_CASE(an_unknown_enum_value_is_refused_only_at_the_full_level) {
    const ecr::put_image_tag_mutability_request request{
        .repository_name = "web",
        .image_tag_mutability = ecr::open_enum<ecr::image_tag_mutability>("SOMETIMES")};

    BOOST_TEST(problems(request, validation_level::required) == texts{});
    BOOST_TEST(problems(request) ==
               texts{"image_tag_mutability is \"SOMETIMES\", which is none of MUTABLE, IMMUTABLE, "
                     "IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION"});
}

BOOST_AUTO_TEST_CASE(a_value_in_a_message_is_short_and_printable) {
    const ecr::list_images_request request{.repository_name = "A\n\x1b[31m" + std::string(120, 'b')};

    const auto found = problems(request);

    BOOST_REQUIRE(found.size() == 1u);
    BOOST_TEST(found.front().starts_with("repository_name is \"A??[31m" + std::string(93, 'b') +
                                         "...\", which is not"));
}

BOOST_AUTO_TEST_CASE(hostile_names_are_judged_in_linear_time) {
    std::string name = "a";
    for (int count = 0; count != 100000; ++count) name += "-a";
    const ecr::list_images_request request{.repository_name = name + "!"};

    BOOST_TEST(problems(request).size() == 2u);
}

BOOST_AUTO_TEST_CASE(shapes_of_a_program_of_its_own_are_checked_too) {
    BOOST_TEST(problems(my::request{}) == texts{"name_without_limit is required"});
    BOOST_TEST(problems(my::request{.name_without_limit = "x", .wrong_form = "y"}) ==
               texts{"wrong_form cannot be checked: the form (( is not understood"});
}

BOOST_AUTO_TEST_SUITE_END()
