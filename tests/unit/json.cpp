#include <ecr/json.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/put_image.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(json)

BOOST_AUTO_TEST_CASE(a_shape_survives_its_text) {
    const ecr::list_images_request request{.repository_name = "web", .max_results = 7};

    const auto text = ecr::to_json(request);

    BOOST_TEST(text == R"({"repositoryName":"web","maxResults":7})");
    BOOST_TEST(ecr::from_json<ecr::list_images_request>(text) == request);
}

BOOST_AUTO_TEST_CASE(text_that_cannot_be_written_is_thrown_with_its_member) {
    const ecr::put_image_request request{.repository_name = "web", .image_manifest = "\xff"};

    BOOST_CHECK_EXCEPTION((void)ecr::to_json(request), ecr::invalid_exception,
                          [](const ecr::exception& thrown) {
                              BOOST_TEST(thrown.error().violations().front().path == "image_manifest");
                              return thrown.error().kind() == ecr::error_kind::validation;
                          });
}

BOOST_AUTO_TEST_CASE(text_that_cannot_be_read_is_an_error_or_an_exception) {
    const auto read =
        ecr::from_json<ecr::list_images_response>(R"({"imageIds":[{"imageTag":1}]})", ecr::as_result);

    BOOST_REQUIRE(read.has_error());
    BOOST_TEST((read.error().kind() == ecr::error_kind::parse));
    BOOST_TEST(read.error().message() ==
               "imageIds[0].imageTag: expected a string, got a number (at byte 26)");
    BOOST_CHECK_THROW((void)ecr::from_json<ecr::list_images_response>("[]"), ecr::exception);
}

BOOST_AUTO_TEST_SUITE_END()
