#pragma once

#include <ecr/detail/page_position.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL page_position::page_position(page_cursor start, std::optional<std::uint64_t> max_items)
    : start_(std::move(start))
    , wanted_(max_items) {}

ECR_DECL void page_position::enter(page_step step, const list_counts& sizes) {
    step_ = std::move(step);
    entered_ = true;
    sizes_ = sizes;
    for (std::size_t list = 0; list != most_lists; ++list) {
        taken_[list] = std::min(start_.taken[list], sizes[list]);
        start_.taken[list] -= taken_[list];
        if (list != 0 && start_.rest_taken) taken_[list] = sizes[list];
    }
    start_.rest_taken = false;
}

ECR_DECL std::uint64_t page_position::left() const noexcept {
    std::uint64_t all = 0;
    for (std::size_t list = 0; list != most_lists; ++list) all += sizes_[list] - taken_[list];
    return wanted_ ? std::min(all, *wanted_) : all;
}

ECR_DECL std::optional<item_place> page_position::take() noexcept {
    if (wanted_ && *wanted_ == 0) return std::nullopt;
    for (std::size_t list = 0; list != most_lists; ++list) {
        if (taken_[list] == sizes_[list]) continue;
        if (wanted_) --*wanted_;
        return item_place{list, static_cast<std::size_t>(taken_[list]++)};
    }
    return std::nullopt;
}

ECR_DECL item_range page_position::take_all(std::size_t list) noexcept {
    auto count = sizes_[list] - taken_[list];
    if (wanted_) {
        count = std::min(count, *wanted_);
        *wanted_ -= count;
    }
    const auto first = taken_[list];
    taken_[list] += count;
    return {first, first + count};
}

ECR_DECL void page_position::limit(std::uint64_t items) noexcept {
    wanted_ = wanted_ ? std::min(*wanted_, items) : items;
}

ECR_DECL bool page_position::ended() const noexcept {
    if (wanted_ && *wanted_ == 0) return true;
    return entered_ && used_up() && !step_.next && step_.repeated.empty();
}

ECR_DECL std::string page_position::stuck() {
    auto why = std::exchange(step_.repeated, {});
    if (why.empty()) return why;
    for (std::size_t list = 0; list != most_lists; ++list) start_.taken[list] += taken_[list];
    entered_ = false;
    start_.token = step_.asked;
    sizes_ = taken_ = {};
    return why;
}

ECR_DECL std::optional<page_cursor> page_position::cursor() const {
    page_cursor made = start_;
    if (!entered_) return made;
    if (used_up() && step_.repeated.empty()) {
        if (!step_.next) return std::nullopt;
        made.token = step_.next;
        return made;
    }
    made.token = step_.asked;
    for (std::size_t list = 0; list != most_lists; ++list) made.taken[list] += taken_[list];
    return made;
}

}
