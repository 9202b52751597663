#include <ecr/emulator/manifest.hpp>

#include <boost/test/unit_test.hpp>

#include <optional>
#include <string>
#include <support/emulated_images.hpp>
#include <vector>

namespace {

using namespace ecr::emulation;

const std::string digest = "sha256:" + std::string(64, 'a');
const std::string other = "sha256:" + std::string(64, 'b');
const std::string none;

bool is_refused(const std::string& text, const std::optional<std::string>& media_type = std::nullopt) {
    try {
        static_cast<void>(read_manifest(text, media_type));
    } catch (const service_fault& fault) {
        return fault.code == ecr::errc::invalid_parameter;
    }
    return false;
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
    const auto at = text.find(what);
    BOOST_REQUIRE(at != text.npos);
    return text.replace(at, what.size(), by);
}

}

BOOST_AUTO_TEST_SUITE(emulator_manifest)

BOOST_AUTO_TEST_CASE(an_image_of_oci_is_read) {
    const auto text =
        test::manifest_text(digest, other,
                            R"(,"subject":)" + test::descriptor(test::oci_image, digest) +
                                R"(,"annotations":{"a":"b"},"artifactType":"application/x.sbom")");

    const auto read = read_manifest(text, std::nullopt);

    BOOST_TEST(read.image.digest == test::digest_of(text));
    BOOST_TEST(read.image.manifest == text);
    BOOST_TEST(read.image.media_type == test::oci_image);
    BOOST_TEST(*read.image.config_digest == digest);
    BOOST_TEST(read.image.layers == std::vector{other}, boost::test_tools::per_element());
    BOOST_TEST(*read.image.subject_digest == digest);
    BOOST_TEST(*read.image.artifact_type == "application/x.sbom");
    BOOST_TEST(read.image.annotations.at("a") == "b");
    BOOST_TEST(read.media_types.at(other) == "application/vnd.oci.image.layer.v1.tar+gzip");
}

BOOST_AUTO_TEST_CASE(the_digest_is_of_the_exact_bytes) {
    const auto text = test::manifest_text(digest, other);

    BOOST_TEST(read_manifest(text + "\n", std::nullopt).image.digest == test::digest_of(text + "\n"));
    BOOST_TEST(read_manifest(text + "\n", std::nullopt).image.digest != test::digest_of(text));
}

BOOST_AUTO_TEST_CASE(an_image_without_a_kind_is_of_the_kind_of_its_configuration) {
    const auto read = read_manifest(test::manifest_text(digest, other), std::nullopt);

    BOOST_TEST(*read.image.artifact_type == "application/vnd.oci.image.config.v1+json");
}

BOOST_AUTO_TEST_CASE(docker_images_and_lists_are_read) {
    const auto image = replaced(test::manifest_text(digest, other), test::oci_image, test::docker_image);
    const auto list = replaced(test::index_text({digest, other}), test::oci_index, test::docker_list);

    BOOST_TEST(read_manifest(image, std::nullopt).image.layers.size() == 1u);
    BOOST_TEST(read_manifest(list, std::nullopt).image.children == (std::vector{digest, other}),
               boost::test_tools::per_element());
    BOOST_TEST(!read_manifest(list, std::nullopt).image.config_digest.has_value());
}

BOOST_AUTO_TEST_CASE(layers_that_are_found_elsewhere_need_not_be_uploaded) {
    const auto text =
        replaced(replaced(test::manifest_text(digest, other), "application/vnd.oci.image.layer.v1.tar+gzip",
                          "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip"),
                 R"("size":2}])", R"("size":2,"urls":["https://example.com/layer"]}])");

    BOOST_TEST(read_manifest(text, std::nullopt).image.layers.empty());
}

BOOST_AUTO_TEST_CASE(the_media_type_comes_from_the_manifest_or_from_the_request) {
    const auto own = std::string(R"("mediaType":")") + test::oci_image + R"(",)";
    const auto silent = replaced(test::manifest_text(digest, other), own, none);

    BOOST_TEST(read_manifest(silent, test::oci_image).image.media_type == test::oci_image);
    BOOST_TEST(is_refused(silent));
    BOOST_TEST(is_refused(silent, "application/json"));
    BOOST_TEST(is_refused(test::manifest_text(digest, other), test::docker_image));
    BOOST_TEST(!is_refused(test::manifest_text(digest, other), test::oci_image));
}

BOOST_AUTO_TEST_CASE(what_is_no_manifest_is_refused) {
    const auto good = test::manifest_text(digest, other);
    const auto index = test::index_text({digest});
    const auto with = [&](const std::string& more) { return test::manifest_text(digest, other, more); };

    for (const auto& text : {std::string("x"),
                             std::string("{}"),
                             std::string("[]"),
                             std::string("null"),
                             std::string("2"),
                             std::string("\"text\""),
                             good.substr(0, good.size() - 1),
                             good + "}",
                             std::string(4'000'000, '['),
                             std::string(4'000'000, '{'),
                             std::string("\xff\xfe"),
                             std::string("{\"a\":\0}", 7),
                             replaced(good, R"("schemaVersion":2)", R"("schemaVersion":1)"),
                             replaced(good, R"("schemaVersion":2)", R"("schemaVersion":"2")"),
                             replaced(good, R"("schemaVersion":2,)", ""),
                             replaced(good, R"("size":2)", R"("size":-1)"),
                             replaced(good, R"("size":2)", R"("size":"2")"),
                             replaced(good, R"("size":2)", R"("size":2.5)"),
                             replaced(good, R"("size":2)", R"("sized":2)"),
                             replaced(good, digest, "sha256:"),
                             replaced(good, digest, "../../etc/passwd"),
                             replaced(good, digest, ""),
                             replaced(good, R"("config":{)", R"("config":[{}],"x":{)"),
                             replaced(good, R"("config")", R"("konfig")"),
                             replaced(good, R"("layers":[)", R"("layers":{},"x":[)"),
                             replaced(good, R"("layers":[{)", R"("layers":[null,{)"),
                             replaced(good, R"("layers")", R"("leaves")"),
                             replaced(index, R"("manifests")", R"("images")"),
                             replaced(index, R"("mediaType":")", R"("mediaType":7,"x":")"),
                             with(R"(,"subject":"text")"),
                             with(R"(,"subject":{})"),
                             with(R"(,"annotations":[])"),
                             with(R"(,"annotations":{"a":1})"),
                             with(R"(,"artifactType":"")"),
                             with(R"(,"artifactType":7)"),
                             with(R"(,"artifactType":")" + std::string(256, 'a') + "\"")}) {
        BOOST_TEST_CONTEXT(text.substr(0, 300)) {
            BOOST_TEST(is_refused(text));
        }
    }
    BOOST_TEST(!is_refused(good));
    BOOST_TEST(!is_refused(index));
}

BOOST_AUTO_TEST_SUITE_END()
