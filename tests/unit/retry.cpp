#include <ecr/operations.hpp>
#include <ecr/retry.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <utility>

namespace {

using ecr::error_kind;
using ecr::retry_class;
using ecr::retry_context;
using ecr::timeout_kind;
using enum ecr::retry_class;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

ecr::error service_error(std::string_view code, int status = 400, std::string_view message = {}) {
    ecr::error_data data;
    data.code_text = code;
    data.http_status = status;
    data.message = message;
    return ecr::error(std::move(data));
}

ecr::error error_of_kind(error_kind kind, int status = 0, boost::system::error_code cause = {},
                         timeout_kind timeout = timeout_kind::none) {
    ecr::error_data data;
    data.kind = kind;
    data.timeout = timeout;
    data.http_status = status;
    data.cause = cause;
    return ecr::error(std::move(data));
}

ecr::error timeout_error(timeout_kind which) {
    return error_of_kind(error_kind::timeout, 0, boost::asio::error::operation_aborted, which);
}

ecr::error kms_error(std::optional<std::string> kms, int status = 400) {
    ecr::error_data data;
    data.code_text = "KmsException";
    data.http_status = status;
    data.details.emplace().kms_error = std::move(kms);
    return ecr::error(std::move(data));
}

retry_class classify(const ecr::error& failure, const retry_context& context = {.operation = "ListImages"}) {
    return ecr::standard_retry_classifier().classify(failure, context);
}

retry_class classify_with_skew(const ecr::error& failure, std::optional<milliseconds> skew) {
    return classify(failure, {.operation = "ListImages", .clock_skew = skew});
}

void check(const ecr::error& failure, retry_class expected) {
    BOOST_TEST(to_string(classify(failure)) == to_string(expected), to_string(failure));
}

}

BOOST_AUTO_TEST_SUITE(retry)

BOOST_AUTO_TEST_CASE(the_settings_are_those_of_the_standard) {
    const ecr::retry_settings settings;

    BOOST_TEST((settings.mode == ecr::retry_mode::standard));
    BOOST_TEST(settings.max_attempts == 3);
    BOOST_TEST(!settings.limit_exceeded_is_throttling);
    BOOST_TEST(settings.correct_clock_skew);
    BOOST_TEST(to_string(ecr::retry_mode::standard_2016) == "standard-2016");
}

BOOST_AUTO_TEST_CASE(a_throttling_code_is_throttling_with_any_status) {
    for (const std::string_view code :
         {"Throttling", "ThrottlingException", "ThrottledException", "RequestThrottledException",
          "TooManyRequestsException", "ProvisionedThroughputExceededException",
          "TransactionInProgressException", "RequestLimitExceeded", "BandwidthLimitExceeded",
          "RequestThrottled", "SlowDown", "PriorRequestNotComplete", "EC2ThrottledException"}) {
        for (const int status : {400, 403, 500, 503}) check(service_error(code, status), throttling);
    }
    check(service_error("SomethingNewException", 429), throttling);
    check(error_of_kind(error_kind::http, 429), throttling);
}

BOOST_AUTO_TEST_CASE(failures_of_the_service_are_transient) {
    for (const std::string_view code :
         {"ServerException", "RequestTimeout", "RequestTimeoutException", "InternalFailure"}) {
        check(service_error(code), transient);
    }
    for (const int status : {500, 502, 503, 504}) {
        check(service_error("SomethingNewException", status), transient);
        check(error_of_kind(error_kind::http, status), transient);
    }
}

BOOST_AUTO_TEST_CASE(other_answers_are_not_retried) {
    for (const std::string_view code :
         {"RepositoryNotFoundException", "ImageAlreadyExistsException", "InvalidParameterException",
          "AccessDeniedException", "UnknownOperationException", "SomethingNewException", "RequestExpired",
          "RequestInTheFuture", "RequestTimeTooSkewed", "SignatureDoesNotMatch"}) {
        check(service_error(code), none);
    }
    for (const int status : {301, 307, 400, 401, 403, 404, 407, 413, 501, 505, 511}) {
        check(error_of_kind(error_kind::http, status), none);
    }
    check(ecr::error(), none);
}

