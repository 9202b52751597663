#pragma once

#include <ecr/detail/conditions.hpp>
#include <ecr/error.hpp>

#include <algorithm>
#include <iterator>

namespace ecr::inline ECR_ABI::detail {

namespace conditions {

struct undeclared {
    std::string_view code;
    condition_set met;
};

// Sorted by code, for the search. LimitExceededException, which other services send for throttling, is
// declared by this one and means a quota.
inline constexpr undeclared undeclared_table[] = {
    {"AccessDenied", {denied}},
    {"AccessDeniedException", {denied}},
    {"AuthFailure", {denied}},
    {"BandwidthLimitExceeded", {throttled}},
    {"EC2ThrottledException", {throttled}},
    {"ExpiredToken", {expired_credentials}},
    {"ExpiredTokenException", {expired_credentials}},
    {"IDPCommunicationError", {dependency, transient}},
    {"IncompleteSignature", {denied}},
    {"IncompleteSignatureException", {denied}},
    {"InternalError", {transient}},
    {"InternalFailure", {transient}},
    {"InternalServerError", {transient}},
    {"InternalServerException", {transient}},
    {"InvalidAction", {invalid}},
    {"InvalidClientTokenId", {denied}},
    {"InvalidParameterCombination", {invalid}},
    {"InvalidParameterValue", {invalid}},
    {"InvalidSignatureException", {denied}},
    {"MalformedQueryString", {invalid}},
    {"MissingAction", {invalid}},
    {"MissingAuthenticationToken", {denied}},
    {"MissingAuthenticationTokenException", {denied}},
    {"MissingParameter", {invalid}},
    {"NotAuthorized", {denied}},
    {"OptInRequired", {denied}},
    {"PriorRequestNotComplete", {throttled}},
    {"ProvisionedThroughputExceededException", {throttled}},
    {"RequestExpired", {skewed_clock}},
    {"RequestInTheFuture", {skewed_clock}},
    {"RequestLimitExceeded", {throttled}},
    {"RequestThrottled", {throttled}},
    {"RequestThrottledException", {throttled}},
    {"RequestTimeTooSkewed", {skewed_clock}},
    {"RequestTimeout", {transient}},
    {"RequestTimeoutException", {transient}},
    {"SerializationException", {invalid}},
    {"ServiceUnavailable", {transient}},
    {"ServiceUnavailableException", {transient}},
    {"SignatureDoesNotMatch", {denied}},
    {"SlowDown", {throttled}},
    {"ThrottledException", {throttled}},
    {"Throttling", {throttled}},
    {"ThrottlingException", {throttled}},
    {"TooManyRequestsException", {throttled}},
    {"TransactionInProgressException", {throttled}},
    {"UnauthorizedOperation", {denied}},
    {"UnknownOperationException", {invalid}},
    {"UnrecognizedClientException", {denied}},
    {"ValidationError", {invalid}},
};
static_assert(std::ranges::is_sorted(undeclared_table, {}, &undeclared::code));

// A load balancer's page must not lose the class that its status has.
inline condition_set of_status(int status) noexcept {
    switch (status) {
    case 429:
        return {throttled};
    case 500:
    case 502:
    case 503:
    case 504:
        return {transient};
    default:
        return {};
    }
}

// These say too little to overrule a code. 404 is missing: a wrong endpoint answers it too, and whoever
// deletes takes not_found for success.
inline condition_set of_status_alone(int status) noexcept {
    switch (status) {
    case 401:
    case 403:
    case 407:
        return {denied};
    case 408:
        return {transient};
    case 413:
        return {invalid};
    default:
        return {};
    }
}

// A failed handshake is worth another try when the connection broke, not when the peer's certificate is bad.
inline bool is_broken_connection(const boost::system::error_code& cause) noexcept {
    return cause.failed() && std::string_view(cause.category().name()) != "asio.ssl";
}

inline condition_set of_kind(const error_data& data) noexcept {
    switch (data.kind) {
    case error_kind::validation:
    case error_kind::configuration:
        return {invalid};
    case error_kind::resolve:
    case error_kind::connect:
    case error_kind::parse:
        return {transient};
    case error_kind::tls:
        return is_broken_connection(data.cause) ? condition_set{transient} : condition_set{};
    case error_kind::proxy: // an answer that makes no sense has no cause
        return data.http_status == 0 && is_broken_connection(data.cause) ? condition_set{transient}
                                                                         : condition_set{};
    case error_kind::http: // a success that broke off says nothing about its end
        return data.http_status == 0 || data.http_status / 100 == 2 ? condition_set{transient}
                                                                    : condition_set{};
    case error_kind::timeout:
        return {timed_out};
    case error_kind::cancelled:
        return {cancelled};
    case error_kind::wait:
        return {conflict};
    case error_kind::credentials:
    case error_kind::service:
        break;
    }
    return {};
}

}

ECR_DECL condition_set conditions_of_undeclared(std::string_view code) noexcept {
    using conditions::undeclared_table;
    const auto found = std::ranges::lower_bound(undeclared_table, code, {}, &conditions::undeclared::code);
    if (found == std::end(undeclared_table) || found->code != code) return {};
    return found->met;
}

ECR_DECL condition_set conditions_of(const error_data& data, std::optional<errc> code) noexcept {
    condition_set met = conditions::of_kind(data);
    if (data.kind == error_kind::cancelled || data.kind == error_kind::timeout) return met;
    met.add(code ? conditions_of(*code) : conditions_of_undeclared(data.code_text));
    if (data.kind == error_kind::parse) return met;
    met.add(conditions::of_status(data.http_status));
    if (met.empty()) met.add(conditions::of_status_alone(data.http_status));
    return met;
}

}
