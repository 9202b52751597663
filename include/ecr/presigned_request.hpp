#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Where the parameters of a presigned operation go.
enum class presigned_parameters : unsigned char {
    /// Into the query, as boto3 does it: the URL and two headers are all that has to be sent.
    query,
    /// Into the body, which is signed with the rest: the request of a normal call, with the signature in its
    /// URL.
    body,
};

struct presign_options {
    /// How long the request is good for, 1 second to 7 days; never longer than its keys.
    std::chrono::seconds expires = std::chrono::hours(1);
    /// The text must outlive the call.
    std::string_view method{"POST"};
    presigned_parameters parameters = presigned_parameters::query;
};

/// A request of any kind before it is presigned.
struct request_to_presign {
    std::string method{"GET"};
    /// Whole and percent-encoded; a query keeps its order.
    std::string url{};
    /// Beside Host, which is signed anyway: whoever uses the URL has to send them too.
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::string region{};
    std::string service{"ecr"};
};

/// A request that anyone can send as it is until it expires, so it is to be kept like a password.
struct presigned_request {
    std::string url{};
    std::string method{};
    /// To be sent with exactly these values.
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    timestamp expires{};

    friend bool operator==(const presigned_request&, const presigned_request&) = default;
};

}
