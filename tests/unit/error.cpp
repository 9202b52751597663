#include <ecr/error.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <sstream>
#include <type_traits>
#include <utility>

namespace {

using ecr::condition;
using ecr::errc;
using ecr::error_kind;
using enum ecr::condition;
using namespace std::chrono_literals;

constexpr auto conditions = ecr::detail::enum_table<condition>::count;
constexpr auto codes = ecr::detail::enum_table<errc>::count;

ecr::error service_error(std::string_view code, int status = 400) {
    ecr::error_data data;
    data.code_text = code;
    data.http_status = status;
    return ecr::error(std::move(data));
}

ecr::error error_of_kind(error_kind kind, int status = 0, boost::system::error_code cause = {}) {
    ecr::error_data data;
    data.kind = kind;
    data.http_status = status;
    data.cause = cause;
    return ecr::error(std::move(data));
}

// Checks every condition, those that are met and those that are not.
void check_exactly(const ecr::error& failure, const std::vector<condition>& met) {
    for (std::size_t index = 0; index != conditions; ++index) {
        const auto each = static_cast<condition>(index);
        const bool expected = std::ranges::find(met, each) != met.end();
        BOOST_TEST_CONTEXT(to_string(failure) << " is " << ecr::to_string(each)) {
            BOOST_TEST(failure.is(each) == expected);
            BOOST_TEST((failure == each) == expected);
        }
    }
}

struct class_of_codes {
    condition value;
    std::vector<errc> codes;
};

const std::vector<class_of_codes> expected_classes = {
    {not_found,
     {errc::exclusion_not_found, errc::image_not_found, errc::layers_not_found,
      errc::lifecycle_policy_not_found, errc::lifecycle_policy_preview_not_found,
      errc::pull_through_cache_rule_not_found, errc::referenced_images_not_found,
      errc::registry_policy_not_found, errc::replication_backfill_not_found, errc::repository_not_found,
      errc::repository_policy_not_found, errc::scan_not_found, errc::secret_not_found,
      errc::signing_configuration_not_found, errc::template_not_found, errc::upload_not_found}},
    {already_exists,
     {errc::exclusion_already_exists, errc::image_already_exists, errc::image_tag_already_exists,
      errc::layer_already_exists, errc::pull_through_cache_rule_already_exists,
      errc::repository_already_exists, errc::template_already_exists}},
    {conflict,
     {errc::image_archived, errc::image_storage_class_update_not_supported, errc::layer_inaccessible,
      errc::lifecycle_policy_preview_in_progress, errc::replication_backfill_in_progress,
      errc::replication_backfill_invalid_status, errc::repository_not_empty}},
    {denied, {errc::blocked_by_organization_policy, errc::unable_to_access_secret}},
    {invalid,
     {errc::empty_upload, errc::image_digest_does_not_match, errc::invalid_layer, errc::invalid_layer_part,
      errc::invalid_parameter, errc::invalid_tag_parameter, errc::layer_part_too_small,
      errc::unsupported_image_type, errc::unsupported_upstream_registry, errc::validation}},
    {dependency,
     {errc::kms, errc::secret_not_found, errc::unable_to_access_secret, errc::unable_to_decrypt_secret_value,
      errc::unable_to_get_upstream_image, errc::unable_to_get_upstream_layer,
      errc::unable_to_list_upstream_image_referrers}},
    {quota, {errc::limit_exceeded, errc::too_many_tags}},
    {transient, {errc::server}},
};

std::vector<condition> expected_conditions(errc code) {
    std::vector<condition> met;
    for (const auto& each : expected_classes) {
        if (std::ranges::find(each.codes, code) != each.codes.end()) met.push_back(each.value);
    }
    return met;
}

}

BOOST_AUTO_TEST_SUITE(error)

BOOST_AUTO_TEST_CASE(a_default_constructed_error_is_empty) {
    const ecr::error failure;

    BOOST_TEST(!failure.code().has_value());
    BOOST_TEST(failure.code_text().empty());
    BOOST_TEST(failure.message().empty());
    BOOST_TEST(failure.endpoint().empty());
    BOOST_TEST(failure.violations().empty());
    BOOST_TEST(failure.details() == nullptr);
    BOOST_TEST(!failure.primary_condition().has_value());
    BOOST_TEST(to_string(failure) == "service error");
    check_exactly(failure, {});
}

