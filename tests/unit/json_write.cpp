#include <ecr/detail/base64.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/model/scan_findings.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/describe_registry.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/list_tags_for_resource.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/put_image_tag_mutability.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace json_write_shapes {

struct blob_holder {
    ecr::blob data{};
};
ECR_SHAPE(blob_holder, data);

struct blobs {
    ecr::blob first{};
    std::optional<ecr::blob> second{};
    std::optional<blob_holder> inner{};
};
ECR_SHAPE(blobs, first, second, inner);

struct only_inner {
    blob_holder inner{};
};
ECR_SHAPE(only_inner, inner);

}

namespace {

using namespace json_write_shapes;

template <class Shape>
std::string written(const Shape& object) {
    std::string text;
    const auto problem = ecr::detail::json_write(object, text);
    BOOST_TEST(!problem.has_value());
    return text;
}

std::string manifest_text(std::string text) {
    const ecr::put_image_request request{.repository_name = "web", .image_manifest = std::move(text)};
    return written(request);
}

}

BOOST_AUTO_TEST_SUITE(json_write)

BOOST_AUTO_TEST_CASE(a_request_without_members_is_an_empty_object) {
    BOOST_TEST(written(ecr::describe_registry_request{}) == "{}");
}

BOOST_AUTO_TEST_CASE(absent_members_are_left_out_and_set_ones_keep_their_order) {
    const ecr::list_images_request request{.repository_name = "web", .max_results = 100};

    BOOST_TEST(written(request) == R"({"repositoryName":"web","maxResults":100})");
}

BOOST_AUTO_TEST_CASE(an_empty_list_is_written_and_an_absent_one_is_not) {
    ecr::create_repository_request request{.repository_name = "web"};
    const std::string absent = written(request);

    request.tags.emplace();

    BOOST_TEST(absent == R"({"repositoryName":"web"})");
    BOOST_TEST(written(request) == R"({"repositoryName":"web","tags":[]})");
}

BOOST_AUTO_TEST_CASE(tags_have_the_names_that_are_an_exception) {
    const ecr::list_tags_for_resource_response response{
        .tags = {{.key = "team", .value = "a"}, {.key = "b"}}};

    BOOST_TEST(written(response) == R"({"tags":[{"Key":"team","Value":"a"},{"Key":"b","Value":""}]})");
}

BOOST_AUTO_TEST_CASE(an_unknown_enum_value_is_sent_as_it_is) {
    ecr::put_image_tag_mutability_request request{
        .repository_name = "web", .image_tag_mutability = ecr::image_tag_mutability::immutable};
    const std::string known = written(request);

    request.image_tag_mutability = ecr::open_enum<ecr::image_tag_mutability>("NEW \"ONE\"");

    BOOST_TEST(known == R"({"repositoryName":"web","imageTagMutability":"IMMUTABLE"})");
    BOOST_TEST(written(request) == R"({"repositoryName":"web","imageTagMutability":"NEW \"ONE\""})");
}

BOOST_AUTO_TEST_CASE(a_map_is_written_with_the_texts_of_its_keys) {
    ecr::image_scan_findings findings;
    findings.finding_severity_counts[ecr::finding_severity::high] = 2;
    findings.finding_severity_counts[ecr::open_enum<ecr::finding_severity>("NEW")] = 1;

    BOOST_TEST(written(findings) ==
               R"({"findingSeverityCounts":{"HIGH":2,"NEW":1},"findings":[],"enhancedFindings":[]})");
}

BOOST_AUTO_TEST_CASE(every_byte_that_needs_an_escape_gets_the_shortest_one) {
    std::string text;
    for (char c = 0; c < 0x21; ++c) text += c;

    BOOST_TEST(manifest_text(text + "\"\\\x7f/") ==
               R"({"repositoryName":"web","imageManifest":"\u0000\u0001\u0002\u0003\u0004\u0005\u0006\u0007)"
               R"(\b\t\n\u000b\f\r\u000e\u000f\u0010\u0011\u0012\u0013\u0014\u0015\u0016\u0017\u0018\u0019)"
               R"(\u001a\u001b\u001c\u001d\u001e\u001f \"\\)"
               "\x7f/\"}");
}

