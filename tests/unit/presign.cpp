#include <ecr/presign.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <support/canned_client.hpp>

namespace {

using namespace std::chrono_literals;
using namespace test;

ecr::result<ecr::presigned_request> presigned(const ecr::client_config& config,
                                              const ecr::list_images_request& request,
                                              const ecr::call_options& changed = {}) {
    ecr::result<ecr::presigned_request> outcome;
    run_coroutine([&]() -> boost::asio::awaitable<void> {
        const auto executor = co_await boost::asio::this_coro::executor;
        const auto client = ecr::client(executor, config).with(changed);
        ecr::presign_options options;
        options.expires = 60s;
        auto work = ecr::presign(client, ecr::list_images, request, options);
        try {
            outcome = co_await std::move(work);
        } catch (const ecr::exception& thrown) {
            outcome = thrown.error();
        }
    });
    return outcome;
}

class no_keys final : public ecr::credentials_provider {
public:
    boost::asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        ecr::error_data parts;
        parts.kind = ecr::error_kind::credentials;
        ecr::throw_error(ecr::error(std::move(parts)));
        co_return nullptr;
    }
};

const ecr::list_images_request images{.repository_name = "repo"};

}

BOOST_AUTO_TEST_SUITE(presign)

BOOST_AUTO_TEST_CASE(a_client_presigns_with_its_keys_and_its_endpoint_and_sends_nothing) {
    const canned_client client({success()});
    const auto before = std::chrono::system_clock::now();

    const auto made = presigned(client.config, images);

    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->url.starts_with("https://api.ecr.eu-west-1.amazonaws.com/?repositoryName=repo&"));
    BOOST_TEST(made->url.find("X-Amz-Credential=AKIDEXAMPLE%2F") != std::string::npos);
    BOOST_TEST((made->expires > before + 58s));
    BOOST_TEST(client.transport->requests.empty());
}

BOOST_AUTO_TEST_CASE(a_client_signs_what_is_signed_without_one) {
    const canned_client client({success()});

    const auto made = presigned(client.config, images).value();

    const auto keys = client.config.credentials->ready();
    const auto where = ecr::resolve_endpoint({.region = "eu-west-1"}).value;
    ecr::presign_options options;
    options.expires = 60s;
    const auto same = ecr::presign(ecr::list_images, images, where, *keys, made.expires - 60s, options);
    BOOST_TEST((made == same.value()));
}

BOOST_AUTO_TEST_CASE(options_of_a_view_apply) {
    const canned_client client({success()});
    ecr::call_options changed;
    changed.region = "us-gov-west-1";
    changed.registry_id = "123456789012";

    const auto made = presigned(client.config, images, changed);

    BOOST_TEST_REQUIRE(made.has_value());
    BOOST_TEST(made->url.starts_with(
        "https://api.ecr.us-gov-west-1.amazonaws.com/?registryId=123456789012&repositoryName=repo&"));
}

BOOST_AUTO_TEST_CASE(what_is_wrong_with_the_client_is_thrown) {
    const canned_client client({success()});
    auto nowhere = client.config;
    nowhere.region = "";
    auto without = client.config;
    without.credentials = nullptr;
    auto failing_keys = client.config;
    failing_keys.credentials = std::make_shared<no_keys>();

    BOOST_TEST((presigned(nowhere, images).error().kind() == ecr::error_kind::configuration));
    BOOST_TEST((presigned(without, images).error().kind() == ecr::error_kind::credentials));
    BOOST_TEST((presigned(failing_keys, images).error().kind() == ecr::error_kind::credentials));
    BOOST_TEST((presigned(client.config, {}).error().kind() == ecr::error_kind::validation));
}

BOOST_AUTO_TEST_SUITE_END()
