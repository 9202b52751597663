#include <ecr/emulator/layers.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <support/emulated.hpp>
#include <support/emulated_images.hpp>
#include <variant>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;

constexpr std::size_t mebibyte = 1 << 20;

std::string begin(test::emulated& in) {
    return on_initiate_layer_upload(in.on, {.repository_name = "web"}).upload_id.value();
}

complete_layer_upload_request completion(const std::string& id, std::string_view bytes) {
    return {.repository_name = "web", .upload_id = id, .layer_digests = {test::digest_of(bytes)}};
}

std::string url_of(test::emulated& in, const std::string& digest) {
    return on_get_download_url_for_layer(in.on, {.repository_name = "web", .layer_digest = digest})
        .download_url.value();
}

/// What the server sees of a URL.
std::string target_of(const test::emulated& in, const std::string& url) {
    return url.substr(in.on.base_url.size());
}

layer availability_of(test::emulated& in, const std::string& digest) {
    const auto response =
        on_batch_check_layer_availability(in.on, {.repository_name = "web", .layer_digests = {digest}});
    return response.layers.at(0);
}

const service_fault::value* member(const service_fault& fault, std::string_view name) {
    for (const auto& [each, value] : fault.members)
        if (each == name) return &value;
    return nullptr;
}

}

BOOST_AUTO_TEST_SUITE(emulator_layers)

BOOST_AUTO_TEST_CASE(a_layer_is_uploaded_in_parts) {
    test::emulated in;
    auto& stored = in.create("web");
    const std::string first(5 * mebibyte, 'a');
    const std::string second = "the end";

    const auto begun = on_initiate_layer_upload(in.on, {.repository_name = "web"});
    const auto& id = begun.upload_id.value();
    const auto one = on_upload_layer_part(in.on, test::part("web", id, 0, first));
    const auto two =
        on_upload_layer_part(in.on, test::part("web", id, static_cast<std::int64_t>(first.size()), second));
    const auto done = on_complete_layer_upload(in.on, completion(id, first + second));

    BOOST_TEST(*begun.part_size == 10'485'760);
    BOOST_TEST(*one.last_byte_received == static_cast<std::int64_t>(first.size()) - 1);
    BOOST_TEST(*two.last_byte_received == static_cast<std::int64_t>(first.size() + second.size()) - 1);
    BOOST_TEST(*done.layer_digest == test::digest_of(first + second));
    BOOST_TEST(stored.layers.at(*done.layer_digest).bytes.size() == first.size() + second.size());
    BOOST_TEST(stored.uploads.empty());
    BOOST_TEST(stored.bytes == first.size() + second.size());
}

BOOST_AUTO_TEST_CASE(a_part_must_go_on_where_the_last_one_ended) {
    test::emulated in;
    in.create("web");
    const auto id = begin(in);
    on_upload_layer_part(in.on, test::part("web", id, 0, "abcd"));

    for (const std::int64_t first : {0, 3, 5, 1000}) {
        BOOST_TEST_CONTEXT(first) {
            const auto fault = test::fault_of(upload_layer_part, &on_upload_layer_part, in,
                                              test::part("web", id, first, "xyz"));
            BOOST_TEST((fault.code == errc::invalid_layer_part));
            BOOST_TEST(std::get<std::int64_t>(*member(fault, "lastValidByteReceived")) == 3);
            BOOST_TEST(std::get<std::string>(*member(fault, "uploadId")) == id);
            BOOST_TEST(std::get<std::string>(*member(fault, "repositoryName")) == "web");
            BOOST_TEST(std::get<std::string>(*member(fault, "registryId")) == test::account);
        }
    }
    const auto next = on_upload_layer_part(in.on, test::part("web", id, 4, "efgh"));
    BOOST_TEST(*next.last_byte_received == 7);
}

BOOST_AUTO_TEST_CASE(a_part_must_have_the_bytes_of_its_range) {
    test::emulated in;
    in.create("web");
    const auto id = begin(in);
    auto longer = test::part("web", id, 0, "abcd");
    longer.part_last_byte = 9;
    auto backwards = test::part("web", id, 0, "");
    backwards.part_first_byte = 5;
    backwards.part_last_byte = 4;

    const auto fault = test::fault_of(upload_layer_part, &on_upload_layer_part, in, longer);

    BOOST_TEST((fault.code == errc::invalid_layer_part));
    BOOST_TEST(member(fault, "lastValidByteReceived") == nullptr);
    TEST_FAULT(upload_layer_part, in, invalid_parameter, "partLastByte", backwards);
}

