#include <ecr/emulator/claimed_signature.hpp>
#include <ecr/emulator/signature_check.hpp>

#include <boost/test/unit_test.hpp>

#include <support/server_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_signature_check)

using namespace std::chrono_literals;
using ecr::emulation::server_request;

namespace {

constexpr auto call = "DescribeRepositories";

void set(server_request& request, std::string_view lower_name, const std::string& value) {
    for (auto& [name, known] : request.headers) {
        if (ecr::detail::is_named({.name = name}, lower_name)) known = value;
    }
}

void replace(server_request& request, std::string_view lower_name, std::string_view from,
             std::string_view to) {
    std::string text(request.header(lower_name));
    const auto at = text.find(from);
    BOOST_TEST_REQUIRE(at != text.npos);
    set(request, lower_name, text.replace(at, from.size(), to));
}

std::string authorization(std::string_view rest) {
    return "AWS4-HMAC-SHA256 " + std::string(rest);
}

}

BOOST_FIXTURE_TEST_CASE(what_a_client_signs_is_accepted, test::server_calls) {
    BOOST_TEST(outcome(signed_call(call)) == "200");
    BOOST_TEST(state->log.records().back().account == "123456789012");
    BOOST_TEST(state->log.records().back().region == "eu-west-1");
}

BOOST_FIXTURE_TEST_CASE(an_unsigned_request_is_refused, test::server_calls) {
    BOOST_TEST(outcome(plain(call)) == "403 MissingAuthenticationTokenException");
}

BOOST_FIXTURE_TEST_CASE(each_change_behind_the_signature_is_noticed, test::server_calls) {
    const std::string refused = "403 InvalidSignatureException";
    const auto changed = [&](auto change) {
        auto request = signed_call(call);
        change(request);
        return outcome(request);
    };

    BOOST_TEST(changed([](auto& r) { r.body = "{ }"; }) == refused);
    BOOST_TEST(changed([](auto& r) { set(r, "host", "localhost:4567"); }) == refused);
    BOOST_TEST(changed([](auto& r) { r.target = "/?a=b"; }) == refused);
    BOOST_TEST(changed([](auto& r) { replace(r, "x-amz-target", "Describe", "Describe"); }) == "200");
    BOOST_TEST(changed([](auto& r) {
                   set(r, "x-amz-target", "AmazonEC2ContainerRegistry_V20150921.CreateRepository");
               }) == refused);
    BOOST_TEST(changed([](auto& r) { set(r, "x-amz-date", "20231119T123457Z"); }) == refused);
    BOOST_TEST(changed([](auto& r) { replace(r, "authorization", "eu-west-1", "eu-west-2"); }) == refused);
    BOOST_TEST(changed([](auto& r) { r.headers.emplace_back("X-Amz-Extra", "unsigned"); }) == refused);
    BOOST_TEST(changed([](auto& r) { r.headers.emplace_back("Accept", "*/*"); }) == "200");
    BOOST_TEST(changed([](auto& r) {
                   auto text = std::string(r.header("authorization"));
                   text.back() = text.back() == '0' ? '1' : '0';
                   set(r, "authorization", text);
               }) == refused);
    BOOST_TEST(changed([](auto& r) {
                   auto text = std::string(r.header("authorization"));
                   text.pop_back();
                   set(r, "authorization", text);
               }) == refused);
}

BOOST_FIXTURE_TEST_CASE(an_incomplete_signature_is_told_apart_from_a_wrong_one, test::server_calls) {
    const std::vector<std::string> incomplete{
        "Basic AAAA",
        "AWS4-HMAC-SHA256",
        authorization(""),
        authorization("Credential=a/20231119/eu-west-1/ecr/aws4_request, SignedHeaders=host"),
        authorization("Credential=a/20231119/eu-west-1/ecr/aws4_request, Signature=00"),
        authorization("SignedHeaders=host, Signature=00"),
        authorization("Credential=a/eu-west-1/ecr/aws4_request, SignedHeaders=host, Signature=00"),
        authorization("Credential=a/20231119/eu-west-1/ecr/aws3, SignedHeaders=host, Signature=00"),
        authorization("Credential=a/20231119/eu-west-1/ecr/aws4_request, SignedHeaders=a, Signature=00"),
        authorization(
            "Credential=a/20231119/eu-west-1/ecr/aws4_request, SignedHeaders=host;host, Signature=00"),
        authorization("Credential=a/20231119/eu-west-1/ecr/aws4_request, SignedHeaders=x;host, Signature=00"),
    };
    for (const auto& text : incomplete) {
        auto request = signed_call(call);
        set(request, "authorization", text);
        BOOST_TEST(outcome(request) == "400 IncompleteSignatureException", text);
    }

    for (const std::string date : {"", "now", "20231119", "20231319T123456Z", "2023-11-19T12:34:56Z"}) {
        auto request = signed_call(call);
        set(request, "x-amz-date", date);
        BOOST_TEST(outcome(request) == "400 IncompleteSignatureException", date);
    }
}

BOOST_FIXTURE_TEST_CASE(a_date_is_good_within_five_minutes_of_the_clock, test::server_calls) {
    const auto at = [&](std::chrono::seconds off) {
        auto request = plain(call);
        sign(request, keys, test::noon + off);
        return outcome(request);
    };

    BOOST_TEST(at(5min) == "200");
    BOOST_TEST(at(-5min) == "200");
    BOOST_TEST(at(5min + 1s) == "403 InvalidSignatureException");
    BOOST_TEST(at(-5min - 1s) == "403 InvalidSignatureException");
}