BOOST_AUTO_TEST_CASE(an_escape_is_found_at_every_place_of_a_long_text) {
    for (std::size_t length = 0; length != 40; ++length) {
        for (std::size_t at = 0; at != length; ++at) {
            for (const char escaped : {'"', '\\', '\n', '\x1f'}) {
                std::string text(length, 'x');
                text[at] = escaped;

                const auto read = boost::json::parse(manifest_text(text));

                BOOST_TEST(read.at("imageManifest").as_string() == text);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(text_beyond_ascii_is_not_escaped) {
    BOOST_TEST(manifest_text("é漢\U0001F600\u2028\u0080") ==
               "{\"repositoryName\":\"web\",\"imageManifest\":\"é漢\U0001F600\u2028\u0080\"}");
}

BOOST_AUTO_TEST_CASE(text_that_is_not_utf8_is_refused_with_the_name_of_the_member) {
    struct {
        std::string_view name;
        std::string text;
    } const cases[] = {
        {"a lone continuation", "a\x80"},       {"an overlong slash", "\xc0\xaf"},
        {"a surrogate", "\xed\xa0\x80"},        {"beyond the last code point", "\xf4\x90\x80\x80"},
        {"a sequence cut off", "abcdefgh\xe6"}, {"a byte that never occurs", "\xff"},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            ecr::create_repository_request request{.repository_name = "web"};
            request.tags = {{.key = "a"}, {.key = "b", .value = each.text}};
            std::string text;

            const auto problem = ecr::detail::json_write(request, text);

            BOOST_REQUIRE(problem.has_value());
            BOOST_TEST(problem->path == "tags[1].value");
            BOOST_TEST(problem->problem == "is not valid UTF-8");
        }
    }
}

BOOST_AUTO_TEST_CASE(numbers_that_json_cannot_hold_are_written_as_text) {
    using limits = std::numeric_limits<double>;

    BOOST_TEST(written(ecr::cvss_score{.base_score = limits::quiet_NaN()}) == R"({"baseScore":"NaN"})");
    BOOST_TEST(written(ecr::cvss_score{.base_score = limits::infinity()}) == R"({"baseScore":"Infinity"})");
    BOOST_TEST(written(ecr::cvss_score{.base_score = -limits::infinity()}) == R"({"baseScore":"-Infinity"})");
    BOOST_TEST(written(ecr::cvss_score{.base_score = 9.8}) == R"({"baseScore":9.8})");
}

BOOST_AUTO_TEST_CASE(zero_has_no_sign_that_reading_would_lose) {
    BOOST_TEST(written(ecr::cvss_score{.base_score = -0.0}) == R"({"baseScore":0})");
    BOOST_TEST(written(ecr::cvss_score{.base_score = -0.5}) == R"({"baseScore":-0.5})");
}

BOOST_AUTO_TEST_CASE(integers_are_written_to_their_last_digit) {
    ecr::upload_layer_part_request request{.repository_name = "web",
                                           .upload_id = "u",
                                           .part_first_byte = std::numeric_limits<std::int64_t>::min(),
                                           .part_last_byte = std::numeric_limits<std::int64_t>::max()};

    BOOST_TEST(written(request) ==
               R"({"repositoryName":"web","uploadId":"u","partFirstByte":-9223372036854775808,)"
               R"("partLastByte":9223372036854775807,"layerPartBlob":""})");
}

BOOST_AUTO_TEST_CASE(layer_data_longer_than_a_piece_is_written_whole) {
    for (const std::size_t size : {1u, 2u, 3u, 12287u, 12288u, 12289u, 50000u}) {
        std::vector<std::byte> bytes(size);
        for (std::size_t at = 0; at != size; ++at) bytes[at] = static_cast<std::byte>(at * 7 >> 3);
        ecr::upload_layer_part_request request;
        request.layer_part_blob = ecr::blob::view(bytes);
        std::string expected(ecr::detail::base64_size(size), ' ');
        ecr::detail::base64_encode(bytes, expected.data());

        const std::string text = written(request);

        BOOST_TEST(text.ends_with("\"layerPartBlob\":\"" + expected + "\"}"));
    }
}

BOOST_AUTO_TEST_CASE(what_is_in_the_string_before_stays) {
    std::string text = "before ";

    const auto problem = ecr::detail::json_write(ecr::describe_registry_request{}, text);

    BOOST_TEST(!problem.has_value());
    BOOST_TEST(text == "before {}");
}

BOOST_AUTO_TEST_CASE(layer_data_can_be_left_out_between_its_quotes) {
    for (const std::size_t size : {0u, 1u, 5000u}) {
        const std::vector<std::byte> bytes(size, std::byte{1});
        // Long enough for the place to lie behind what is staged at once.
        ecr::upload_layer_part_request request{.repository_name = std::string(size, 'r'), .upload_id = "u"};
        request.layer_part_blob = ecr::blob::view(bytes);
        const auto whole = written(request);
        std::string text = "before ";
        ecr::detail::blob_position position;

        const auto problem = ecr::detail::json_write_split(request, text, position);
        const auto without = text;
        std::string encoded(ecr::detail::base64_size(size), ' ');
        ecr::detail::base64_encode(position.bytes, encoded.data());
        text.insert(position.at, encoded);

        BOOST_TEST(!problem.has_value());
        BOOST_TEST(without.ends_with(R"("layerPartBlob":""})"));
        BOOST_TEST(text == "before " + whole);
        BOOST_TEST(position.bytes.data() == bytes.data());
        BOOST_TEST(position.bytes.size() == size);
    }
}

BOOST_AUTO_TEST_CASE(a_request_without_layer_data_is_written_whole) {
    std::string text;
    ecr::detail::blob_position position{.at = 7};

    const auto problem =
        ecr::detail::json_write_split(ecr::list_images_request{.repository_name = "web"}, text, position);

    BOOST_TEST(!problem.has_value());
    BOOST_TEST(text == R"({"repositoryName":"web"})");
    BOOST_TEST(position.at == 0u);
    BOOST_TEST(position.bytes.empty());
}

BOOST_AUTO_TEST_CASE(only_a_single_blob_among_the_members_is_left_out) {
    const auto data = ecr::blob::view(std::string_view("abc"));
    struct {
        std::string_view name;
        blobs object;
        std::string_view text;
        std::size_t at;
    } const cases[] = {
        {"the optional one is absent", {.first = data}, R"({"first":""})", 10},
        {"there are two", {.first = data, .second = data}, R"({"first":"YWJj","second":"YWJj"})", 0},
        {"one is in a structure",
         {.first = data, .inner = blob_holder{data}},
         R"({"first":"","inner":{"data":"YWJj"}})",
         10},
    };
    for (const auto& each : cases) {
        BOOST_TEST_CONTEXT(each.name) {
            std::string text;
            ecr::detail::blob_position position;

            const auto problem = ecr::detail::json_write_split(each.object, text, position);

            BOOST_TEST(!problem.has_value());
            BOOST_TEST(text == each.text);
            BOOST_TEST(position.at == each.at);
            BOOST_TEST(position.bytes.size() == (each.at == 0 ? 0u : 3u));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_blob_in_a_structure_is_written_in_place) {
    std::string text;
    ecr::detail::blob_position position;

    const auto problem = ecr::detail::json_write_split(
        only_inner{.inner = {ecr::blob::view(std::string_view("abc"))}}, text, position);

    BOOST_TEST(!problem.has_value());
    BOOST_TEST(text == R"({"inner":{"data":"YWJj"}})");
    BOOST_TEST(position.bytes.empty());
}

BOOST_AUTO_TEST_CASE(a_text_that_is_not_utf8_is_refused_beside_layer_data_too) {
    ecr::upload_layer_part_request request{.repository_name = "web", .upload_id = "\xff"};
    request.layer_part_blob = ecr::blob::view(std::string_view("abc"));
    std::string text;
    ecr::detail::blob_position position;

    const auto problem = ecr::detail::json_write_split(request, text, position);

    BOOST_REQUIRE(problem.has_value());
    BOOST_TEST(problem->path == "upload_id");
}

BOOST_AUTO_TEST_SUITE_END()
