#pragma once

/// \file
/// The text by which a stream of pages goes on where another has stopped.

#include <ecr/result.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The most lists that a paginated operation's response has.
inline constexpr std::size_t most_lists = 2;

/// A number for each list of a page.
using list_counts = std::array<std::uint64_t, most_lists>;

/// A place in the items of an operation.
struct page_cursor {
    /// What the page at which to begin is asked with; absent for the first one.
    std::optional<std::string> token{};
    /// How many items of each list were taken, counted from the beginning of that page. They may be more than
    /// the page has, if its size has changed since.
    list_counts taken{};
    /// Of the lists after the first, all that the page has was taken: so boto3 cuts pages.
    bool rest_taken = false;

    friend bool operator==(const page_cursor&, const page_cursor&) = default;
};

/// What identifies a request: the same text for the same request, whatever its page size and token, which
/// `json` is to be free of.
[[nodiscard]] ECR_DECL std::string request_fingerprint(std::string_view operation, std::string_view json);

/// Printable text without white space.
[[nodiscard]] ECR_DECL std::string write_cursor(const page_cursor& cursor, std::string_view operation,
                                                std::string_view fingerprint);

/// Reads what write_cursor() or boto3 wrote, and takes all else for a token of the service. The error of kind
/// `validation` of a cursor that is damaged or belongs to another request.
[[nodiscard]] ECR_DECL result<page_cursor> read_cursor(std::string_view text, std::string_view operation,
                                                       std::string_view fingerprint);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/page_cursor.ipp>
#endif
