#pragma once

#include <ecr/detail/conditions.hpp>
#include <ecr/detail/operation_traits.hpp>
#include <ecr/retry.hpp>

#include <algorithm>
#include <cerrno>

namespace ecr::inline ECR_ABI {

namespace detail {

ECR_DECL bool lacks_valid_credentials(const error& failure) noexcept {
    return failure.is(condition::expired_credentials) || failure.code_text() == "UnrecognizedClientException";
}

}

namespace detail::retry_rules {

inline bool is_one_of(std::string_view code, std::initializer_list<std::string_view> codes) noexcept {
    return std::ranges::find(codes, code) != codes.end();
}

// A socket that was closed because the caller gave up ends like a broken one.
inline bool is_cancelled(const error& failure) {
    if (failure.kind() == error_kind::timeout) return false;
    return failure.kind() == error_kind::cancelled ||
           failure.cause() ==
               boost::system::error_code(ECR_OPERATION_ABORTED, boost::system::system_category());
}

// Whatever the cause, nothing that a further attempt could change.
inline bool is_final(const error& failure) {
    switch (failure.kind()) {
    case error_kind::validation:
    case error_kind::configuration:
    case error_kind::credentials: // providers make their own attempts
        return true;
    case error_kind::timeout:
        // A second wait for a connection of the client's own pool would begin at the end of the queue.
        return failure.timeout() == timeout_kind::operation ||
               failure.timeout() == timeout_kind::credentials || failure.timeout() == timeout_kind::pool;
    default:
        return is_cancelled(failure);
    }
}

// RequestExpired and RequestInTheFuture do not belong here: the service no longer sends them for its clock.
inline bool blames_clock(const error& failure, const retry_context& context) {
    constexpr std::chrono::minutes tolerated(4);
    const auto skew = context.clock_skew.value_or(std::chrono::milliseconds::zero());
    if (skew <= tolerated && skew >= -tolerated) return false;
    return is_one_of(failure.code_text(),
                     {"AccessDeniedException", "AuthFailure", "InvalidSignatureException",
                      "RequestTimeTooSkewed", "SignatureDoesNotMatch"});
}

// A process that was frozen between signing and sending needs but a new signature.
inline bool is_signed_too_long_ago(const error& failure) {
    return failure.code_text() == "InvalidSignatureException" &&
           failure.message().find("Signature expired") != std::string_view::npos;
}

// The status of an answer that broke off says nothing about its end.
inline bool is_broken_answer(const error& failure) {
    return failure.kind() == error_kind::http && failure.http_status() / 100 == 2;
}

inline retry_class of_key_service(const error& failure) {
    const error_details* details = failure.details();
    if (details == nullptr || !details->kms_error) return retry_class::none;
    const std::string_view code = *details->kms_error;
    const condition_set met = conditions_of_undeclared(code);
    if (met.has(condition::throttled)) return retry_class::throttling;
    const bool passes =
        is_one_of(code, {"DependencyTimeoutException", "KMSInternalException", "KeyUnavailableException"});
    return passes || met.has(condition::transient) ? retry_class::transient : retry_class::none;
}

}

ECR_DECL retry_class standard_retry_classifier::classify(const error& failure,
                                                         const retry_context& context) const {
    namespace rules = detail::retry_rules;
    if (rules::is_final(failure)) return retry_class::none;
    if (detail::lacks_valid_credentials(failure)) return retry_class::expired_credentials;
    if (rules::blames_clock(failure, context)) return retry_class::clock_skew;
    if (failure == errc::limit_exceeded) {
        const bool is_rate = limit_exceeded_is_throttling_ ||
                             detail::traits_of_operation(context.operation).limit_exceeded_is_throttling;
        return is_rate ? retry_class::throttling : retry_class::none;
    }
    if (failure.is(condition::throttled)) return retry_class::throttling;
    if (failure == errc::kms && !failure.is(condition::transient)) return rules::of_key_service(failure);
    const bool passes = failure.is(condition::transient) || rules::is_signed_too_long_ago(failure) ||
                        rules::is_broken_answer(failure);
    return passes ? retry_class::transient : retry_class::none;
}

}