BOOST_AUTO_TEST_CASE(failures_of_the_network_and_of_the_answer_are_transient) {
    namespace asio = boost::asio;
    for (const auto kind : {error_kind::resolve, error_kind::connect, error_kind::http}) {
        check(error_of_kind(kind), transient);
        check(error_of_kind(kind, 0, asio::error::connection_reset), transient);
    }
    check(error_of_kind(error_kind::proxy, 0, asio::error::connection_reset), transient);
    for (const int status : {500, 502, 503, 504}) check(error_of_kind(error_kind::proxy, status), transient);
    check(error_of_kind(error_kind::tls, 0, asio::error::connection_reset), transient);
    check(error_of_kind(error_kind::parse, 200), transient);
    check(error_of_kind(error_kind::http, 200, asio::error::eof), transient); // broke off
    check(error_of_kind(error_kind::connect, 200, asio::error::connection_reset), transient);
}

BOOST_AUTO_TEST_CASE(a_certificate_that_is_refused_once_is_refused_again) {
    const boost::system::error_code refused(1, boost::asio::error::get_ssl_category());

    check(error_of_kind(error_kind::tls, 0, refused), none);
}

BOOST_AUTO_TEST_CASE(a_proxy_that_refuses_or_makes_no_sense_does_so_again) {
    check(error_of_kind(error_kind::proxy), none);
    for (const int status : {301, 400, 403, 404, 405, 407, 501})
        check(error_of_kind(error_kind::proxy, status), none);
}

BOOST_AUTO_TEST_CASE(a_limit_on_one_attempt_is_transient_and_a_limit_on_the_call_is_final) {
    using enum timeout_kind;
    for (const auto which : {attempt, connect, tls, read_idle, stall}) check(timeout_error(which), transient);
    for (const auto which : {operation, pool, credentials}) check(timeout_error(which), retry_class::none);
}

BOOST_AUTO_TEST_CASE(what_ends_before_sending_is_final) {
    for (const auto kind : {error_kind::validation, error_kind::configuration, error_kind::credentials}) {
        check(error_of_kind(kind), none);
        check(error_of_kind(kind, 503), none);
    }
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_is_never_retried) {
    check(error_of_kind(error_kind::cancelled), none);
    check(error_of_kind(error_kind::cancelled, 503), none);
    for (const auto kind : {error_kind::connect, error_kind::http, error_kind::resolve, error_kind::tls}) {
        check(error_of_kind(kind, 0, boost::asio::error::operation_aborted), none);
    }
}

BOOST_AUTO_TEST_CASE(a_limit_is_throttling_where_it_is_a_rate) {
    const auto failure = service_error("LimitExceededException");
    std::set<std::string_view> retried;

    ecr::operations::for_each([&](const auto& operation) {
        const auto reason = classify(failure, {.operation = operation.name()});
        BOOST_TEST((reason == none || reason == throttling));
        if (reason != none) retried.insert(operation.name());
    });

    BOOST_TEST((retried == std::set<std::string_view>{"BatchGetImage", "UploadLayerPart"}));
    BOOST_TEST((classify(failure, {.operation = "CreateSomethingNew"}) == none));
}

BOOST_AUTO_TEST_CASE(one_switch_makes_every_limit_throttling) {
    const ecr::standard_retry_classifier classifier(true);
    const auto failure = service_error("LimitExceededException");

    ecr::operations::for_each([&](const auto& operation) {
        BOOST_TEST((classifier.classify(failure, {.operation = operation.name()}) == throttling),
                   operation.name());
    });
}