BOOST_AUTO_TEST_CASE(an_error_gives_back_all_its_parts) {
    ecr::error_data data;
    data.kind = error_kind::service;
    data.possibly_applied = true;
    data.http_status = 400;
    data.attempts = 3;
    data.elapsed = 120ms;
    data.cause = boost::asio::error::connection_reset;
    data.code_text = "InvalidLayerPartException";
    data.message = "The text.";
    data.request_id = "1f";
    data.endpoint = "https://api.ecr.eu-west-1.amazonaws.com";
    data.body_snippet = "{";
    data.violations = {{"imageIds", "is empty"}};
    data.details = {.last_valid_byte_received = 5368709120};

    const ecr::error failure(data);

    BOOST_TEST((failure.kind() == error_kind::service));
    BOOST_TEST((failure.timeout() == ecr::timeout_kind::none));
    BOOST_TEST((failure.code() == errc::invalid_layer_part));
    BOOST_TEST((failure == errc::invalid_layer_part));
    BOOST_TEST((failure != errc::invalid_layer));
    BOOST_TEST(failure.possibly_applied());
    BOOST_TEST(failure.http_status() == 400);
    BOOST_TEST(failure.attempts() == 3);
    BOOST_TEST((failure.elapsed() == 120ms));
    BOOST_TEST(failure.cause() == boost::asio::error::connection_reset);
    BOOST_TEST(failure.code_text() == "InvalidLayerPartException");
    BOOST_TEST(failure.message() == "The text.");
    BOOST_TEST(failure.request_id() == "1f");
    BOOST_TEST(failure.endpoint() == "https://api.ecr.eu-west-1.amazonaws.com");
    BOOST_TEST(failure.body_snippet() == "{");
    BOOST_TEST(failure.violations().size() == 1U);
    BOOST_REQUIRE(failure.details());
    BOOST_TEST((*failure.details() == data.details));
    BOOST_TEST(failure.data().message == "The text.");
}

BOOST_AUTO_TEST_CASE(copies_share_their_parts_and_neither_copying_nor_moving_can_fail) {
    static_assert(std::is_nothrow_copy_constructible_v<ecr::error>);
    static_assert(std::is_nothrow_move_constructible_v<ecr::error>);
    static_assert(std::is_nothrow_move_assignable_v<ecr::error>);
    static_assert(sizeof(ecr::error) == 2 * sizeof(void*));
    ecr::error first = service_error("ServerException");

    const ecr::error second = first;
    const bool shared = second.code_text().data() == first.code_text().data();
    const ecr::error third = std::move(first);

    BOOST_TEST(shared);
    BOOST_TEST(third.code_text() == "ServerException");
    BOOST_TEST(first.code_text().empty());
}

BOOST_AUTO_TEST_CASE(a_changed_copy_of_the_parts_makes_another_error) {
    const ecr::error first = service_error("RepositoryNotFoundException");

    ecr::error_data data = first.data();
    data.attempts = 2;
    const ecr::error second(std::move(data));

    BOOST_TEST(first.attempts() == 0);
    BOOST_TEST(second.attempts() == 2);
    BOOST_TEST((second == errc::repository_not_found));
}

BOOST_AUTO_TEST_CASE(the_code_of_another_service_is_not_one_of_ours) {
    ecr::error_data data;
    data.kind = error_kind::credentials;
    data.code_text = "ValidationException";

    const ecr::error failure(std::move(data));

    BOOST_TEST(!failure.code().has_value());
    BOOST_TEST(failure.code_text() == "ValidationException");
}

BOOST_AUTO_TEST_CASE(every_declared_code_meets_exactly_its_conditions) {
    for (std::size_t index = 0; index != codes; ++index) {
        const auto code = static_cast<errc>(index);
        const auto failure = service_error(ecr::to_string(code));
        const auto expected = expected_conditions(code);

        BOOST_TEST((failure == code));
        BOOST_TEST(!expected.empty());
        check_exactly(failure, expected);
    }
}

