#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// How a stream of pages or items goes through the answers of a paginated operation.
struct page_options {
    /// Items that are asked for at a time: the request's `max_results`, unless absent.
    std::optional<std::int32_t> page_size{};
    /// The stream ends after exactly so many items, of all lists of the operation together.
    std::optional<std::uint64_t> max_items{};
    /// Where to begin: what `resume_token()` of a stream or of boto3 said, or a token of the service; at the
    /// request's `next_token` when empty.
    std::string starting_token{};
    /// How many pages may be fetched while the consumer is busy with another; none are when 0.
    std::size_t prefetch = 0;
};

}