BOOST_FIXTURE_TEST_CASE(an_old_signature_says_so, test::server_calls) {
    auto request = plain(call);
    sign(request, keys, test::noon - 6min);

    BOOST_TEST(test::member(ask(request), "message").starts_with("Signature expired: 20231119T122856Z"));
}

BOOST_FIXTURE_TEST_CASE(moving_the_time_of_the_emulator_leaves_signatures_alone, test::server_calls) {
    state->ahead = std::chrono::hours(24);

    BOOST_TEST(outcome(signed_call(call)) == "200");
}

BOOST_FIXTURE_TEST_CASE(a_scope_of_another_service_is_refused, test::server_calls) {
    auto request = plain(call);
    sign(request, keys, test::noon, "sts");

    BOOST_TEST(outcome(request) == "403 InvalidSignatureException");
}

BOOST_FIXTURE_TEST_CASE(keys_are_known_with_their_session_token_only, test::server_calls) {
    const std::string unknown = "400 UnrecognizedClientException";
    auto session = keys;
    session.access_key_id = "ASIAEXAMPLE";
    session.session_token = ecr::secret("token");
    session.expiration = test::noon + 1h;
    state->keys.add({.keys = session, .account = "123456789012"});
    const auto with = [&](const ecr::credentials& used) {
        auto request = plain(call);
        sign(request, used, test::noon);
        return outcome(request);
    };
    auto nobody = keys;
    nobody.access_key_id = "AKIDNOBODY";
    auto wrong = keys;
    wrong.secret_access_key = ecr::secret("another");
    auto without = session;
    without.session_token = {};
    auto other = session;
    other.session_token = ecr::secret("other");

    BOOST_TEST(with(session) == "200");
    BOOST_TEST(with(nobody) == unknown);
    BOOST_TEST(with(without) == unknown);
    BOOST_TEST(with(other) == unknown);
    BOOST_TEST(with(wrong) == "403 InvalidSignatureException");
    state->ahead = std::chrono::hours(1);
    BOOST_TEST(with(session) == "400 ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(a_claimed_body_hash_must_be_the_one_of_the_body, test::server_calls) {
    const auto with = [&](const std::string& hash) {
        auto request = plain(call);
        request.headers.emplace_back("X-Amz-Content-SHA256", hash);
        sign(request, keys, test::noon);
        return outcome(request);
    };
    const auto digest = ecr::detail::sha256().hash("{}");
    const auto hash = ecr::detail::hex(digest);

    BOOST_TEST(with(std::string(hash.begin(), hash.end())) == "200");
    BOOST_TEST(with(std::string(64, '0')) == "403 InvalidSignatureException");
    BOOST_TEST(with("UNSIGNED-PAYLOAD") == "403 InvalidSignatureException");
}

BOOST_FIXTURE_TEST_CASE(a_presigned_request_is_good_until_it_expires, test::server_calls) {
    const auto signed_at = [&](ecr::timestamp when, std::chrono::seconds expires) {
        auto request = plain(call);
        const std::vector<ecr::header_view> headers;
        const ecr::detail::sigv4_request what{.scheme = "http",
                                              .host = "localhost:4566",
                                              .headers = headers,
                                              .payload = std::string_view(request.body),
                                              .region = "eu-west-1"};
        const auto url = signer.presign(what, keys, when, expires);
        BOOST_TEST_REQUIRE(url.has_value());
        request.target = url->substr(url->find('/', 8));
        return request;
    };
    const std::string refused = "403 InvalidSignatureException";

    BOOST_TEST(outcome(signed_at(test::noon - 59min, 1h)) == "200");
    BOOST_TEST(outcome(signed_at(test::noon - 61min, 1h)) == refused);
    BOOST_TEST(outcome(signed_at(test::noon + 6min, 1h)) == refused);
    auto changed = signed_at(test::noon, 1h);
    changed.target += "&extra=1";
    BOOST_TEST(outcome(changed) == refused);
    auto longer = signed_at(test::noon, 1h);
    longer.target.replace(longer.target.find("Expires=3600"), 12, "Expires=604801");
    BOOST_TEST(outcome(longer) == "400 IncompleteSignatureException");
}

BOOST_FIXTURE_TEST_CASE(the_date_header_serves_where_the_other_is_absent, test::server_calls) {
    const auto canonical = [&](const server_request& request) {
        ecr::detail::canonical_request text;
        const std::vector<ecr::header_view> headers{{"date", request.header("date")},
                                                    {"host", "localhost:4566"},
                                                    {"x-amz-target", request.header("x-amz-target")}};
        BOOST_TEST_REQUIRE(text.add_listed(headers, "date;host;x-amz-target").has_value());
        const auto hash = ecr::detail::hex(ecr::detail::sha256().hash(request.body));
        BOOST_TEST_REQUIRE(text.write("POST", "/", "", std::string(hash.begin(), hash.end())).has_value());
        return text;
    };
    auto request = plain(call);
    request.headers.emplace_back("Date", "Sun, 19 Nov 2023 12:34:56 GMT");
    const ecr::detail::sigv4_scope scope{"20231119T123456Z", "eu-west-1", "ecr"};
    const auto made = signer.signature(canonical(request).text(), scope, keys.secret_access_key);
    request.headers.emplace_back("Authorization",
                                 authorization("Credential=AKIDEXAMPLE/20231119/eu-west-1/ecr/aws4_request,"
                                               "SignedHeaders=date;host;x-amz-target,Signature=" +
                                               std::string(made.begin(), made.end())));

    BOOST_TEST(outcome(request) == "200");
}

BOOST_AUTO_TEST_SUITE_END()
