#include <ecr/emulator/image_signings.hpp>
#include <ecr/emulator/signing_rules.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated_images.hpp>
#include <support/routes.hpp>

namespace {

using namespace ecr::emulation;
using namespace std::chrono_literals;
using ecr::signing_status;

const std::string profile = "arn:aws:signer:eu-west-1:123456789012:/signing-profiles/main";
const std::string other = "arn:aws:signer:eu-west-1:123456789012:/signing-profiles/other";

void sign_with(test::emulated& in, const std::vector<std::string>& profiles) {
    ecr::signing_configuration wanted;
    for (const auto& each : profiles) wanted.rules.push_back({.signing_profile_arn = each});
    on_put_signing_configuration(in.on, {wanted});
}

ecr::describe_image_signing_status_request about(const std::string& digest) {
    return {.repository_name = "web", .image_id = {.image_digest = digest}};
}

}

BOOST_AUTO_TEST_SUITE(emulator_image_signings)

BOOST_AUTO_TEST_CASE(each_matching_profile_signs_a_new_image_in_time) {
    test::emulated in;
    in.create("web");
    sign_with(in, {profile, other});
    const auto digest = test::push(in, "web", "a", "v1");

    const auto early = on_describe_image_signing_status(in.on, about(digest));
    in.on.now += 2s;
    const auto late =
        on_describe_image_signing_status(in.on, {.repository_name = "web", .image_id = {.image_tag = "v1"}});

    BOOST_TEST(early.registry_id.value() == test::account);
    BOOST_TEST(early.signing_statuses.size() == 2U);
    BOOST_TEST((early.signing_statuses.at(0).status == ecr::open_enum(signing_status::in_progress)));
    BOOST_TEST(late.image_id->image_digest.value() == digest);
    BOOST_TEST(late.signing_statuses.at(1).signing_profile_arn.value() == other);
    BOOST_TEST((late.signing_statuses.at(1).status == ecr::open_enum(signing_status::complete)));
}

BOOST_AUTO_TEST_CASE(a_profile_that_may_not_be_used_fails_with_its_reason) {
    test::emulated in;
    in.create("web");
    sign_with(in, {profile});
    refuse_signing(in.all.at(test::account, in.on.region), profile, "AccessDenied", "no permission to sign");
    const auto digest = test::push(in, "web", "a");
    in.on.now += 2s;

    const auto status = on_describe_image_signing_status(in.on, about(digest)).signing_statuses.at(0);

    BOOST_TEST((status.status == ecr::open_enum(signing_status::failed)));
    BOOST_TEST(status.failure_code.value() == "AccessDenied");
    BOOST_TEST(status.failure_reason.value() == "no permission to sign");
}

BOOST_AUTO_TEST_CASE(neither_images_that_were_there_nor_referrers_are_signed) {
    test::emulated in;
    in.create("web");
    const auto before = test::push(in, "web", "before");
    in.on.now += 1s;
    sign_with(in, {profile});

    test::push(in, "web", "before", "v1");
    const auto referrer =
        test::push(in, "web", "signature", {}, R"(,"subject":)" + test::descriptor(test::oci_image, before));

    BOOST_TEST(on_describe_image_signing_status(in.on, about(before)).signing_statuses.empty());
    BOOST_TEST(on_describe_image_signing_status(in.on, about(referrer)).signing_statuses.empty());
}

BOOST_AUTO_TEST_CASE(repositories_and_images_that_are_not_there_are_not_found) {
    test::emulated in;
    const auto request = about(test::digest_of("none"));

    TEST_FAULT(describe_image_signing_status, in, repository_not_found, "123456789012", request);
    in.create("web");
    TEST_FAULT(describe_image_signing_status, in, image_not_found, "sha256:", request);
    TEST_FAULT(describe_image_signing_status, in, invalid_parameter, "null", {.repository_name = "web"});
}

BOOST_AUTO_TEST_CASE(every_operation_has_its_route) {
    test::check_routes(image_signings_routes(), {"DescribeImageSigningStatus"});
}

BOOST_AUTO_TEST_SUITE_END()