BOOST_AUTO_TEST_CASE(undeclared_codes_meet_exactly_their_conditions) {
    const std::vector<std::pair<std::vector<condition>, std::vector<std::string_view>>> table = {
        {{throttled, transient},
         {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
          "TooManyRequestsException", "ProvisionedThroughputExceededException",
          "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
          "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException"}},
        {{transient},
         {"RequestTimeout", "RequestTimeoutException", "InternalFailure", "InternalError",
          "InternalServerError", "InternalServerException", "ServiceUnavailable",
          "ServiceUnavailableException"}},
        {{denied},
         {"AccessDenied", "AccessDeniedException", "AuthFailure", "UnrecognizedClientException",
          "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature",
          "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
          "NotAuthorized", "OptInRequired", "UnauthorizedOperation"}},
        {{expired_credentials, denied}, {"ExpiredToken", "ExpiredTokenException"}},
        {{skewed_clock, denied}, {"RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture"}},
        {{invalid},
         {"InvalidAction", "InvalidParameterCombination", "InvalidParameterValue", "MalformedQueryString",
          "MissingAction", "MissingParameter", "SerializationException", "UnknownOperationException",
          "ValidationError"}},
        {{dependency, transient}, {"IDPCommunicationError"}},
        {{}, {"SomethingNew", "throttling", "ThrottlingExceptio", "ThrottlingException2", "400", ""}},
    };

    for (const auto& [met, names] : table) {
        for (const auto name : names) check_exactly(service_error(name), met);
    }
}

BOOST_AUTO_TEST_CASE(a_status_gives_its_class_to_an_answer_without_a_code) {
    const std::vector<std::pair<int, std::vector<condition>>> table = {
        {429, {throttled, transient}},
        {500, {transient}},
        {502, {transient}},
        {503, {transient}},
        {504, {transient}},
        {401, {denied}},
        {403, {denied}},
        {407, {denied}},
        {408, {transient}},
        {413, {invalid}},
        {400, {}},
        {404, {}}, // also what a wrong endpoint answers
        {501, {}},
        {302, {}},
    };

    for (const auto& [status, met] : table) check_exactly(error_of_kind(error_kind::http, status), met);
}

BOOST_AUTO_TEST_CASE(a_status_adds_to_a_code_only_what_does_not_contradict_it) {
    check_exactly(service_error("SomethingNew", 503), {transient});
    check_exactly(service_error("SomethingNew", 403), {denied});
    check_exactly(service_error("ExpiredTokenException", 403), {expired_credentials, denied});
    check_exactly(service_error("ThrottlingException", 403), {throttled, transient});
    check_exactly(service_error("LimitExceededException", 429), {quota, throttled, transient});
    check_exactly(service_error("RepositoryNotFoundException", 500), {not_found, transient});
}

BOOST_AUTO_TEST_CASE(every_kind_meets_exactly_its_conditions) {
    check_exactly(error_of_kind(error_kind::validation), {invalid});
    check_exactly(error_of_kind(error_kind::configuration), {invalid});
    check_exactly(error_of_kind(error_kind::wait), {conflict});
    check_exactly(error_of_kind(error_kind::credentials), {});
    check_exactly(error_of_kind(error_kind::credentials, 503), {transient});
    check_exactly(error_of_kind(error_kind::resolve), {transient});
    check_exactly(error_of_kind(error_kind::connect), {transient});
    check_exactly(error_of_kind(error_kind::proxy), {});
    check_exactly(error_of_kind(error_kind::proxy, 0, boost::asio::error::eof), {transient});
    check_exactly(error_of_kind(error_kind::proxy, 407), {denied});
    check_exactly(error_of_kind(error_kind::proxy, 502), {transient});
    check_exactly(error_of_kind(error_kind::timeout), {timed_out, transient});
    check_exactly(error_of_kind(error_kind::http), {transient});
    check_exactly(error_of_kind(error_kind::parse, 200), {transient});
    check_exactly(error_of_kind(error_kind::service), {});
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_is_nothing_else_whatever_was_answered_before) {
    check_exactly(error_of_kind(error_kind::cancelled), {cancelled});
    check_exactly(error_of_kind(error_kind::cancelled, 503, boost::asio::error::connection_reset),
                  {cancelled});
}

BOOST_AUTO_TEST_CASE(a_handshake_is_worth_another_try_only_when_the_connection_broke) {
    const boost::system::error_code bad_certificate(0x0A000086, boost::asio::error::get_ssl_category());

    check_exactly(error_of_kind(error_kind::tls), {});
    check_exactly(error_of_kind(error_kind::tls, 0, bad_certificate), {});
    check_exactly(error_of_kind(error_kind::tls, 0, boost::asio::error::connection_reset), {transient});
    check_exactly(error_of_kind(error_kind::tls, 0, boost::asio::error::eof), {transient});
    check_exactly(error_of_kind(error_kind::tls, 0, boost::asio::ssl::error::stream_truncated), {transient});
}