BOOST_AUTO_TEST_CASE(an_upload_without_bytes_is_no_layer) {
    test::emulated in;
    in.create("web");
    const auto id = begin(in);

    TEST_FAULT(complete_layer_upload, in, empty_upload, id, completion(id, ""));
}

BOOST_AUTO_TEST_CASE(only_the_last_part_may_be_small) {
    test::emulated in;
    in.create("web");
    const auto id = begin(in);
    const std::string almost(5 * mebibyte - 1, 'a');
    on_upload_layer_part(in.on, test::part("web", id, 0, almost));
    on_upload_layer_part(in.on, test::part("web", id, static_cast<std::int64_t>(almost.size()), "b"));

    TEST_FAULT(complete_layer_upload, in, layer_part_too_small, id, completion(id, almost + "b"));
}

BOOST_AUTO_TEST_CASE(a_layer_must_have_every_digest_that_is_given) {
    test::emulated in;
    in.create("web");
    const auto id = begin(in);
    on_upload_layer_part(in.on, test::part("web", id, 0, "abcd"));
    auto two = completion(id, "abcd");
    two.layer_digests.push_back(test::digest_of("other"));

    TEST_FAULT(complete_layer_upload, in, invalid_layer, test::digest_of("abcd"), completion(id, "abc"));
    TEST_FAULT(complete_layer_upload, in, invalid_layer, test::digest_of("abcd"), two);
    const auto done = on_complete_layer_upload(in.on, completion(id, "abcd"));
    BOOST_TEST(*done.layer_digest == test::digest_of("abcd"));
}

BOOST_AUTO_TEST_CASE(a_layer_that_is_there_is_said_so) {
    test::emulated in;
    in.create("web");
    test::upload(in, "web", "abcd");
    const auto id = begin(in);
    on_upload_layer_part(in.on, test::part("web", id, 0, "abcd"));

    TEST_FAULT(complete_layer_upload, in, layer_already_exists, test::digest_of("abcd"),
               completion(id, "abcd"));
}

BOOST_AUTO_TEST_CASE(an_upload_that_is_not_there_is_said_so) {
    test::emulated in;
    in.create("web");
    in.create("api");
    const auto id = begin(in);
    on_upload_layer_part(in.on, test::part("web", id, 0, "abcd"));

    TEST_FAULT(upload_layer_part, in, upload_not_found, "'api'", test::part("api", id, 4, "e"));
    TEST_FAULT(upload_layer_part, in, repository_not_found, "'no'", test::part("no", id, 4, "e"));
    on_complete_layer_upload(in.on, completion(id, "abcd"));
    TEST_FAULT(complete_layer_upload, in, upload_not_found, id, completion(id, "abcd"));
}

BOOST_AUTO_TEST_CASE(uploads_that_nobody_goes_on_with_are_forgotten) {
    test::emulated in;
    auto& stored = in.create("web");
    const auto idle = begin(in);
    on_upload_layer_part(in.on, test::part("web", idle, 0, "abcd"));
    in.on.now += 24h;
    begin(in);

    BOOST_TEST(!stored.uploads.contains(idle));
    BOOST_TEST(stored.bytes == 0u);
    in.all.limits().uploads_per_repository = 2;
    in.on.now += 1s;
    const auto second = begin(in);
    in.on.now += 1s;
    const auto third = begin(in);
    BOOST_TEST(stored.uploads.size() == 2u);
    BOOST_TEST(stored.uploads.contains(second));
    BOOST_TEST(stored.uploads.contains(third));
}

BOOST_AUTO_TEST_CASE(an_emulator_that_is_full_takes_no_more_bytes) {
    test::emulated in;
    in.create("web");
    in.all.limits().bytes = 6;
    const auto id = begin(in);
    on_upload_layer_part(in.on, test::part("web", id, 0, "abcd"));

    TEST_FAULT(upload_layer_part, in, limit_exceeded, "6 bytes", test::part("web", id, 4, "efg"));
    BOOST_TEST(*on_upload_layer_part(in.on, test::part("web", id, 4, "ef")).last_byte_received == 5);
}

