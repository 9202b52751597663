#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// What is decided when a page has come.
struct page_step {
    /// What the page was asked with.
    std::optional<std::string> asked{};
    /// What the page after it is to be asked with; absent if there is none.
    std::optional<std::string> next{};
    /// Not empty if the service goes round in circles: where it does.
    std::string repeated{};
};

/// Which page to fetch next, and when to stop.
class page_trail {
public:
    /// Begins with the page of that token; `wanted` is the most items that will be taken.
    page_trail(std::optional<std::string> token, std::optional<std::uint64_t> wanted)
        : token_(std::move(token))
        , wanted_(wanted) {}

    /// What the next page is to be asked with.
    [[nodiscard]] const std::optional<std::string>& token() const noexcept { return token_; }

    /// Whether another page is worth fetching before it is asked for.
    [[nodiscard]] bool enough() const noexcept { return ended_ || (wanted_ && *wanted_ == 0); }

    /// The page of `token()` has come with that token for the next one and so many items.
    /// After a token that repeats an earlier one `token()` stays as it is, so that the same page is asked for
    /// again if the consumer wants to try.
    [[nodiscard]] ECR_DECL page_step arrived(std::optional<std::string> next, std::uint64_t items);

private:
    [[nodiscard]] ECR_DECL std::string repeated(const std::string& next) const;

    std::optional<std::string> token_;
    std::optional<std::uint64_t> wanted_;
    bool ended_ = false;
    /// Of the page that came last, counted from 1.
    std::uint64_t number_ = 0;
    // A circle of any length is found by comparing with the token of one earlier page, which moves on at
    // powers of two: that takes no more memory for a million pages than for two.
    std::string landmark_{};
    std::uint64_t landmark_number_ = 0;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/page_trail.ipp>
#endif