BOOST_AUTO_TEST_CASE(the_text_of_a_service_error_has_all_that_helps) {
    ecr::error_data data;
    data.code_text = "RepositoryNotFoundException";
    data.message = "The repository 'web' does not exist";
    data.http_status = 400;
    data.request_id = "abc";
    data.attempts = 2;
    data.elapsed = 120'400us;
    data.endpoint = "https://api.ecr.eu-west-1.amazonaws.com";
    data.possibly_applied = true;
    const ecr::error failure(std::move(data));

    std::ostringstream printed;
    printed << failure;

    BOOST_TEST(
        to_string(failure) ==
        "RepositoryNotFoundException: The repository 'web' does not exist (HTTP 400, request id abc, "
        "2 attempts, 120 ms, https://api.ecr.eu-west-1.amazonaws.com, an earlier attempt may have been "
        "applied)");
    BOOST_TEST(printed.str() == to_string(failure));
}

BOOST_AUTO_TEST_CASE(the_text_of_a_timeout_names_the_limit) {
    ecr::error_data data;
    data.kind = error_kind::timeout;
    data.timeout = ecr::timeout_kind::read_idle;
    data.message = "nothing was received for 30000 ms";
    data.attempts = 1;

    BOOST_TEST(to_string(ecr::error(data)) ==
               "read-idle timeout: nothing was received for 30000 ms (1 attempt)");

    data.timeout = ecr::timeout_kind::none;
    BOOST_TEST(to_string(ecr::error(data)) == "timeout: nothing was received for 30000 ms (1 attempt)");
}

BOOST_AUTO_TEST_CASE(the_text_of_a_refused_request_lists_every_violation) {
    ecr::error_data data;
    data.kind = error_kind::validation;
    data.violations = {{"repositoryName", "is required"}, {"maxResults", "is above 1000"}};

    BOOST_TEST(to_string(ecr::error(data)) ==
               "validation: repositoryName is required; maxResults is above 1000");

    data.message = "not sent";
    BOOST_TEST(to_string(ecr::error(data)) ==
               "validation: not sent; repositoryName is required; maxResults is above 1000");
}

BOOST_AUTO_TEST_CASE(the_text_of_a_foreign_answer_quotes_its_beginning_only) {
    ecr::error_data data;
    data.kind = error_kind::http;
    data.http_status = 503;
    data.code_text = "503";
    data.message = "answer without an error code";
    data.body_snippet = std::string(160, 'a') + "canary";

    const auto text = to_string(ecr::error(data));

    BOOST_TEST(text == "HTTP 503: answer without an error code, it begins with " + std::string(160, 'a'));
}

BOOST_AUTO_TEST_CASE(the_text_stays_on_one_line_and_cannot_steer_a_terminal) {
    ecr::error_data data;
    data.code_text = "A\nB";
    data.message = "caf\xC3\xA9 \x1B[31m\r\n\x7F\xC2\x9B\xFF\xE2\x80\xA8";
    data.request_id = "\t1";

    BOOST_TEST(to_string(ecr::error(data)) ==
               "A\\nB: caf\xC3\xA9 \\x1b[31m\\r\\n\\x7f\\xc2\\x9b\\xff\\xe2\\x80\\xa8 (request id \\t1)");
}

BOOST_AUTO_TEST_CASE(an_endpoint_loses_user_name_and_query) {
    const std::vector<std::pair<std::string, std::string>> table = {
        {"https://canary:canary@proxy.example:8080/path", "https://proxy.example:8080/path"},
        {"https://host/layer?X-Amz-Signature=canary", "https://host/layer"},
        {"https://host#canary", "https://host"},
        {"https://host?canary@x", "https://host"},
        {"https://host/a@b", "https://host/a@b"},
        {"canary@host:4566", "host:4566"},
        {"host", "host"},
        {"", ""},
    };

    for (const auto& [given, kept] : table) {
        ecr::error_data data;
        data.endpoint = given;
        BOOST_TEST(ecr::error(std::move(data)).endpoint() == kept);
    }
}

BOOST_AUTO_TEST_SUITE_END()
