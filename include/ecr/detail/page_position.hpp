#pragma once

#include <ecr/detail/page_cursor.hpp>
#include <ecr/detail/page_trail.hpp>

#include <cstdint>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// One item of a page.
struct item_place {
    std::size_t list = 0;
    std::size_t index = 0;
};

/// From where to where a list of a page belongs to the stream.
struct item_range {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
};

/// Where the consumer of a stream stands: which items it has been given and where another stream would go on.
class page_position {
public:
    /// Begins there and ends after that many items.
    ECR_DECL page_position(page_cursor start, std::optional<std::uint64_t> max_items);

    /// A page has come whose lists are that long.
    ECR_DECL void enter(page_step step, const list_counts& sizes);

    /// Gives the next item of the page, or nothing when there is none or no more are wanted.
    [[nodiscard]] ECR_DECL std::optional<item_place> take() noexcept;

    /// Gives all that is wanted of one list of the page.
    [[nodiscard]] ECR_DECL item_range take_all(std::size_t list) noexcept;

    /// Ends after that many more items, if not sooner.
    ECR_DECL void limit(std::uint64_t items) noexcept;

    /// Whether no other item can come.
    [[nodiscard]] ECR_DECL bool ended() const noexcept;

    /// Why there is no next page although it has not ended, or nothing. Afterwards the same page may be
    /// entered again, of which nothing is given twice.
    [[nodiscard]] ECR_DECL std::string stuck();

    /// How many items of the page at hand belong to the stream.
    [[nodiscard]] ECR_DECL std::uint64_t left() const noexcept;

    /// Where another stream would go on; nothing when there is nothing to go on with.
    [[nodiscard]] ECR_DECL std::optional<page_cursor> cursor() const;

private:
    [[nodiscard]] bool used_up() const noexcept { return taken_ == sizes_; }

    page_cursor start_;
    std::optional<std::uint64_t> wanted_;
    bool entered_ = false;
    page_step step_{};
    list_counts sizes_{};
    list_counts taken_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/page_position.ipp>
#endif
