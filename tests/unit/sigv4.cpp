#include <ecr/detail/hex.hpp>
#include <ecr/detail/sigv4.hpp>

#include <boost/test/unit_test.hpp>

#include <atomic>
#include <chrono>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

using namespace ecr::detail;
using ecr::header_view;
using namespace std::chrono_literals;

namespace {

const ecr::timestamp now(std::chrono::seconds(1440938160));

ecr::credentials keys() {
    return {.access_key_id = "AKIDEXAMPLE", .secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
}

sigv4_request request() {
    return {.host = "api.ecr.us-east-1.amazonaws.com", .payload = "{}", .region = "us-east-1"};
}

std::string sign(const sigv4_request& request, const ecr::credentials& keys = ::keys(),
                 ecr::timestamp time = now) {
    sigv4_signer signer;
    const auto headers = signer.sign(request, keys, time);
    return headers.has_error() ? headers.error().reason : headers->authorization;
}

std::string presign(const sigv4_request& request, std::chrono::seconds expires = 1h) {
    sigv4_signer signer;
    const auto url = signer.presign(request, keys(), now, expires);
    return url.has_error() ? url.error().reason : *url;
}

}

BOOST_AUTO_TEST_SUITE(sigv4)

BOOST_AUTO_TEST_CASE(the_example_of_the_published_documentation_comes_out) {
    const std::vector<header_view> headers{
        {"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"}};
    const sigv4_request list_users{.method = "GET",
                                   .host = "iam.amazonaws.com",
                                   .query = "Action=ListUsers&Version=2010-05-08",
                                   .headers = headers,
                                   .region = "us-east-1",
                                   .service = "iam"};

    BOOST_TEST(sign(list_users) ==
               "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, "
               "SignedHeaders=content-type;host;x-amz-date, "
               "Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
}

BOOST_AUTO_TEST_CASE(a_session_token_is_signed_and_old_signing_headers_are_passed_over) {
    auto with_token = keys();
    with_token.session_token = "TOKEN";
    const std::vector<header_view> old{{"X-Amz-Security-Token", "old"},
                                       {"x-amz-date", "19990101T000000Z"},
                                       {"Authorization", "old"},
                                       {"HOST", "api.ecr.us-east-1.amazonaws.com"}};
    auto again = request();
    again.headers = old;

    BOOST_TEST(sign(again, with_token) == sign(request(), with_token));
    BOOST_TEST(sign(again) == sign(request()));
    BOOST_TEST(sign(request(), with_token).find("host;x-amz-date;x-amz-security-token,") !=
               std::string::npos);
    BOOST_TEST(sign(request()).find("token") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_digest_stands_for_the_body) {
    auto digested = request();
    digested.payload = sha256().hash("{}");
    auto other = request();
    other.payload = "{ }";

    BOOST_TEST(sign(digested) == sign(request()));
    BOOST_TEST(sign(other) != sign(request()));
}

BOOST_AUTO_TEST_CASE(an_unsigned_payload_needs_https) {
    auto unsigned_request = request();
    unsigned_request.payload = unsigned_payload{};
    sigv4_signer signer;
    sigv4_trace trace;

    BOOST_TEST(!signer.sign(unsigned_request, keys(), now, &trace).has_error());
    BOOST_TEST(trace.canonical_request.ends_with("\nUNSIGNED-PAYLOAD"));
    unsigned_request.scheme = "http";
    BOOST_TEST(sign(unsigned_request) ==
               "unsigned payload needs https: over http anyone on the way could change it");
    BOOST_TEST(presign(unsigned_request) == sign(unsigned_request));
}

BOOST_AUTO_TEST_CASE(what_cannot_be_signed_is_refused_with_its_reason) {
    const std::vector<header_view> broken{{"X-App", "hush\r\nX-Other: 1"}};
    const std::vector<header_view> broken_unsigned{{"User-Agent", "hush\n"}};
    const std::vector<header_view> other_host{{"Host", "api.ecr.us-east-1.amazonaws.com:443"}};
    const auto refused = [](auto change) {
        auto input = request();
        auto input_keys = keys();
        change(input, input_keys);
        return sign(input, input_keys);
    };

    BOOST_TEST(refused([](auto& r, auto&) { r.region = ""; }) ==
               "signing region is \"\": it is empty or holds a forbidden character");
    BOOST_TEST(refused([](auto& r, auto&) { r.region = "a/b"; }) ==
               "signing region is \"a/b\": it is empty or holds a forbidden character");
    BOOST_TEST(refused([](auto& r, auto&) { r.service = "ecr\n"; }) ==
               "signing service is \"ecr?\": it is empty or holds a forbidden character");
    BOOST_TEST(refused([](auto& r, auto&) { r.scheme = "ftp"; }) ==
               "scheme is \"ftp\": it must be https or http");
    BOOST_TEST(refused([](auto& r, auto&) { r.host = ""; }) == "host is empty");
    BOOST_TEST(refused([](auto& r, auto&) { r.method = "GET /"; }) ==
               "method \"GET /\" is not an HTTP token");
    BOOST_TEST(refused([](auto& r, auto&) { r.query = "a=%"; }) ==
               "query holds a percent sign that is not followed by two hexadecimal digits");
    BOOST_TEST(refused([&](auto& r, auto&) { r.headers = broken; }) ==
               "header \"X-App\" holds a line break or a null character");
    BOOST_TEST(refused([&](auto& r, auto&) { r.headers = broken_unsigned; }) ==
               "header \"User-Agent\" holds a line break or a null character");
    BOOST_TEST(refused([&](auto& r, auto&) { r.headers = other_host; }) ==
               "host header is \"api.ecr.us-east-1.amazonaws.com:443\": it must be "
               "\"api.ecr.us-east-1.amazonaws.com\", which is signed");
    BOOST_TEST(refused([](auto&, auto& k) { k.session_token = "hush\n"; }) ==
               "header \"x-amz-security-token\" holds a line break or a null character");
    BOOST_TEST(refused([](auto&, auto& k) { k.access_key_id = "AKID\r\n"; }) ==
               "access key id is empty or holds a forbidden character");
    BOOST_TEST(refused([](auto&, auto& k) { k.access_key_id = ""; }) ==
               "access key id is empty or holds a forbidden character");
    BOOST_TEST(refused([](auto&, auto& k) { k.secret_access_key = {}; }) == "secret access key is empty");
    BOOST_TEST(sign(request(), keys(), ecr::timestamp::max()) ==
               "signing time is outside the years 0 to 9999");
}

BOOST_AUTO_TEST_CASE(a_signer_signs_on_after_a_refusal) {
    sigv4_signer signer;
    const std::vector<header_view> broken{{"X-App", "1"}, {"X-Broken", "\n"}};
    auto bad = request();
    bad.headers = broken;

    BOOST_TEST(signer.sign(bad, keys(), now).has_error());
    const auto good = signer.sign(request(), keys(), now);

    BOOST_TEST(good->authorization == sign(request()));
}

BOOST_AUTO_TEST_CASE(the_kept_key_serves_only_its_own_day_region_service_and_secret) {
    auto other_secret = keys();
    other_secret.secret_access_key = "other";
    auto other_region = request();
    other_region.region = "us-east-2";
    auto other_service = request();
    other_service.service = "sts";
    sigv4_signer signer;
    const auto same = [&](const sigv4_request& r, const ecr::credentials& k, ecr::timestamp time) {
        return signer.sign(r, k, time)->authorization == sign(r, k, time);
    };

    for (int round = 0; round < 2; ++round) {
        BOOST_TEST(same(request(), keys(), now));
        BOOST_TEST(same(request(), other_secret, now));
        BOOST_TEST(same(request(), keys(), now));
        BOOST_TEST(same(other_region, keys(), now));
        BOOST_TEST(same(request(), keys(), now));
        BOOST_TEST(same(other_service, keys(), now));
        BOOST_TEST(same(request(), keys(), now + 24h));
        BOOST_TEST(same(request(), keys(), now + 1s));
    }
}

BOOST_AUTO_TEST_CASE(a_presigned_url_ends_with_its_signature) {
    auto input = request();
    input.host = "Example.com:443";
    input.path = "";
    input.query = "z=1&a=b c";

    const auto url = presign(input, 60s);

    BOOST_TEST(url.starts_with(
        "https://example.com/?z=1&a=b%20c&X-Amz-Algorithm=AWS4-HMAC-SHA256"
        "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fecr%2Faws4_request"
        "&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature="));
    BOOST_TEST(url.size() - url.rfind('=') == 65u);
    input.query = std::string_view(url).substr(url.find('?') + 1);
    BOOST_TEST(presign(input, 60s) == url);
}

BOOST_AUTO_TEST_CASE(a_presigned_url_is_good_for_one_second_to_seven_days) {
    BOOST_TEST(presign(request()).find("&X-Amz-Expires=3600&") != std::string::npos);
    BOOST_TEST(presign(request(), 1s).find("&X-Amz-Expires=1&") != std::string::npos);
    BOOST_TEST(presign(request(), 604800s).find("&X-Amz-Expires=604800&") != std::string::npos);
    BOOST_TEST(presign(request(), 0s) == "presigned url is good for 0 seconds: it must be 1 to 604800");
    BOOST_TEST(presign(request(), 604801s) ==
               "presigned url is good for 604801 seconds: it must be 1 to 604800");
    BOOST_TEST(presign(request(), -1s).starts_with("presigned url is good for -1 seconds"));
}

BOOST_AUTO_TEST_CASE(a_path_that_would_break_the_url_is_not_presigned) {
    for (const auto* path : {"a", "/a b", "/a?b", "/a#b", "/a\r\nb", "/\xc3\xbc"}) {
        auto input = request();
        input.path = path;
        BOOST_TEST(presign(input).starts_with("path is \""), path);
    }
}

BOOST_AUTO_TEST_CASE(the_trace_shows_what_was_signed) {
    sigv4_signer signer;
    sigv4_trace trace;

    BOOST_TEST(!signer.sign(request(), keys(), now, &trace).has_error());

    const auto hash = hex(sha256().hash(trace.canonical_request));
    BOOST_TEST(trace.canonical_request.starts_with("POST\n/\n\nhost:api.ecr.us-east-1.amazonaws.com\n"));
    BOOST_TEST(trace.string_to_sign == "AWS4-HMAC-SHA256\n20150830T123600Z\n"
                                       "20150830/us-east-1/ecr/aws4_request\n" +
                                           std::string(hash.begin(), hash.end()));
}

BOOST_AUTO_TEST_CASE(several_threads_share_one_signer) {
    sigv4_signer signer;
    auto other = keys();
    other.secret_access_key = "other";
    const auto expected = sign(request());
    const auto expected_other = sign(request(), other);
    std::atomic<int> wrong = 0;

    std::vector<std::thread> threads;
    for (int number = 0; number < 4; ++number)
        threads.emplace_back([&, number] {
            const auto& mine = number % 2 == 0 ? expected : expected_other;
            const auto mine_keys = number % 2 == 0 ? keys() : other;
            for (int i = 0; i < 200; ++i)
                if (signer.sign(request(), mine_keys, now)->authorization != mine) ++wrong;
        });
    for (auto& thread : threads) thread.join();

    BOOST_TEST(wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
