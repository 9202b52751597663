#pragma once

#include <ecr/detail/call_access.hpp>
#include <ecr/detail/presign.hpp>
#include <ecr/operation.hpp>

namespace ecr::inline ECR_ABI {

/// The request that a client would send for an operation, for someone else to send before it expires: by
/// default the URL of boto3's `generate_presigned_url`. Throws the `ecr::exception` of the failure.
///
/// Nothing is sent, but keys may be asked for. Extra headers of the client and interceptors take no part.
template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages>
[[nodiscard]] boost::asio::awaitable<presigned_request>
presign(const client& on, const operation<Request, Response, Errors, Pages>& what, const Request& request,
        const presign_options& options = {}) {
    using access = detail::call_access;
    const detail::call_output nowhere{detail::shape_of<Response>, nullptr, nullptr};
    return detail::presign(access::core(on), access::options(on), access::encode(what, on, request), nowhere,
                           options);
}

#if ECR_REFUSE_TEMPORARY_REQUESTS
// This compiler destroys a temporary request in a statement with co_await twice: give the request a name.
template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages>
void presign(const client& on, const operation<Request, Response, Errors, Pages>& what,
             const Request&& request, const presign_options& options = {}) = delete;
#endif

/// The same with keys and time given, without a client.
template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages>
[[nodiscard]] result<presigned_request>
presign(const operation<Request, Response, Errors, Pages>& what, const Request& request,
        const endpoint& where, const credentials& keys, timestamp now, const presign_options& options = {}) {
    constexpr auto level = validation_level::required;
    const auto input = detail::encode(what.name(), detail::shape_of<Request>, &request, level);
    detail::sigv4_signer signer;
    return detail::presign(signer, input, where, keys, now, options);
}

/// Presigns any request, also for other services: `GET https://sts.../?Action=GetCallerIdentity`.
[[nodiscard]] inline result<presigned_request> presign(const request_to_presign& request,
                                                       const credentials& keys, timestamp now,
                                                       std::chrono::seconds expires = std::chrono::hours(1)) {
    detail::sigv4_signer signer;
    return detail::presign(signer, request, keys, now, expires);
}

}
