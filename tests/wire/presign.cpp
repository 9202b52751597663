#include <ecr/json.hpp>
#include <ecr/operations.hpp>
#include <ecr/presign.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <set>
#include <string>
#include <support/data_file.hpp>

namespace {

using namespace std::chrono_literals;
using test::view;

constexpr ecr::timestamp noon{1440938160s}; // 2015-08-30T12:36:00Z

ecr::credentials keys(std::string_view token = {}) {
    ecr::credentials made;
    made.access_key_id = "AKIDEXAMPLE";
    made.secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    made.session_token = token;
    return made;
}

ecr::endpoint ireland() {
    return ecr::resolve_endpoint({.region = "eu-west-1"}).value;
}

ecr::endpoint endpoint_of(const boost::json::value& sample) {
    ecr::endpoint_options options;
    options.region = view(sample.at("region"));
    if (!view(sample.at("endpoint_url")).empty()) options.url = view(sample.at("endpoint_url"));
    return ecr::resolve_endpoint(options).value;
}

template <class Operation>
ecr::result<ecr::presigned_request> presigned(const Operation& operation, const boost::json::value& sample) {
    const auto request = ecr::from_json<typename Operation::request_type>(view(sample.at("request")));
    ecr::presign_options options;
    options.expires = std::chrono::seconds(sample.at("expires").as_int64());
    options.method = view(sample.at("method"));
    return ecr::presign(operation, request, endpoint_of(sample), keys(view(sample.at("token"))), noon,
                        options);
}

}

BOOST_AUTO_TEST_SUITE(presign)

BOOST_AUTO_TEST_CASE(operations_get_the_url_that_boto3_generates) {
    const auto file = test::json_file("presign.json");
    std::size_t compared = 0;

    for (const auto& sample : file.at("operations").as_array()) {
        BOOST_TEST_CONTEXT(view(sample.at("operation")) << " " << view(sample.at("request"))) {
            ecr::operations::for_each([&](const auto& operation) {
                if (operation.name() != view(sample.at("operation"))) return;

                const auto made = presigned(operation, sample);

                BOOST_TEST_REQUIRE(made.has_value());
                BOOST_TEST(made->url == view(sample.at("url")));
                BOOST_TEST(made->method == view(sample.at("method")));
                BOOST_TEST(made->body.empty());
                ++compared;
            });
        }
    }

    BOOST_TEST(compared >= 20u);
    BOOST_TEST(compared == file.at("operations").as_array().size());
}

BOOST_AUTO_TEST_CASE(requests_to_other_services_are_presigned_as_botocore_does_it) {
    const auto file = test::json_file("presign.json");

    for (const auto& sample : file.at("others").as_array()) {
        ecr::request_to_presign request;
        request.method = view(sample.at("method"));
        request.url = view(sample.at("given"));
        request.region = view(sample.at("region"));
        request.service = view(sample.at("service"));
        for (const auto& header : sample.at("headers").as_array())
            request.headers.emplace_back(view(header.at(0)), view(header.at(1)));
        const std::chrono::seconds expires(sample.at("expires").as_int64());

        const auto made = ecr::presign(request, keys(view(sample.at("token"))), noon, expires);

        BOOST_TEST_REQUIRE(made.has_value());
        BOOST_TEST(made->url == view(sample.at("url")));
        BOOST_TEST((made->headers == request.headers));
    }
}

BOOST_AUTO_TEST_CASE(the_headers_that_were_signed_have_to_be_sent) {
    const ecr::list_images_request request{.repository_name = "repo"};

    const auto made = ecr::presign(ecr::list_images, request, ireland(), keys(), noon);

    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST_REQUIRE(made->headers.size() == 2u);
    BOOST_TEST(made->headers[0].first == "Content-Type");
    BOOST_TEST(made->headers[0].second == "application/x-amz-json-1.1");
    BOOST_TEST(made->headers[1].first == "X-Amz-Target");
    BOOST_TEST(made->headers[1].second == "AmazonEC2ContainerRegistry_V20150921.ListImages");
    BOOST_TEST((made->expires == noon + 1h));
}

BOOST_AUTO_TEST_CASE(parameters_in_the_body_are_signed_there) {
    const ecr::list_images_request request{.repository_name = "repo"};
    ecr::presign_options options;
    options.parameters = ecr::presigned_parameters::body;

    const auto made = ecr::presign(ecr::list_images, request, ireland(), keys(), noon, options);

    ecr::request_to_presign same;
    same.method = "POST";
    same.url = "https://api.ecr.eu-west-1.amazonaws.com/";
    same.headers = made->headers;
    same.body = R"({"repositoryName":"repo"})";
    same.region = "eu-west-1";
    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->body == same.body);
    BOOST_TEST(made->url.find("repositoryName") == std::string::npos);
    BOOST_TEST(made->url == ecr::presign(same, keys(), noon).value().url);
    same.body += ' ';
    BOOST_TEST(made->url != ecr::presign(same, keys(), noon).value().url);
}

BOOST_AUTO_TEST_CASE(it_ends_no_later_than_the_keys) {
    const ecr::list_images_request request{.repository_name = "repo"};
    auto short_lived = keys("token");
    short_lived.expiration = noon + 5min;

    const auto made = ecr::presign(ecr::list_images, request, ireland(), short_lived, noon);

    BOOST_TEST((made.value().expires == noon + 5min));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_presigned_is_refused) {
    const ecr::list_images_request good{.repository_name = "repo"};
    const ecr::list_images_request incomplete;
    ecr::presign_options too_long;
    too_long.expires = std::chrono::days(7) + 1s;
    ecr::request_to_presign nowhere;
    nowhere.url = "sts.amazonaws.com";
    nowhere.region = "eu-west-1";

    const auto invalid = ecr::presign(ecr::list_images, incomplete, ireland(), keys(), noon);
    const auto long_lived = ecr::presign(ecr::list_images, good, ireland(), keys(), noon, too_long);
    const auto no_keys = ecr::presign(ecr::list_images, good, ireland(), {}, noon);
    const auto no_url = ecr::presign(nowhere, keys(), noon);

    BOOST_TEST((invalid.error().kind() == ecr::error_kind::validation));
    BOOST_TEST((long_lived.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST((no_keys.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST((no_url.error().kind() == ecr::error_kind::configuration));
}

BOOST_AUTO_TEST_SUITE_END()
