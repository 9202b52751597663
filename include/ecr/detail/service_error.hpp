#pragma once

#include <ecr/error.hpp>

#include <concepts>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The headers of an error answer that matter.
struct error_headers {
    std::string_view error_type{};
    std::string_view request_id{};
};

/// The error that an answer of the service, or of something in between, stands for; any body will do.
///
/// Attempts, elapsed time and endpoint are the caller's to add.
error parse_service_error(int status, const error_headers& headers, std::string_view body);

/// The same, where `header(name)` gives the value of a header, found in any case, or nothing.
template <std::invocable<std::string_view> Header>
error parse_service_error(int status, const Header& header, std::string_view body) {
    error_headers found{.error_type = header("x-amzn-errortype"), .request_id = header("x-amzn-requestid")};
    if (found.request_id.empty()) found.request_id = header("x-amz-request-id");
    return parse_service_error(status, found, body);
}

/// The error code in `text`: `aws.example#Foo:http://...` is `Foo`.
std::string_view bare_error_code(std::string_view text) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/service_error.ipp>
#endif