BOOST_AUTO_TEST_CASE(availability_tells_what_to_upload) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "layer", "v1");
    const auto layer = test::digest_of("layer");

    const auto there = availability_of(in, layer);
    const auto missing = availability_of(in, test::digest_of("missing"));
    on_update_image_storage_class(in.on, {.repository_name = "web",
                                          .image_id = {.image_digest = digest},
                                          .target_storage_class = target_storage_class::archive});
    const auto archived = availability_of(in, layer);
    const auto failures =
        on_batch_check_layer_availability(
            in.on, {.repository_name = "web", .layer_digests = {"", "sha256", "sha256:xyz"}})
            .failures;

    BOOST_TEST((*there.layer_availability == layer_availability::available));
    BOOST_TEST(*there.layer_size == 5);
    BOOST_TEST(*there.media_type == "application/vnd.oci.image.layer.v1.tar+gzip");
    BOOST_TEST((*missing.layer_availability == layer_availability::unavailable));
    BOOST_TEST((*archived.layer_availability == layer_availability::archived));
    BOOST_REQUIRE(failures.size() == 3u);
    BOOST_TEST((*failures[0].failure_code == layer_failure_code::missing_layer_digest));
    BOOST_TEST((*failures[1].failure_code == layer_failure_code::invalid_layer_digest));
    BOOST_TEST((*failures[2].failure_code == layer_failure_code::invalid_layer_digest));
}

BOOST_AUTO_TEST_CASE(a_download_url_gives_the_layer_until_it_expires) {
    test::emulated in;
    in.create("team/web");
    in.create("web");
    test::push(in, "web", "layer", "v1");
    const auto url = url_of(in, test::digest_of("layer"));
    const auto target = target_of(in, url);

    BOOST_TEST(url.starts_with("http://localhost:4566/layer-download/"));
    BOOST_TEST((layer_for_download(in.all, target, in.on.now).value() == blob::view("layer")));
    BOOST_TEST(layer_for_download(in.all, target, in.on.now + 1h - 1ms).has_value());
    BOOST_TEST(!layer_for_download(in.all, target, in.on.now + 1h).has_value());
}

BOOST_AUTO_TEST_CASE(a_download_url_that_was_changed_gives_nothing) {
    test::emulated in;
    in.create("web");
    test::push(in, "web", "layer", "v1");
    const auto good = target_of(in, url_of(in, test::digest_of("layer")));
    auto later = good;
    later.replace(later.find("expires=") + 8, 1, "9");
    auto forged = good;
    forged.back() = forged.back() == '0' ? '1' : '0';

    for (const auto& target : {later, forged, good + "0", good.substr(0, good.find('?')),
                               good.substr(0, good.find("&signature=")), std::string(download_path),
                               std::string(download_path) + "&signature=", std::string("/"), std::string()}) {
        BOOST_TEST_CONTEXT(target) {
            BOOST_TEST(!layer_for_download(in.all, target, in.on.now).has_value());
        }
    }
    test::emulated other;
    BOOST_TEST(!layer_for_download(other.all, good, other.on.now).has_value());
}

BOOST_AUTO_TEST_CASE(only_layers_of_images_that_can_be_pulled_are_downloaded) {
    test::emulated in;
    in.create("web");
    const auto digest = test::push(in, "web", "layer", "v1");
    const auto target = target_of(in, url_of(in, test::digest_of("layer")));
    const auto lonely = test::upload(in, "web", "lonely");
    const get_download_url_for_layer_request used{.repository_name = "web",
                                                  .layer_digest = test::digest_of("layer")};

    TEST_FAULT(get_download_url_for_layer, in, layer_inaccessible, "no image refers",
               get_download_url_for_layer_request{.repository_name = "web", .layer_digest = lonely});
    TEST_FAULT(get_download_url_for_layer, in, layers_not_found, "'sha256:00'",
               get_download_url_for_layer_request{.repository_name = "web", .layer_digest = "sha256:00"});
    on_update_image_storage_class(in.on, {.repository_name = "web",
                                          .image_id = {.image_digest = digest},
                                          .target_storage_class = target_storage_class::archive});
    TEST_FAULT(get_download_url_for_layer, in, layer_inaccessible, "archived", used);
    BOOST_TEST(!layer_for_download(in.all, target, in.on.now).has_value());
    on_delete_repository(in.on, {.repository_name = "web", .force = true});
    BOOST_TEST(!layer_for_download(in.all, target, in.on.now).has_value());
}

BOOST_AUTO_TEST_SUITE_END()