BOOST_AUTO_TEST_CASE(a_failing_key_is_judged_by_the_error_of_the_key_service) {
    struct row {
        std::optional<std::string> code;
        retry_class expected;
    };
    for (const row& each :
         {row{"ThrottlingException", throttling}, row{"DependencyTimeoutException", transient},
          row{"KMSInternalException", transient}, row{"KeyUnavailableException", transient},
          row{"ServiceUnavailableException", transient}, row{"DisabledException", none},
          row{"AccessDeniedException", none}, row{"NotFoundException", none}, row{"", none},
          row{std::nullopt, none}}) {
        check(kms_error(each.code), each.expected);
    }
    check(kms_error("DisabledException", 500), transient);
    check(service_error("KmsException"), none);
}

BOOST_AUTO_TEST_CASE(a_clock_is_to_blame_only_when_it_is_wrong_by_more_than_four_minutes) {
    struct row {
        std::optional<milliseconds> skew;
        retry_class expected;
    };
    for (const std::string_view code : {"AccessDeniedException", "AuthFailure", "InvalidSignatureException",
                                        "RequestTimeTooSkewed", "SignatureDoesNotMatch"}) {
        for (const row& each :
             {row{std::nullopt, none}, row{0ms, none}, row{4min, none}, row{-4min, none},
              row{4min + 1ms, clock_skew}, row{-4min - 1ms, clock_skew}, row{24h, clock_skew},
              row{milliseconds::min(), clock_skew}, row{milliseconds::max(), clock_skew}}) {
            BOOST_TEST_CONTEXT(code << " and " << each.skew.value_or(0ms).count() << " ms") {
                BOOST_TEST((classify_with_skew(service_error(code, 403), each.skew) == each.expected));
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_wrong_clock_does_not_change_how_other_errors_are_judged) {
    for (const std::string_view code :
         {"RequestExpired", "RequestInTheFuture", "RepositoryNotFoundException"}) {
        BOOST_TEST((classify_with_skew(service_error(code), 1h) == none), code);
    }
    BOOST_TEST((classify_with_skew(service_error("ThrottlingException"), 1h) == throttling));
    BOOST_TEST((classify_with_skew(service_error("ExpiredTokenException"), 1h) == expired_credentials));
    BOOST_TEST((classify_with_skew(error_of_kind(error_kind::connect), 1h) == transient));
}

BOOST_AUTO_TEST_CASE(a_signature_that_grew_old_before_it_was_sent_is_made_again) {
    const std::string_view text = "Signature expired: 20260704T120000Z is now earlier than 20260704T121000Z";

    check(service_error("InvalidSignatureException", 403, text), transient);
    check(service_error("InvalidSignatureException", 403, "The signature we calculated does not match"),
          none);
    check(service_error("AccessDeniedException", 403, text), none);
    BOOST_TEST(
        (classify_with_skew(service_error("InvalidSignatureException", 403, text), 10min) == clock_skew));
}

BOOST_AUTO_TEST_CASE(expired_credentials_are_recognised) {
    for (const std::string_view code :
         {"ExpiredToken", "ExpiredTokenException", "UnrecognizedClientException"}) {
        check(service_error(code, 400), expired_credentials);
        check(service_error(code, 403), expired_credentials);
    }
    check(service_error("InvalidClientTokenId", 403), none);
}

BOOST_AUTO_TEST_CASE(a_classifier_of_the_users_own_judges_what_it_knows_better) {
    class waits_for_scans : public ecr::standard_retry_classifier {
    public:
        retry_class classify(const ecr::error& failure, const retry_context& context) const override {
            if (failure == ecr::errc::scan_not_found && context.attempt < 3) return transient;
            return standard_retry_classifier::classify(failure, context);
        }
    };
    const waits_for_scans own;
    const ecr::retry_classifier& classifier = own;
    const auto failure = service_error("ScanNotFoundException");

    BOOST_TEST((classifier.classify(failure, {.operation = "DescribeImageScanFindings"}) == transient));
    BOOST_TEST((classifier.classify(failure, {.attempt = 3}) == none));
    BOOST_TEST((classifier.classify(service_error("SlowDown"), {}) == throttling));
}

BOOST_AUTO_TEST_SUITE_END()
