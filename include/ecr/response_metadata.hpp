#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// A header of an answer, its name in lower case.
struct response_header {
    std::string name{};
    std::string value{};

    friend bool operator==(const response_header&, const response_header&) = default;
};

/// What came with an answer, and what it took to get it.
struct response_metadata {
    /// What the service's support asks for.
    std::string request_id{};
    int http_status = 0;
    /// In the order of the answer; a name may occur more than once.
    std::vector<response_header> headers{};
    /// How many times the request was sent, the last time included.
    int attempts = 0;
    /// The part of `elapsed` that was spent waiting between attempts.
    std::chrono::nanoseconds total_retry_delay{};
    std::chrono::nanoseconds elapsed{};

    /// The value of the first header of that name, in any case; nothing when there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const noexcept;

    /// Adds a header, its name in any case.
    void add_header(std::string_view name, std::string_view value);
};

/// The answer of a call made with `with_metadata`.
template <class T>
struct reply {
    T value{};
    response_metadata metadata{};
};

/// The type of `with_metadata`.
struct with_metadata_t {};

/// Given to a call, makes it answer with a `reply`.
inline constexpr with_metadata_t with_metadata{};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/response_metadata.ipp>
#endif
